"""Setbacks and placements: noted, followed up, never a judgement (R-08, R-09, S2-16…22)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from cases.models import Case
from reintegration.codes import SetbackEffect
from reintegration.models import Placement, ServicePlan, Setback
from reintegration.operations.notices import tell_setback
from reintegration.operations.schedule import plan_follow_ups
from reintegration.reasons import rule_error
from reintegration.rules.setbacks import allowed_effects, demands_of
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError


class SetbackError(RuleError):
    """The setback or placement can't be recorded as given."""


def _check_day(case: Case, on: date) -> None:
    if on > clock.today():
        raise rule_error("in_future", "on", SetbackError)
    if on < case.opened_on:
        raise rule_error("before_case", "on", SetbackError)


@transaction.atomic
def log_setback(
    *,
    by: Membership,
    on: date,
    case: Case,
    kind: str,
    severity: int,
    factors: Iterable[int] = (),
    effect: str = SetbackEffect.NONE,
    note: str = "",
) -> Setback:
    """Record a setback and bring forward what it asks for (R-08); after closure it may stay a note (R-09).

    From severity 2 the plan is reviewed within 14 days; at 3 the coordinators are told. No phase changes
    here: a step back is a phase decision of its own.
    """
    _check_day(case, on)
    after_closure = not case.is_open
    if effect not in allowed_effects(after_closure=after_closure):
        raise rule_error("effect_not_allowed", "effect", SetbackError)
    setback = Setback(
        case=case, on=on, kind=kind, severity=severity, factors=sorted(set(factors)), effect=effect,
        after_closure=after_closure, note=note.strip(),
    )  # fmt: skip
    setback.full_clean()
    setback.save()
    demands = demands_of(severity, on, after_closure=after_closure)
    if demands.plan_review_by:
        _bring_review_forward(case, demands.plan_review_by)
    audit.record("setback.logged", on=setback, severity=severity, effect=effect)
    if demands.tell_coordinator:
        tell_setback(case, setback.public_id, on)
    return setback


def _bring_review_forward(case: Case, by_day: date) -> None:
    plan = ServicePlan.objects.current().filter(case=case).first()
    if plan is not None and (plan.review_due is None or plan.review_due > by_day):
        plan.review_due = by_day
        plan.save()


@transaction.atomic
def record_placement(
    *, by: Membership, on: date, case: Case, kind: str, agreed_by_person: bool, to_on: date | None = None
) -> Placement:
    """Record where the person lives or works from a day on; follow-up becomes denser at first (2.8)."""
    _check_day(case, on)
    placement = Placement(case=case, kind=kind, from_on=on, to_on=to_on, agreed_by_person=agreed_by_person)
    placement.full_clean()
    placement.save()
    audit.record("placement.recorded", on=placement, kind=kind)
    plan_follow_ups(by=by, on=on, case=case)
    return placement
