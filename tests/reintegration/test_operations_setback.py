"""Setbacks and new exploitation, and what each forces (R-08, R-09, R-10)."""

from datetime import date, timedelta

import pytest

from cases.codes import AskedStatus
from cases.operations import EpisodeDetails, record_episode
from cases.rules.partial_dates import PartialDate
from reintegration import operations
from reintegration.models import ProgrammeCycle, Setback
from reintegration.operations import SetbackError
from reintegration.rules.setbacks import demands_of, offers_step_back
from renate.notices.due import due_between
from renate.notices.models import Notice
from tests.factories.reintegration import assess, close_file, cycle_of, planned_item, set_risk
from tests.reintegration.conftest import TODAY, noon


def log(by, case, severity=3, on=TODAY, **more):
    return operations.log_setback(by=by, on=on, case=case, kind="housing_loss", severity=severity, **more)


def due(member, source):
    return [row.due_on for row in due_between(member, TODAY, TODAY + timedelta(30)) if row.source == source]


@pytest.mark.rule("R-08")
@pytest.mark.parametrize(
    ("severity", "plan", "assessment", "risk", "lead"),
    [(1, None, None, None, False), (2, 14, None, None, False), (3, 14, 14, 2, True)],
)
def test_each_severity_forces_its_own(severity, plan, assessment, risk, lead):
    found = demands_of(severity, TODAY)

    days = [None if day is None else (day - TODAY).days for day in (
        found.plan_review_by, found.assessment_by, found.risk_review_by
    )]  # fmt: skip
    assert (*days, found.tell_coordinator) == (plan, assessment, risk, lead)
    assert offers_step_back(severity, "none", after_closure=False) == (severity == 3)


@pytest.mark.rule("R-08")
def test_severe_setback_stands_in_the_list_until_what_it_forces_is_done(case, inside, coordinator, clock):
    planned_item(inside, TODAY, case)
    log(inside, case)
    asked = [due(inside, source) for source in ("setback-risk", "setback-assessment")]

    clock.move_to(noon(TODAY + timedelta(days=1)))
    set_risk(inside, TODAY + timedelta(days=1), case, 1)
    assess(inside, TODAY + timedelta(days=1), case)

    assert asked == [[TODAY + timedelta(days=2)], [TODAY + timedelta(days=14)]]
    assert [due(inside, source) for source in ("setback-risk", "setback-assessment")] == [[], []]
    assert case.plans.get().review_due == TODAY + timedelta(days=14)
    assert list(Notice.objects.filter(subject__startswith="setback:").values_list("to", flat=True)) == [
        coordinator.pk
    ]


@pytest.mark.rule("R-08", "R-09")
@pytest.mark.parametrize("effect", ["cycle_new", "case_reopened"])
def test_while_active_no_setback_begins_a_cycle(case, inside, effect):
    with pytest.raises(SetbackError) as refused:
        log(inside, case, effect=effect)

    assert refused.value.field == "effect"
    assert ProgrammeCycle.objects.filter(case=case).count() == 1


@pytest.mark.rule("R-09")
def test_setback_after_closure_may_stay_a_note(case, inside):
    close_file(inside, TODAY, case)
    case.refresh_from_db()

    log(inside, case)

    case.refresh_from_db()
    assert (case.is_open, ProgrammeCycle.objects.filter(case=case).count()) == (False, 1)
    assert Setback.objects.get().assessment_by is None


@pytest.mark.rule("R-09")
@pytest.mark.parametrize(
    ("effect", "assessed", "phase"),
    [("case_reopened", "", "follow_up"), ("cycle_new", "transition", "transition")],
)
def test_setback_after_closure_opens_cycle_two_with_its_own_clock(case, inside, effect, assessed, phase):
    close_file(inside, TODAY, case)
    case.refresh_from_db()

    log(inside, case, effect=effect, entry_phase=assessed)

    case.refresh_from_db()
    cycle = cycle_of(case)
    assert (case.is_open, cycle.number, cycle.started_on) == (True, 2, TODAY)
    assert (cycle.phase, cycle.entry_phase, cycle.periods.get().phase) == (phase, phase, phase)


@pytest.mark.rule("R-09")
def test_new_cycle_needs_the_phase_that_was_assessed(case, inside):
    close_file(inside, TODAY, case)
    case.refresh_from_db()

    with pytest.raises(SetbackError) as refused:
        log(inside, case, effect="cycle_new")

    assert refused.value.field == "entry_phase"


def exploited_again(by, case, started):
    details = EpisodeDetails(
        purposes=("forced_labour",), asked_status=AskedStatus.ANSWERED, started=PartialDate(started, "day")
    )
    return record_episode(by=by, on=TODAY, case=case, details=details)


@pytest.mark.rule("R-10")
@pytest.mark.parametrize("closed", [False, True])
def test_new_exploitation_begins_a_cycle_in_crisis_and_supersedes_the_outcome(case, inside, clock, closed):
    if closed:
        close_file(inside, date(2026, 6, 15), case)
        case.refresh_from_db()

    exploited_again(inside, case, date(2026, 6, 18))

    case.refresh_from_db()
    cycle = cycle_of(case)
    assert (case.is_open, cycle.number, cycle.phase) == (True, 2, "crisis")
    assert cycle.periods.get().basis == "re_trafficking"
    assert ProgrammeCycle.objects.get(case=case, number=1).end_outcome != ""
    assert (case.superseded_on == TODAY) == closed
