"""Placements: recorded with the assessment that each needs (S2-16…22, R-15, R-16, R-20)."""

from datetime import date

from django.db import transaction

from cases.models import Case
from cases.operations.alerts import NEWS
from cases.queries.safety import risk_block
from cases.queries.surroundings import family_conclusion
from reintegration.models import Placement
from reintegration.operations.schedule import plan_follow_ups
from reintegration.operations.setbacks import SetbackError, check_day
from reintegration.queries.placements import Looked, placement_facts
from reintegration.reasons import TEXTS, rule_error
from reintegration.rules.placements import missing_for, replaces
from reintegration.rules.setbacks import placement_problem
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock


class PlacementError(SetbackError):
    """The placement can't be recorded as given."""


@transaction.atomic
def record_placement(
    *,
    by: Membership,
    on: date,
    case: Case,
    kind: str,
    agreed_by_person: bool,
    to_on: date | None = None,
    exception_reason: str = "",
) -> Placement:
    """Record where the person lives or works from a day on; follow-up becomes denser at first (2.8).

    Needs a fresh risk assessment that is not critical (R-20); with the family, and for every minor, an
    assessment of the family (R-16, S2-13). Whatever else is missing is named, and done without only with a
    reason, which is kept. What lies more than a month back is history and only noted. A new home ends the
    one before (R-15). Raises PlacementError.
    """
    check_day(case, on)
    looked = placement_facts(case, on, agreed_by_person=agreed_by_person)
    is_history = clock.today() - on > NEWS
    if not is_history:
        _check_safety(case, kind, on)
    missing = [] if is_history else missing_for(kind, looked.facts)
    if missing and not exception_reason.strip():
        reasons = [str(TEXTS[code]) for code in (*missing, "placement_reason")]
        raise PlacementError(reasons, field="exception_reason")
    _end_before(case, kind, on)
    placement = _placement(case, kind, on, to_on, looked)
    placement.agreed_by_person = agreed_by_person
    placement.exception_reason = exception_reason.strip() if missing else ""
    placement.full_clean()
    placement.save()
    audit.record("placement.recorded", on=placement, kind=kind, missing=missing)
    plan_follow_ups(by=by, on=on, case=case)
    return placement


def _placement(case: Case, kind: str, on: date, to_on: date | None, looked: Looked) -> Placement:
    """The row, with the assessments it went by."""
    return Placement(
        case=case,
        kind=kind,
        from_on=on,
        to_on=to_on,
        family_assessment=looked.family,
        community_assessment=looked.community,
    )


def _check_safety(case: Case, kind: str, on: date) -> None:
    if block := risk_block(case, on):
        raise PlacementError(block)
    problem = placement_problem(
        kind, is_minor=case.person.is_minor_on(on), conclusion=family_conclusion(case, on)
    )
    if problem:
        raise rule_error(problem, "kind", PlacementError)


def _end_before(case: Case, kind: str, on: date) -> None:
    for before in Placement.objects.filter(case=case, to_on__isnull=True, from_on__lte=on):
        if replaces(kind, before.kind):
            before.to_on = on
            before.save()
