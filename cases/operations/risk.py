"""Assessing the risk."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases import hooks
from cases.codes import RiskDomain
from cases.models import Case, RiskAssessment
from cases.rules.risk import overall_level, review_due, scheduling_level
from renate import audit
from renate.accounts.access import writable_risk_domains
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError


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
) -> RiskAssessment:
    """Store five levels; overall is the highest, the next review follows from it (domain 5, R-20).

    An unknown level counts as moderate for the review, the person's own view counts too, and the phase
    may ask for it sooner. Raises RiskError.
    """
    if on > clock.today():
        raise RiskError(_("The day of the assessment is in the future."), field="on")
    if on < case.opened_on:
        raise RiskError(_("The day of the assessment is before the case was opened."), field="on")
    known, limit = _own_part(by, case, on, levels)
    level = scheduling_level(known, own_level)
    assessment = RiskAssessment(
        case=case, on=on, by=by, **known, overall=overall_level(known.values()), own_level=own_level,
        note=note, items={domain: dict(ticks) for domain, ticks in (items or {}).items()},
        review_due=min(review_due(on, level, hooks.phase_limit_days(case, on)), limit or date.max),
    )  # fmt: skip
    assessment.full_clean()
    assessment.save()
    audit.record("risk.assessed", on=assessment, overall=assessment.overall)
    hooks.run(hooks.on_risk_assessed, assessment, by, on)
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
