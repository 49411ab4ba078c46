"""Reminding of follow-ups and phase reviews, exactly once (domain 2.8, R-02, R-13, R-24)."""

from datetime import date, timedelta

import pytest

from reintegration import operations
from reintegration.models import FollowUp
from reintegration.operations import Contact
from renate.accounts.operations import change_settings
from renate.notices.models import Notice
from tests.factories.reintegration import move_to, open_file
from tests.reintegration.conftest import TODAY


def first(case):
    return FollowUp.objects.planned().filter(case=case).earliest("due_on")


def record(by, on, case, reached="reached"):
    contact = Contact(mode="phone", reached=reached, safety_checked=True, risk_changed="no")
    return operations.record_follow_up(by=by, on=on, follow_up=first(case), contact=contact)


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
    due = first(fresh).due_on

    sweep(clock, due + timedelta(days=6))
    assert notices(to=coordinator) == []
    sweep(clock, due + timedelta(days=7))

    assert notices(to=coordinator) == [("follow_up_overdue", coordinator.pk)]


def test_sweeping_twice_a_day_reminds_once(fresh, clock):
    for _ in range(3):
        sweep(clock, TODAY + timedelta(days=7))

    assert Notice.objects.count() == 1


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
        record(inside, day, fresh, "not_reached")

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


@pytest.mark.rule("R-02")
def test_other_months_for_the_phases_move_the_announcement(fresh, inside, coordinator, admin, clock):
    change_settings(by=admin, transition_after_months=2)

    told = [operations.remind_phase_reviews(on=day) for day in (date(2026, 8, 7), date(2026, 8, 8))]

    assert told == [0, 1]
    change_settings(by=admin, transition_after_months=1)
    assert operations.remind_phase_reviews(on=date(2026, 8, 8)) == 1
    assert operations.remind_phase_reviews(on=date(2026, 8, 8)) == 0


@pytest.mark.rule("R-24")
def test_notice_speaks_of_a_reference_only(fresh, clock):
    sweep(clock, TODAY + timedelta(days=7))

    notice = Notice.objects.get()
    assert notice.ref == fresh.person.case_code
    assert notice.url == f"/cases/{fresh.ref}/follow-ups/"
    assert "Arta" not in f"{notice.subject}{notice.url}{notice.ref}"
