"""Planning and recording follow-ups, and reminding of them (domain 2.8, R-13, R-20, R-21, R-24)."""

from datetime import date, timedelta

import pytest

from cases.operations import set_contact_plan
from reintegration import operations
from reintegration.models import FollowUp
from reintegration.operations import Contact, FollowUpError
from renate.notices.models import Notice, OutgoingMail
from tests.factories.reintegration import (
    close_file,
    consent_to,
    move_to,
    open_file,
    set_risk,
)
from tests.reintegration.conftest import OPENED, TODAY

REACHED = Contact(mode="phone", reached="reached", safety_checked=True, risk_changed="no")
MISSED = Contact(mode="phone", reached="not_reached", safety_checked=True)


def planned(case):
    return list(FollowUp.objects.planned().filter(case=case).order_by("due_on"))


def days(case):
    return [row.due_on for row in planned(case)]


def record(by, on, case, contact=REACHED):
    return operations.record_follow_up(by=by, on=on, follow_up=planned(case)[0], contact=contact)


def test_opening_a_case_plans_weekly_contacts_in_crisis(case):
    assert days(case)[:3] == [date(2026, 6, 8), date(2026, 6, 15), date(2026, 6, 22)]
    assert {(row.anchor, row.interval_days) for row in planned(case)} == {("phase", 7)}


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


def test_higher_risk_shortens_the_interval(case, inside):
    for row in planned(case)[:2]:
        operations.record_follow_up(by=inside, on=row.due_on, follow_up=row, contact=REACHED)

    set_risk(inside, date(2026, 6, 16), case, 4)

    assert days(case)[:3] == [date(2026, 6, 16), date(2026, 6, 17), date(2026, 6, 18)]
    assert planned(case)[0].anchor == "risk"


def test_placement_with_family_is_followed_closely(inside, clock, coordinator):
    case = open_file(inside, OPENED)
    move_to(coordinator, TODAY, case, "reintegration")

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

    with django_assert_num_queries(12):
        operations.plan_follow_ups(by=inside, on=TODAY, case=case)


def test_recording_plans_the_next_from_the_day_of_contact(case, inside):
    for row in planned(case)[:2]:
        operations.record_follow_up(by=inside, on=row.due_on, follow_up=row, contact=REACHED)

    record(inside, date(2026, 6, 20), case)

    assert days(case)[0] == date(2026, 6, 27)


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
        ("moved", "done"),
        ("not_reached", "missed"),
        ("refused", "no_contact"),
        ("not_safe", "no_contact"),
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


# Reminders


def notices(**filters):
    return list(Notice.objects.filter(**filters).order_by("id").values_list("kind", "to_id"))


@pytest.fixture
def fresh(inside, clock):
    """A case opened today: the first contact is due in a week."""
    return open_file(inside, TODAY)


def sweep(clock, day):
    clock.move_to(day)
    operations.lapse_follow_ups(on=day)
    operations.remind_follow_ups(on=day)


def test_case_manager_is_reminded_on_the_due_day_and_the_day_after(fresh, inside, coordinator, clock):
    sweep(clock, TODAY + timedelta(days=6))
    assert notices() == []

    sweep(clock, TODAY + timedelta(days=7))
    sweep(clock, TODAY + timedelta(days=8))

    assert notices() == [("follow_up_due", inside.pk), ("follow_up_overdue", inside.pk)]


def test_coordinator_is_told_after_two_days_in_crisis(fresh, inside, coordinator, clock):
    for day in range(7, 10):
        sweep(clock, TODAY + timedelta(days=day))

    assert notices(to=coordinator) == [("follow_up_overdue", coordinator.pk)]


def test_coordinator_is_told_after_seven_days_otherwise(fresh, inside, coordinator, clock):
    move_to(inside, TODAY, fresh, "transition")
    due = days(fresh)[0]

    sweep(clock, due + timedelta(days=6))
    assert notices(to=coordinator) == []
    sweep(clock, due + timedelta(days=7))

    assert notices(to=coordinator) == [("follow_up_overdue", coordinator.pk)]


def test_sweeping_twice_a_day_reminds_once(fresh, clock):
    for _ in range(3):
        sweep(clock, TODAY + timedelta(days=7))

    assert Notice.objects.count() == OutgoingMail.objects.count() == 1


def test_done_follow_up_is_not_reminded_of(fresh, inside, clock):
    clock.move_to(TODAY + timedelta(days=6))
    record(inside, TODAY + timedelta(days=6), fresh)

    sweep(clock, TODAY + timedelta(days=8))

    assert notices() == []


def test_after_an_outage_each_hears_of_the_latest_only(fresh, inside, coordinator, clock):
    sweep(clock, TODAY + timedelta(days=30))

    assert len(notices(to=inside)) <= 2
    assert FollowUp.objects.filter(case=fresh, state="missed").count() >= 2


@pytest.mark.rule("R-13")
def test_three_misses_ask_whether_contact_is_lost_once(fresh, inside, coordinator, clock):
    for week in range(1, 5):
        day = TODAY + timedelta(weeks=week)
        clock.move_to(day)
        record(inside, day, fresh, MISSED)

    assert sorted(notices(kind="lost_contact")) == sorted(
        [("lost_contact", inside.pk), ("lost_contact", coordinator.pk)]
    )


def test_missed_follow_up_lapses_when_the_next_is_due(fresh, clock):
    for day in range(7, 15):
        sweep(clock, TODAY + timedelta(days=day))

    states = list(FollowUp.objects.filter(case=fresh).order_by("due_on").values_list("state", flat=True))
    assert states[:2] == ["missed", "planned"]


def test_inactive_case_manager_is_replaced_by_the_coordinator(fresh, inside, coordinator, clock):
    type(inside).objects.filter(pk=inside.pk).update(is_active=False)

    sweep(clock, TODAY + timedelta(days=7))

    assert notices() == [("follow_up_due", coordinator.pk)]


@pytest.mark.rule("R-02")
def test_phase_review_is_announced_14_days_before_the_boundary(fresh, inside, coordinator, clock):
    assert operations.remind_phase_reviews(on=date(2026, 9, 7)) == 0

    assert operations.remind_phase_reviews(on=date(2026, 9, 8)) == 1
    assert operations.remind_phase_reviews(on=date(2026, 9, 8)) == 0

    assert sorted(notices()) == sorted([("phase_review", inside.pk), ("phase_review", coordinator.pk)])


@pytest.mark.rule("R-24")
def test_notice_speaks_of_a_reference_only(fresh, clock):
    sweep(clock, TODAY + timedelta(days=7))

    notice = Notice.objects.get()
    assert notice.ref == fresh.person.case_code
    assert notice.url == f"/cases/{fresh.ref}/follow-ups/"
    assert "Arta" not in f"{notice.key}{notice.url}{notice.ref}"
