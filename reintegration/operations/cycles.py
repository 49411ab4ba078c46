"""Opening and ending a cycle of assistance (R-01, R-09, R-10)."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from cases.models import Case
from reintegration.codes import Phase, PhaseBasis, PlanStatus
from reintegration.models import PhasePeriod, ProgrammeCycle, ServicePlan
from reintegration.operations.schedule import plan_follow_ups
from reintegration.queries.cycles import PHASE_MONTHS, latest_cycle, programme_boundaries
from reintegration.reasons import rule_error
from reintegration.rules.phases import next_review_reminder
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError


class CycleError(RuleError):
    """The cycle can't be opened or ended as things stand."""


@transaction.atomic
def remind_anew(changed: Collection[str]) -> None:
    """Other months for the phases: each running cycle is reminded of by the new boundaries (R-02).

    What has been told of a day stays told; a boundary that has passed meanwhile is told of at the next sweep.
    """
    if not set(changed) & set(PHASE_MONTHS):
        return
    boundaries = programme_boundaries()
    running = list(ProgrammeCycle.objects.running().select_for_update())
    for cycle in running:
        cycle.remind_on = next_review_reminder(cycle.standing, cycle.phase_decided_on, boundaries)
    ProgrammeCycle.objects.bulk_update(running, ["remind_on"])


@transaction.atomic
def open_cycle(
    *,
    by: Membership,
    on: date,
    case: Case,
    entry_phase: str = Phase.CRISIS,
    basis: str = PhaseBasis.ENTRY,
    note: str = "",
) -> ProgrammeCycle:
    """Start the clock of a new cycle in its entry phase, with its schedule of follow-ups (R-09, R-10).

    Raises CycleError while another cycle of the case runs.
    """
    if on > clock.today():
        raise rule_error("in_future", "on", CycleError)
    before = latest_cycle(case)
    cycle = ProgrammeCycle(
        case=case,
        number=before.number + 1 if before else 1,
        started_on=on,
        entry_phase=entry_phase,
        phase=entry_phase,
        phase_decided_on=on,
    )
    if before is not None and before.ended_on is None:
        raise rule_error("cycle_running", None, CycleError)
    cycle.remind_on = next_review_reminder(cycle.standing, on, programme_boundaries())
    cycle.full_clean()
    cycle.save()
    period = PhasePeriod(cycle=cycle, phase=entry_phase, from_on=on, decided_by=by, basis=basis, note=note)
    period.full_clean()
    period.save()
    audit.record("cycle.opened", on=cycle, number=cycle.number, phase=str(entry_phase))
    plan_follow_ups(by=by, on=on, case=case)
    return cycle


@transaction.atomic
def end_cycle(*, by: Membership, on: date, cycle: ProgrammeCycle, outcome: str) -> ProgrammeCycle:
    """Stop the clock: the phase ends, the plan closes, follow-ups go on only after closure with consent."""
    cycle = ProgrammeCycle.objects.select_for_update(of=("self",)).select_related("case").get(pk=cycle.pk)
    if cycle.ended_on is not None:
        raise rule_error("cycle_ended", None, CycleError)
    cycle.ended_on, cycle.end_outcome, cycle.remind_on = on, outcome, None
    cycle.full_clean()
    cycle.save()
    for period in cycle.periods.filter(to_on__isnull=True):
        period.to_on = on
        period.full_clean()
        period.save()
    ServicePlan.objects.current().filter(case=cycle.case).update(status=PlanStatus.CLOSED)
    audit.record("cycle.ended", on=cycle, outcome=outcome)
    plan_follow_ups(by=by, on=on, case=cycle.case)
    return cycle


@transaction.atomic
def enter_at(
    *, by: Membership, on: date, case: Case, phase: str, basis: str = PhaseBasis.SETBACK
) -> ProgrammeCycle:
    """Let a cycle that begins today begin in the phase that people assessed (R-09, R-10)."""
    cycle = ProgrammeCycle.objects.running().select_for_update().get(case=case)
    if cycle.started_on != on or cycle.periods.count() != 1:
        raise rule_error("cycle_running", None, CycleError)
    cycle.entry_phase = cycle.phase = phase
    cycle.remind_on = next_review_reminder(cycle.standing, on, programme_boundaries())
    cycle.full_clean()
    cycle.save()
    period = cycle.periods.get()
    period.phase, period.basis = phase, basis
    period.full_clean()
    period.save()
    audit.record("cycle.entered", on=cycle, phase=phase)
    plan_follow_ups(by=by, on=on, case=case)
    return cycle
