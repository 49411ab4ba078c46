"""Planning and recording follow-ups (domain 2.8, R-20, R-21)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.operations import ClosureError, assess_family, request_closure, set_contact_plan
from reintegration import operations
from reintegration.models import FollowUp
from reintegration.operations import Contact, FollowUpError
from tests.factories.reintegration import (
    close_file,
    consent_to,
    move_to,
    open_file,
    set_risk,
)
from tests.reintegration.conftest import OPENED, TODAY, noon

REACHED = Contact(mode="phone", reached="reached", safety_checked=True, risk_changed="no")
MISSED = Contact(mode="phone", reached="not_reached", safety_checked=True)


def planned(case):
    return list(FollowUp.objects.planned().filter(case=case).order_by("due_on"))


def days(case):
    return [row.due_on for row in planned(case)]


def reach_on_time(by, case, clock, times):
    """Each of the first follow-ups is done on its day."""
    for _ in range(times):
        day = days(case)[0]
        clock.move_to(noon(day))
        record(by, day, case)


def record(by, on, case, contact=REACHED):
    return operations.record_follow_up(by=by, on=on, follow_up=planned(case)[0], contact=contact)


def test_opening_a_case_plans_weekly_contacts_in_crisis(case):
    assert days(case)[:3] == [date(2026, 6, 8), date(2026, 6, 15), date(2026, 6, 22)]
    assert {(row.anchor, row.interval_days) for row in planned(case)} == {("phase", 7)}


def test_what_is_entered_late_owes_nothing_for_yesterday(inside, clock):
    late = open_file(inside, OPENED)

    assert days(late)[:2] == [TODAY, date(2026, 6, 29)]


def test_planning_twice_changes_nothing(case, inside):
    operations.plan_follow_ups(by=inside, on=TODAY, case=case)
    before = list(FollowUp.objects.filter(case=case).order_by("id").values())

    operations.plan_follow_ups(by=inside, on=TODAY, case=case)

    assert list(FollowUp.objects.filter(case=case).order_by("id").values()) == before


def test_phase_re_dates_the_future_only(case, inside):
    record(inside, date(2026, 6, 8), case)

    move_to(inside, TODAY, case, "transition")

    done = FollowUp.objects.get(case=case, state="done")
    assert done.due_on == date(2026, 6, 8)
    assert days(case)[:2] == [date(2026, 7, 8), date(2026, 8, 7)]
    assert FollowUp.objects.get(case=case, state="missed").due_on == date(2026, 6, 15)
    assert FollowUp.objects.filter(case=case, state="cancelled", cancel_cause="rescheduled").exists()


@pytest.fixture
def kept(case, inside, clock):
    """The first two follow-ups were done on their days; it is 16 June."""
    clock.move_to(noon(OPENED))
    operations.plan_follow_ups(by=inside, on=OPENED, case=case)
    reach_on_time(inside, case, clock, 2)
    clock.move_to(noon(date(2026, 6, 16)))
    return case


def test_higher_risk_shortens_the_interval(kept, inside):
    case = kept

    set_risk(inside, date(2026, 6, 16), case, 4)

    assert days(case)[:3] == [date(2026, 6, 16), date(2026, 6, 17), date(2026, 6, 18)]
    assert planned(case)[0].anchor == "risk"


def test_placement_with_family_is_followed_closely(inside, clock, coordinator):
    case = open_file(inside, OPENED)
    move_to(coordinator, TODAY, case, "reintegration")
    set_risk(inside, TODAY, case, 1)
    assess_family(by=inside, on=TODAY, case=case, conclusion="suitable")

    operations.record_placement(by=inside, on=TODAY, case=case, kind="own_family", agreed_by_person=True)

    future = [row for row in planned(case) if row.due_on >= TODAY]
    assert {row.anchor for row in future[:3]} == {"placement"}
    assert future[1].due_on - future[0].due_on == timedelta(days=7)


@pytest.mark.parametrize("phase", ["transition", "reintegration"])
def test_planning_asks_the_same_number_of_queries_however_many_it_moves(
    case, inside, coordinator, phase, django_assert_num_queries
):
    move_to(coordinator, TODAY, case, phase)
    FollowUp.objects.planned().filter(case=case).update(interval_days=5)

    with django_assert_num_queries(18):
        operations.plan_follow_ups(by=inside, on=TODAY, case=case)


def test_recording_plans_the_next_from_the_day_of_contact(kept, inside, clock):
    clock.move_to(noon(date(2026, 6, 20)))

    record(inside, date(2026, 6, 20), kept)

    assert days(kept)[0] == date(2026, 6, 27)


@pytest.mark.rule("R-21")
@pytest.mark.parametrize(
    ("contact", "field"),
    [
        (Contact(mode="phone", reached="reached", risk_changed="no"), "safety_checked"),
        (Contact(mode="phone", reached="reached", safety_checked=True), "risk_changed"),
        (
            Contact("phone", "reached", safety_checked=True, risk_changed="no", short_check={2: 3}),
            "short_check",
        ),
    ],
)
def test_contact_without_safety_or_risk_is_refused(case, inside, contact, field):
    with pytest.raises(FollowUpError) as refused:
        record(inside, TODAY, case, contact)

    assert refused.value.field == field


@pytest.mark.parametrize(
    ("reached", "state"),
    [
        ("reached", "done"),
        ("moved", "moved"),
        ("not_reached", "unreachable"),
        ("refused", "refused"),
        ("not_safe", "not_safe"),
    ],
)
def test_result_sets_the_state(case, inside, reached, state):
    contact = Contact("phone", reached, safety_checked=True, risk_changed="not_asked")

    assert record(inside, TODAY, case, contact).state == state


def test_one_contact_covers_all_that_was_due(case, inside):
    record(inside, TODAY, case)

    assert days(case)[0] == date(2026, 6, 29)
    assert FollowUp.objects.filter(case=case, cancel_cause="covered").count() <= 2


def test_contact_by_chance_settles_the_follow_up_that_is_due(case, inside):
    came = Contact("office", "reached", safety_checked=True, risk_changed="no")

    settled = operations.log_contact(by=inside, on=TODAY, case=case, contact=came)

    assert settled.due_on == TODAY
    assert settled.anchor == "phase"
    assert days(case)[0] == date(2026, 6, 29)


def test_settled_follow_up_is_settled_once(case, inside):
    done = record(inside, TODAY, case)

    with pytest.raises(FollowUpError):
        operations.record_follow_up(by=inside, on=TODAY, follow_up=done, contact=REACHED)


def test_contact_that_was_not_safe_turns_the_next_into_a_review(case, inside, clock):
    record(inside, TODAY, case, Contact("phone", "not_safe", safety_checked=True))

    assert {row.purpose for row in planned(case) if row.due_on >= TODAY} == {"safety_review"}
    with pytest.raises(FollowUpError) as refused:
        record(inside, TODAY, case)
    assert refused.value.field == "reached"


def test_new_contact_plan_ends_no_contact(case, inside):
    record(inside, TODAY, case, Contact("phone", "not_safe", safety_checked=True))

    set_contact_plan(by=inside, on=TODAY, case=case, channel="in_person")

    assert {row.purpose for row in planned(case) if row.due_on >= TODAY} == {"contact"}


def test_person_who_comes_by_is_always_welcome(case, inside):
    set_contact_plan(by=inside, on=TODAY, case=case, channel="none")

    came = Contact("office", "reached", safety_checked=True, risk_changed="no")

    assert operations.log_contact(by=inside, on=TODAY, case=case, contact=came).state == "done"


@pytest.mark.rule("S0-36", "S2-23")
def test_closure_with_consent_plans_six_and_twelve_months(case, inside):
    close_file(inside, TODAY, case)

    assert [(row.due_on, row.purpose) for row in planned(case)] == [
        (date(2026, 12, 22), "post_closure"),
        (date(2027, 6, 22), "post_closure"),
    ]
    assert FollowUp.objects.filter(case=case, cancel_cause="cycle_ended").exists()


@pytest.mark.rule("S0-36")
def test_closure_without_consent_plans_nothing(case, inside):
    close_file(inside, TODAY, case, post_closure="refused")

    assert planned(case) == []


@pytest.mark.rule("S0-36")
def test_withdrawal_cancels_what_was_planned_after_closure(case, inside):
    close_file(inside, TODAY, case)

    consent_to(inside, TODAY, case, "post_closure", "withdrawn")

    assert planned(case) == []
    assert FollowUp.objects.filter(case=case, cancel_cause="consent_withdrawn").count() == 2


@pytest.mark.rule("R-13", "R-14")
def test_a_file_closes_for_lost_contact_after_tries_on_record_that_began_anew_when_the_person_answered(
    case, inside, clock
):
    lost = {"by": inside, "case": case, "reason": "lost_contact", "outcome": "unknown", "summary": "Gone."}
    visit = replace(MISSED, mode="visit")

    def tried(week, contact):
        day = TODAY + timedelta(weeks=week)
        clock.move_to(noon(day))
        record(inside, day, case, contact)
        return day

    for week, contact in enumerate((visit, MISSED, REACHED, MISSED, MISSED), start=1):
        day = tried(week, contact)
    with pytest.raises(ClosureError, match="tries 2, ways 1"):
        request_closure(on=day, **lost)
    for week in (8, 9):
        day = tried(week, visit)

    assert request_closure(on=day, **lost).state == "requested"
