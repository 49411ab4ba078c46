"""When the next follow-up is due (domain 2.8)."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from reintegration.codes import Phase
from reintegration.follow_up_codes import Anchor, NoContactReason, Purpose, ReminderStep
from reintegration.rules import schedule
from reintegration.rules.checks import job_checks, training_checks
from reintegration.rules.schedule import ScheduleFacts, active_intervals, next_due, plan_checks
from renate.notices.rules import CalendarFacts

START = date(2026, 1, 15)
FACTS = st.builds(
    ScheduleFacts,
    phase=st.sampled_from(Phase.values),
    anchor_on=st.just(START),
    risk_level=st.none() | st.integers(0, 4),
    arrived_on=st.none() | st.dates(date(2025, 6, 1), date(2026, 12, 31)),
    last_settled_on=st.none() | st.dates(START, date(2026, 12, 31)),
)
DAY = st.dates(START, date(2027, 1, 31))


@pytest.mark.parametrize(
    ("facts", "days", "anchor"),
    [
        (ScheduleFacts(Phase.CRISIS, START, risk_level=0), 7, Anchor.PHASE),
        (ScheduleFacts(Phase.TRANSITION, START, risk_level=1), 30, Anchor.PHASE),
        (ScheduleFacts(Phase.REINTEGRATION, START, risk_level=0), 90, Anchor.PHASE),
        (ScheduleFacts(Phase.EXTENDED, START, risk_level=0), 90, Anchor.PHASE),
        (ScheduleFacts(Phase.REINTEGRATION, START, risk_level=2), 14, Anchor.RISK),
        (ScheduleFacts(Phase.REINTEGRATION, START, risk_level=3), 7, Anchor.RISK),
        (ScheduleFacts(Phase.REINTEGRATION, START, risk_level=4), 1, Anchor.RISK),
        (ScheduleFacts(Phase.CRISIS, START, risk_level=2), 7, Anchor.PHASE),
    ],
)
def test_interval_by_phase_and_risk(facts, days, anchor):
    planned = schedule.next_due(facts, START)

    assert (planned.due_on, planned.anchor) == (START + timedelta(days=days), anchor)


def test_unknown_risk_is_scheduled_like_a_moderate_one():
    unknown = schedule.next_due(ScheduleFacts(Phase.REINTEGRATION, START, risk_level=None), START)
    moderate = schedule.next_due(ScheduleFacts(Phase.REINTEGRATION, START, risk_level=2), START)

    assert unknown == moderate


@pytest.mark.rule("S4-11")
@pytest.mark.parametrize(
    ("day", "days"), [(0, 7), (30, 7), (31, 14), (89, 14), (90, 30), (180, 30), (181, 90)]
)
def test_arrival_is_followed_densely_for_six_months(day, days):
    facts = ScheduleFacts(Phase.REINTEGRATION, START, risk_level=0, arrived_on=START)

    assert schedule.active_intervals(facts, START + timedelta(days=day))[0].days == days


@given(FACTS, DAY)
def test_shortest_active_interval_wins(facts, on):
    planned = schedule.next_due(facts, on)

    assert planned.interval_days == min(i.days for i in schedule.active_intervals(facts, on))


@given(FACTS, DAY)
def test_schedule_owes_nothing_for_yesterday_and_rises(facts, on):
    days = [planned.due_on for planned in schedule.plan(facts, on)]

    assert days == sorted(set(days))
    assert on <= days[0]
    assert len(days) <= schedule.MAX_PLANNED


@given(FACTS, DAY, DAY)
def test_schedule_goes_on_from_the_follow_up_that_is_still_owed(facts, on, owed):
    planned = schedule.plan(facts, on, owed=owed)

    assert planned[0].due_on > owed or planned[0].due_on == on


@given(FACTS, DAY)
def test_schedule_is_the_same_when_made_twice(facts, on):
    assert schedule.plan(facts, on) == schedule.plan(facts, on)


@given(FACTS, DAY)
def test_window_holds_the_due_day(facts, on):
    for planned in schedule.plan(facts, on):
        assert planned.window_start < planned.due_on < planned.window_end


@pytest.mark.parametrize(("interval", "before", "after"), [(1, 1, 1), (7, 1, 1), (14, 3, 7), (90, 3, 7)])
def test_window_is_narrow_where_contact_is_close(interval, before, after):
    assert schedule.window(interval) == (timedelta(days=before), timedelta(days=after))


CLOSED = date(2026, 3, 31)


@pytest.mark.rule("S0-36", "S2-23")
def test_closure_is_followed_at_six_and_twelve_months_with_consent():
    facts = ScheduleFacts(closed_on=CLOSED, may_contact_after_closure=True)

    planned = schedule.plan(facts, CLOSED)

    assert [p.due_on for p in planned] == [date(2026, 9, 30), date(2027, 3, 31)]
    assert {p.purpose for p in planned} == {Purpose.POST_CLOSURE}


@pytest.mark.rule("S0-36")
def test_closure_without_consent_is_never_followed():
    assert schedule.plan(ScheduleFacts(closed_on=CLOSED), CLOSED) == ()


def test_done_contact_after_closure_is_not_planned_again():
    facts = ScheduleFacts(
        closed_on=CLOSED, may_contact_after_closure=True, last_settled_on=CLOSED + relativedelta(months=6)
    )

    assert [p.due_on for p in schedule.plan(facts, CLOSED)] == [date(2027, 3, 31)]


@pytest.mark.parametrize("reason", [r for r in NoContactReason if r])
def test_contact_that_is_not_possible_becomes_a_review_never_a_call(reason):
    open_case = ScheduleFacts(Phase.CRISIS, START, no_contact=reason)
    closed = ScheduleFacts(closed_on=CLOSED, may_contact_after_closure=True, no_contact=reason)

    purposes = {p.purpose for facts in (open_case, closed) for p in schedule.plan(facts, CLOSED)}

    assert purposes == {Purpose.SAFETY_REVIEW}


DUE = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("interval", "escalated", "lapsed"), [(1, 2, 3), (7, 2, 7), (14, 7, 14), (90, 7, 90)]
)
def test_reminders_go_up_after_seven_days_or_two_when_contact_is_close(interval, escalated, lapsed):
    days = {step: (day - DUE).days for step, day in schedule.reminder_days(DUE, interval)}

    assert days == {"due": 0, "overdue": 1, "escalated": escalated}
    assert (schedule.lapses_on(DUE, interval) - DUE).days == lapsed


@given(st.sampled_from([1, 7, 14, 30, 90, 180]), st.integers(-5, 120))
def test_steps_due_are_each_taken_once_however_often_one_looks(interval, offset):
    end = DUE + timedelta(days=offset)
    taken, since = [], None

    for day in (DUE + timedelta(days=n) for n in range(-5, offset + 1)):
        steps, _ = schedule.steps_due(DUE, interval, since, day)
        taken += steps
        since = day

    assert tuple(taken) == schedule.steps_due(DUE, interval, None, end)[0]


def test_next_step_is_none_when_the_last_has_passed():
    passed, upcoming = schedule.steps_due(DUE, 7, None, DUE + timedelta(days=400))

    assert [step for step, _ in passed] == list(ReminderStep)
    assert upcoming is None


@pytest.mark.rule("R-13")
@pytest.mark.parametrize(
    ("misses", "lost"),
    [([], False), ([True] * 2, False), ([True] * 3, True), ([True, True, False, True], False)],
)
def test_three_misses_in_a_row_ask_for_lost_contact(misses, lost):
    assert schedule.is_lost_contact(misses) == lost


@pytest.mark.rule("S0-24")
def test_job_is_looked_at_after_1_3_6_and_12_months_while_it_lasts():
    started = date(2026, 1, 31)

    days = [check.due_on for check in job_checks("k", started)]

    assert days == [date(2026, 2, 28), date(2026, 4, 30), date(2026, 7, 31), date(2027, 1, 31)]
    assert [check.due_on for check in job_checks("k", started, date(2026, 5, 1))] == days[:2]


@pytest.mark.rule("R-19", "S2-50")
def test_end_of_a_training_asks_for_a_job_after_30_and_90_days_until_there_is_a_next_step():
    ended = date(2026, 1, 31)

    assert [check.due_on for check in training_checks("k", ended)] == [date(2026, 3, 2), date(2026, 5, 1)]
    assert [check.due_on for check in training_checks("k", ended, date(2026, 3, 15))] == [date(2026, 3, 2)]


@pytest.mark.rule("S0-36", "S1-12", "S2-23", "S3-92")
def test_after_closure_each_contact_needs_its_own_consent():
    closed = ScheduleFacts(closed_on=date(2026, 1, 15), may_contact_after_closure=True, early_and_late=True)
    evaluated = ScheduleFacts(closed_on=date(2026, 1, 15), may_evaluate=True)

    assert [(plan.anchor_ref, plan.due_on) for plan in plan_checks(closed, date(2026, 1, 15))] == [
        ("1:3m", date(2026, 4, 15)), ("1:6m", date(2026, 7, 15)), ("1:12m", date(2027, 1, 15)),
        ("1:24m", date(2028, 1, 15)),
    ]  # fmt: skip
    assert [plan.purpose for plan in plan_checks(evaluated, date(2026, 1, 15))] == ["evaluation"]


@pytest.mark.rule("S4-11")
@pytest.mark.parametrize(("month", "days"), [(0, 7), (1, 14), (2, 14), (3, 30), (5, 30), (6, 90)])
def test_return_begins_six_dense_months(month, days):
    returned = date(2026, 1, 1)
    facts = ScheduleFacts(Phase.REINTEGRATION, returned, risk_level=0, returned_on=returned)

    assert active_intervals(facts, returned + relativedelta(months=month))[0].days == days


def test_day_off_moves_a_wide_interval_and_never_a_weekly_one():
    off = CalendarFacts(closed_days=frozenset({date(2026, 1, 8), date(2026, 1, 31)}))
    weekly = ScheduleFacts(Phase.CRISIS, date(2026, 1, 1), risk_level=0, days_off=off)
    monthly = ScheduleFacts(Phase.TRANSITION, date(2026, 1, 1), risk_level=0, days_off=off)

    assert next_due(weekly, date(2026, 1, 1)).due_on == date(2026, 1, 8)
    assert next_due(monthly, date(2026, 1, 1)).due_on == date(2026, 2, 1)
