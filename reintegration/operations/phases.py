"""Deciding a phase: people decide, time and checklists only inform (R-01…R-07)."""

from datetime import date

from django.db import transaction

from cases.models import Case
from reintegration.codes import Phase
from reintegration.models import PhasePeriod, ProgrammeCycle
from reintegration.operations.schedule import plan_follow_ups
from reintegration.queries.cycles import programme_boundaries
from reintegration.queries.readiness import readiness_facts
from reintegration.reasons import raise_first, rule_error
from reintegration.rules.phases import Boundaries, Move, needs_approval, next_review_reminder, objections
from reintegration.rules.readiness import Readiness, readiness_for
from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError


class PhaseError(RuleError):
    """The phase can't be decided as given."""


@transaction.atomic
def decide_phase(
    *,
    by: Membership,
    on: date,
    case: Case,
    to: str,
    basis: str,
    reason: str = "",
    with_person: bool = False,
    extended_until: date | None = None,
    extension_reason: str = "",
) -> PhasePeriod:
    """Record a human decision on the phase, a stay included, with the checklist as it stood.

    Enforces R-03 (what needs a reason), R-04…R-06 (missing readiness needs one), R-07 (extensions; they
    and skips are a coordinator's). Reschedules the follow-ups. Raises PhaseError.
    """
    cycle = _running(case)
    current = cycle.periods.get(to_on__isnull=True)
    _check_day(on, current)
    boundaries = programme_boundaries()
    readiness = readiness_for(to, readiness_facts(case, cycle, on, person_agrees=with_person))
    move = Move(
        current=cycle.phase, to=to, basis=basis, on=on, reason=reason,
        is_ready=to == cycle.phase or readiness is None or readiness.is_ready,
        extended_until=extended_until, extension_reason=extension_reason,
    )  # fmt: skip
    raise_first(objections(move, cycle.started_on, boundaries), PhaseError)
    if needs_approval(move) and not can(by, Act.APPROVE_CLOSURE):
        raise rule_error("needs_coordinator", "to", PhaseError)
    current.to_on = on
    current.full_clean()
    current.save()
    period = _new_period(cycle, by, move, with_person, readiness)
    _move_cycle(cycle, move, boundaries)
    audit.record("phase.decided", on=cycle, before=move.current, to=to, basis=basis)
    plan_follow_ups(by=by, on=on, case=case)
    return period


def _running(case: Case) -> ProgrammeCycle:
    cycle = ProgrammeCycle.objects.running().select_for_update().filter(case=case).first()
    if cycle is None:
        raise rule_error("cycle_ended", None, PhaseError)
    return cycle


def _check_day(on: date, current: PhasePeriod) -> None:
    if on > clock.today():
        raise rule_error("in_future", "on", PhaseError)
    if on < current.from_on:
        raise rule_error("before_current", "on", PhaseError)


def _new_period(
    cycle: ProgrammeCycle, by: Membership, move: Move, with_person: bool, readiness: Readiness | None
) -> PhasePeriod:
    period = PhasePeriod(
        cycle=cycle,
        phase=move.to,
        from_on=move.on,
        decided_by=by,
        with_person=with_person,
        basis=move.basis,
        readiness=readiness.snapshot() if readiness else {},
        note=move.reason.strip(),
    )
    period.full_clean()
    period.save()
    return period


def _move_cycle(cycle: ProgrammeCycle, move: Move, boundaries: Boundaries) -> None:
    extended = move.to == Phase.EXTENDED
    cycle.phase, cycle.phase_decided_on = move.to, move.on
    cycle.extended_until = move.extended_until if extended else None
    cycle.extension_reason = move.extension_reason if extended else ""
    cycle.remind_on = next_review_reminder(cycle.standing, move.on, boundaries)
    cycle.full_clean()
    cycle.save()
