"""Assessing the risk."""

import json
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases import hooks
from cases.codes import RiskDomain
from cases.models import Case, RiskAssessment
from cases.operations.alerts import leads_of, team_in_role, tell, tell_coordinators
from cases.queries.safety import demands
from cases.rules.risk import overall_level, review_due, scheduling_level
from cases.rules.risk_signs import (
    Judgement,
    computed_level,
    is_looked_at,
    of_present,
    override_problems,
    unknown_ticks,
)
from renate import audit
from renate.accounts.access import writable_risk_domains
from renate.accounts.codes import FourEyes
from renate.accounts.four_eyes import approved
from renate.accounts.models import ApprovalRequest, Membership
from renate.accounts.operations.four_eyes import use_approval
from renate.accounts.roles import Role
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.notices.codes import NoticeKind


class RiskError(RuleError):
    """The assessment can't be stored as given."""


@transaction.atomic
def assess_risk(
    *,
    by: Membership,
    on: date,
    case: Case,
    levels: Mapping[str, int | None],
    own_level: int | None = None,
    note: str = "",
    items: Mapping[str, Mapping[str, str]] | None = None,
    sources: Mapping[str, Mapping[str, str]] | None = None,
    sign_notes: Mapping[str, Mapping[str, str]] | None = None,
    protection: list[str] | tuple[str, ...] = (),
    override_reason: str = "",
) -> RiskAssessment:
    """Store five levels; overall is the highest, the next review follows from it (domain 5, R-20).

    A domain that `levels` leaves out has the level its ticked signs stand for; another one needs a reason,
    a lower one a coordinator's approval too. Unknown counts as moderate for the review, the person's own view
    counts, and the phase may ask for it sooner. Each sign keeps who says so and a note. Critical calls the
    coordinators at once. Raises RiskError.
    """
    ticks = {domain: dict(found) for domain, found in (items or {}).items()}
    _check(on, case, ticks)
    computed = {
        domain: computed_level(domain, ticks[domain])
        for domain in RiskDomain.values
        if is_looked_at(domain, ticks.get(domain, {}))
    }
    decided = {domain: levels.get(domain, computed.get(domain)) for domain in RiskDomain.values}
    known, limit = _own_part(by, case, on, decided)
    approval = _check_overrides(by, case, computed, known, override_reason)
    noted = of_present(sign_notes, ticks)
    assessment = RiskAssessment(
        case=case, on=on, by=by, **known, overall=overall_level(known.values()), own_level=own_level,
        note=note, items=ticks, sources=of_present(sources, ticks), computed=computed,
        sign_notes=json.dumps(noted, ensure_ascii=False) if noted else "", protection=list(protection),
        override_reason=override_reason if _differs(computed, known) else "",
        review_due=min(_review_due(case, on, known, own_level), limit or date.max),
    )  # fmt: skip
    assessment.full_clean()
    assessment.save()
    if approval is not None:
        use_approval(by=by, approval=approval)
    audit.record("risk.assessed", on=assessment, overall=assessment.overall)
    hooks.run(hooks.on_risk_assessed, assessment, by, on)
    _alert(assessment)
    return assessment


def _own_part(
    by: Membership, case: Case, on: date, levels: Mapping[str, int | None]
) -> tuple[dict[str, int | None], date | None]:
    """A role assesses its own domains (domain 7: a psychologist self-harm); what others found stands until
    its own review is due, and is unknown after that.
    """
    given = {domain: levels.get(domain) for domain in RiskDomain.values}
    own = writable_risk_domains(by, RiskDomain.values)
    if own == set(given):
        return given, None
    latest = RiskAssessment.objects.latest_for(case)
    stands = latest is not None and latest.review_due >= on
    before: Mapping[str, int | None] = latest.levels if latest is not None and stands else {}
    merged = {domain: given[domain] if domain in own else before.get(domain) for domain in given}
    return merged, latest.review_due if latest is not None and stands else None


def _review_due(case: Case, on: date, known: Mapping[str, int | None], own_level: int | None) -> date:
    return review_due(on, scheduling_level(known, own_level), hooks.phase_limit_days(case, on))


def _check(on: date, case: Case, ticks: Mapping[str, Mapping[str, str]]) -> None:
    if on > clock.today():
        raise RiskError(_("The day of the assessment is in the future."), field="on")
    if on < case.opened_on:
        raise RiskError(_("The day of the assessment is before the case was opened."), field="on")
    if unknown := unknown_ticks(ticks):
        raise RiskError(_("This sign is in no list: %s.") % unknown[0])


def _check_overrides(
    by: Membership,
    case: Case,
    computed: Mapping[str, int | None],
    known: Mapping[str, int | None],
    reason: str,
) -> ApprovalRequest | None:
    """The approval that a lower level uses up: two people lower a risk, one of them a coordinator."""
    judgements = [Judgement(domain, level, known[domain]) for domain, level in computed.items()]
    lowers = any(judgement.is_lower for judgement in judgements)
    approval = approved(by=by, act=FourEyes.LOWER_RISK, about=case) if lowers else None
    problems = override_problems(judgements, reason=reason, is_approved=approval is not None)
    if problems:
        name = problems[0][0]
        raise RiskError([text for field, text in problems if field == name], field=name)
    return approval


def _differs(computed: Mapping[str, int | None], known: Mapping[str, int | None]) -> bool:
    return any(known[domain] != level for domain, level in computed.items())


def _alert(assessment: RiskAssessment) -> None:
    """Critical: the coordinators now. Self-harm from high on: the psychologist the same day (domain 5)."""
    case, forced = assessment.case, demands(assessment)
    key, on, page = f"risk:{assessment.public_id}", assessment.on, "cases:risk_list"
    if not case.is_open:
        return
    if forced.tell_coordinator:
        tell_coordinators(case, key, page=page, on=on, due_on=forced.review_by)
    if forced.tell_psychologist:
        to = team_in_role(case, Role.PSYCHOLOGIST, on) or leads_of(case)
        tell(to, case, f"{key}:care", page=page, on=on)
    if forced.conference_by and not forced.tell_coordinator:
        tell_coordinators(
            case, f"{key}:talk", page=page, on=on, due_on=forced.conference_by, kind=NoticeKind.REVIEW_DUE
        )
