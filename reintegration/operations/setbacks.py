"""Setbacks and placements: noted, followed up, never a judgement (R-08, R-09, S2-16…22)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from cases.models import Case
from cases.operations import ClosureError, reopen_case
from reintegration.codes import SetbackEffect
from reintegration.models import ServicePlan, Setback
from reintegration.operations.cycles import enter_at
from reintegration.operations.notices import tell_setback
from reintegration.reasons import rule_error
from reintegration.rules.setbacks import REOPENING, allowed_effects, demands_of, entry_phase_for
from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError


class SetbackError(RuleError):
    """The setback or placement can't be recorded as given."""


def check_day(case: Case, on: date) -> None:
    """Raise for a day in the future, or before the case was opened (R-15)."""
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
    entry_phase: str = "",
) -> Setback:
    """Record a setback and bring forward what it asks for (R-08).

    From severity 2 the plan is reviewed within 14 days; at 3 the factors are assessed within 14 days, the
    risk within two, and the coordinators are told. No phase changes here: a step back is a phase decision of
    its own. After closure it stays a note, or opens the case again with a new cycle (R-09).
    """
    check_day(case, on)
    after_closure = not case.is_open
    if effect not in allowed_effects(after_closure=after_closure):
        raise rule_error("effect_not_allowed", "effect", SetbackError)
    demands = demands_of(severity, on, after_closure=after_closure)
    setback = Setback(
        case=case, on=on, kind=kind, severity=severity, factors=sorted(set(factors)), effect=effect,
        after_closure=after_closure, note=note.strip(), assessment_by=demands.assessment_by,
        risk_review_by=demands.risk_review_by,
    )  # fmt: skip
    setback.full_clean()
    setback.save()
    if demands.plan_review_by:
        _bring_review_forward(case, demands.plan_review_by)
    audit.record("setback.logged", on=setback, severity=severity, effect=effect)
    if demands.tell_coordinator:
        tell_setback(case, setback.public_id, on)
    if after_closure and effect in REOPENING:
        _reopen(case, by, on, entry_phase_for(effect, entry_phase))
    return setback


def _reopen(case: Case, by: Membership, on: date, entry_phase: str) -> None:
    """Cycle n+1 with its own clock, in the phase that was assessed."""
    if not can(by, Act.OPEN_INTAKE):
        raise rule_error("may_not_reopen", "effect", SetbackError)
    if not entry_phase:
        raise rule_error("entry_phase", "entry_phase", SetbackError)
    try:
        case = reopen_case(by=by, on=on, case=case)
    except ClosureError as error:
        raise SetbackError(error.reasons, field="effect") from error
    enter_at(by=by, on=on, case=case, phase=entry_phase)


def _bring_review_forward(case: Case, by_day: date) -> None:
    plan = ServicePlan.objects.current().filter(case=case).first()
    if plan is not None and (plan.review_due is None or plan.review_due > by_day):
        plan.review_due = by_day
        plan.save()
