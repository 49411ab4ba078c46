"""Reminders, exactly once: rows are claimed with locks, notices carry unique keys (domain 2.8, R-02).

Run by the sweep inside one organisation's scope. Two sweeps at once take different rows; a sweep that
dies takes nothing with it, for claim, notice and next day are one transaction.
"""

from datetime import date

from django.db import transaction

from reintegration.follow_up_codes import ReminderStep
from reintegration.models import FollowUp, ProgrammeCycle
from reintegration.operations.notices import (
    coordinators_of,
    tell_follow_up,
    tell_lost_contact,
    tell_phase_review,
    workers_of,
)
from reintegration.operations.schedule import plan_follow_ups
from reintegration.queries.cycles import programme_boundaries
from reintegration.queries.schedule import recent_misses
from reintegration.rules.phases import next_review_reminder
from reintegration.rules.schedule import has_just_been_lost, steps_due
from renate.notices.codes import NoticeKind

BATCH = 200


@transaction.atomic
def lapse_follow_ups(*, on: date, limit: int = BATCH) -> int:
    """Let follow-ups that nobody did count as missed and plan on; ask about lost contact (R-13)."""
    passed = FollowUp.objects.planned().filter(lapse_on__lte=on).order_by("lapse_on", "id")
    rows = list(passed.select_related("case__person", "case__case_manager__user")[:limit])
    for follow_up in {row.case_id: row for row in rows}.values():
        plan_follow_ups(by=None, on=on, case=follow_up.case)
        if has_just_been_lost(recent_misses(follow_up.case)):
            tell_lost_contact(follow_up, on)
    return len(rows)


@transaction.atomic
def remind_follow_ups(*, on: date, limit: int = BATCH) -> int:
    """Take follow-ups whose reminder day has come, tell whom it concerns, set the next day.

    After an outage each person hears of the latest step only. Returns how many rows were taken.
    """
    due = FollowUp.objects.planned().filter(remind_on__lte=on).order_by("remind_on", "id")
    taken = list(
        due.select_for_update(skip_locked=True, of=("self",)).select_related(
            "case__person", "case__case_manager__user", "responsible__user"
        )[:limit]
    )
    for follow_up in taken:
        _remind(follow_up, on)
    return len(taken)


def _remind(follow_up: FollowUp, on: date) -> None:
    passed, upcoming = steps_due(follow_up.due_on, follow_up.interval_days, follow_up.reminded_on, on)
    steps = dict(passed)
    follow_up.remind_on, follow_up.reminded_on = upcoming, on
    follow_up.save(update_fields=["remind_on", "reminded_on", "updated_at"])
    if ReminderStep.ESCALATED in steps:
        day, to = steps[ReminderStep.ESCALATED], coordinators_of(follow_up.case)
        tell_follow_up(follow_up, ReminderStep.ESCALATED, day, to, NoticeKind.FOLLOW_UP_OVERDUE)
    to = workers_of(follow_up.case, follow_up.responsible)
    if ReminderStep.OVERDUE in steps:
        day = steps[ReminderStep.OVERDUE]
        tell_follow_up(follow_up, ReminderStep.OVERDUE, day, to, NoticeKind.FOLLOW_UP_OVERDUE)
    elif ReminderStep.DUE in steps:
        day = steps[ReminderStep.DUE]
        tell_follow_up(follow_up, ReminderStep.DUE, day, to, NoticeKind.FOLLOW_UP_DUE)


@transaction.atomic
def remind_phase_reviews(*, on: date, limit: int = BATCH) -> int:
    """Take cycles whose phase review reminder has come (R-02, R-07). It reminds; it moves nobody (R-01)."""
    boundaries = programme_boundaries()
    due = ProgrammeCycle.objects.running().filter(remind_on__lte=on).order_by("remind_on", "id")
    taken = list(
        due.select_for_update(skip_locked=True, of=("self",)).select_related(
            "case__person", "case__case_manager__user"
        )[:limit]
    )
    for cycle in taken:
        day = cycle.remind_on
        cycle.remind_on = next_review_reminder(cycle.standing, on, boundaries)
        cycle.save(update_fields=["remind_on", "updated_at"])
        tell_phase_review(cycle, day)
    return len(taken)
