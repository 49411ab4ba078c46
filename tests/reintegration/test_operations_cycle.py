"""Cycles and phase decisions (R-01…R-10)."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta

from cases.codes import RelationToAssistance
from cases.operations import EpisodeDetails, record_episode, reopen_case
from cases.rules.partial_dates import on_day
from reintegration import operations
from reintegration.codes import Phase, PhaseBasis, PlanStatus
from reintegration.models import PhasePeriod, ProgrammeCycle
from reintegration.operations import CycleError, PhaseError
from renate import audit
from tests.factories.reintegration import (
    assess,
    close_file,
    cycle_of,
    move_to,
    open_file,
    planned_item,
    scores,
    set_risk,
)
from tests.reintegration.conftest import OPENED, TODAY


@pytest.mark.rule("R-01")
def test_opening_a_case_starts_cycle_one_in_crisis(case):
    cycle = cycle_of(case)

    assert (cycle.number, cycle.started_on, cycle.phase) == (1, OPENED, Phase.CRISIS)
    assert [(p.phase, p.from_on, p.basis) for p in cycle.periods.all()] == [("crisis", OPENED, "entry")]


@pytest.mark.rule("R-01")
def test_time_alone_moves_nobody(case, clock):
    clock.move_to("2028-01-01")

    assert operations.remind_phase_reviews(on=date(2028, 1, 1)) == 1
    assert cycle_of(case).phase == Phase.CRISIS


def test_second_cycle_is_refused_while_one_runs(case, inside):
    with pytest.raises(CycleError):
        operations.open_cycle(by=inside, on=TODAY, case=case)

    assert ProgrammeCycle.objects.filter(case=case).count() == 1


@pytest.mark.rule("R-01", "R-03", "R-04")
def test_decision_ends_the_period_and_keeps_the_checklist(case, inside):
    move_to(inside, TODAY, case, Phase.TRANSITION, with_person=True)

    cycle = cycle_of(case)
    old, new = cycle.periods.order_by("from_on")
    assert (cycle.phase, cycle.phase_decided_on) == (Phase.TRANSITION, TODAY)
    assert (old.to_on, new.from_on, new.to_on) == (TODAY, TODAY, None)
    assert (new.basis, new.with_person, new.note) == ("readiness", True, "Agreed.")
    assert {c["code"] for c in new.readiness["checks"] if not c["met"]} >= {"plan_agreed", "assessment_fresh"}


@pytest.mark.rule("R-04")
def test_move_without_readiness_needs_a_reason(case, inside):
    with pytest.raises(PhaseError) as refused:
        move_to(inside, TODAY, case, Phase.TRANSITION, reason=" ")

    assert refused.value.field == "reason"
    assert PhasePeriod.objects.filter(cycle__case=case).count() == 1


@pytest.mark.rule("R-03")
def test_backward_move_on_the_calendar_is_refused(case, inside):
    move_to(inside, TODAY, case, Phase.TRANSITION)

    with pytest.raises(PhaseError) as refused:
        move_to(inside, TODAY, case, Phase.CRISIS, basis=PhaseBasis.CALENDAR)

    assert refused.value.field == "basis"
    assert move_to(inside, TODAY, case, Phase.CRISIS, basis=PhaseBasis.SETBACK).phase == Phase.CRISIS


@pytest.mark.rule("R-15")
@pytest.mark.parametrize("day", [date(2026, 6, 23), date(2026, 5, 31)])
def test_decision_in_the_future_or_before_the_phase_is_refused(case, inside, day):
    with pytest.raises(PhaseError) as refused:
        move_to(inside, day, case, Phase.TRANSITION)

    assert refused.value.field == "on"


@pytest.mark.rule("R-07")
def test_extension_is_a_coordinators(case, inside, coordinator, clock):
    day = OPENED + relativedelta(months=36)
    clock.move_to(day)
    extension = {
        "extended_until": day + relativedelta(months=6),
        "extension_reason": "court_pending",
        "basis": "other",
    }

    with pytest.raises(PhaseError) as refused:
        move_to(inside, day, case, Phase.EXTENDED, **extension)
    extended = move_to(coordinator, day, case, Phase.EXTENDED, **extension)

    assert refused.value.field == "to"
    assert (extended.phase, extended.extension_reason) == (Phase.EXTENDED, "court_pending")
    assert extended.remind_on == extended.extended_until - relativedelta(days=14)


@pytest.mark.rule("R-02")
def test_stay_moves_the_next_review_reminder(case, inside, clock):
    clock.move_to("2026-08-25")
    assert cycle_of(case).remind_on == date(2026, 8, 18)

    stayed = move_to(inside, date(2026, 8, 25), case, Phase.CRISIS, reason="Court in September.")

    assert stayed.phase == Phase.CRISIS
    assert stayed.remind_on == date(2027, 5, 18)


def test_closing_ends_cycle_period_and_plan(case, inside):
    planned_item(inside, TODAY, case)

    close_file(inside, TODAY, case)

    cycle = cycle_of(case)
    assert (cycle.ended_on, cycle.end_outcome) == (TODAY, "reintegrated_successfully")
    assert cycle.periods.get().to_on == TODAY
    assert case.plans.get().status == PlanStatus.CLOSED


@pytest.mark.rule("R-09")
def test_reopening_starts_a_new_cycle_with_its_own_clock(case, inside, clock):
    close_file(inside, TODAY, case)
    clock.move_to("2027-02-01")

    reopen_case(by=inside, on=date(2027, 2, 1), case=case)

    cycle = cycle_of(case)
    assert (cycle.number, cycle.started_on, cycle.phase) == (2, date(2027, 2, 1), Phase.CRISIS)


@pytest.mark.rule("R-10")
def test_exploitation_after_assistance_starts_a_new_cycle(case, inside):
    first = EpisodeDetails(purposes=("forced_labour",), started=on_day(date(2025, 1, 1)))
    again = EpisodeDetails(purposes=("forced_labour",), started=on_day(date(2026, 6, 10)))
    record_episode(by=inside, on=OPENED, case=case, details=first)

    episode = record_episode(by=inside, on=TODAY, case=case, details=again)

    old, new = ProgrammeCycle.objects.filter(case=case).order_by("number")
    assert episode.relation_to_assistance == RelationToAssistance.AFTER
    assert (old.ended_on, new.started_on, new.entry_phase) == (TODAY, TODAY, Phase.CRISIS)
    assert new.periods.get().basis == PhaseBasis.RE_TRAFFICKING


def test_decision_is_audited_with_codes_only(case, inside):
    move_to(inside, TODAY, case, Phase.TRANSITION, reason="Her sister Mira helps.")

    event = next(e for e in audit.own_events(limit=20) if e.action == "phase.decided")
    assert event.meta["to"] == "transition"
    assert "Mira" not in str(event.meta)


@pytest.mark.rule("R-04")
def test_ready_case_moves_at_its_time_without_a_reason(case, inside, clock):
    clock.move_to("2026-09-01")
    day = date(2026, 9, 1)
    assess(inside, day, case, scores(3))
    from cases.operations import set_contact_plan

    set_contact_plan(by=inside, on=day, case=case, channel="in_person")
    set_risk(inside, day, case, 1)
    item = planned_item(inside, day, case)
    operations.record_agreement(by=inside, on=day, plan=item.goal.plan, form="signed")

    period = operations.decide_phase(by=inside, on=day, case=case, to=Phase.TRANSITION, basis="calendar")

    assert [c for c in period.readiness["checks"] if not c["met"]] == []


@pytest.mark.rule("R-04")
@pytest.mark.parametrize("assessed", [False, True])
def test_risk_that_nobody_has_looked_at_in_time_is_missing(inside, clock, assessed):
    """Never assessed, or assessed when the case was opened and not reviewed since."""
    clock.move_to("2026-06-01")
    case = open_file(inside, OPENED, risk=0 if assessed else None)
    clock.move_to("2026-09-01")

    period = move_to(inside, date(2026, 9, 1), case, Phase.TRANSITION).periods.get(to_on=None)

    assert {c["code"]: c["met"] for c in period.readiness["checks"]}["no_critical_risk"] is False
