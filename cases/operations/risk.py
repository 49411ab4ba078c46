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
    known = {domain: levels.get(domain) for domain in RiskDomain.values}
    level = scheduling_level(known, own_level)
    assessment = RiskAssessment(
        case=case, on=on, by=by, **known, overall=overall_level(known.values()), own_level=own_level,
        note=note, items={domain: dict(ticks) for domain, ticks in (items or {}).items()},
        review_due=review_due(on, level, hooks.phase_limit_days(case, on)),
    )  # fmt: skip
    assessment.full_clean()
    assessment.save()
    audit.record("risk.assessed", on=assessment, overall=assessment.overall)
    hooks.run(hooks.on_risk_assessed, assessment, by, on)
    return assessment
