"""Reminders, exactly once: rows are claimed with locks, notices carry unique keys (domain 2.8, R-02).

Run by the sweep inside one organisation's scope. Two sweeps at once take different rows; a sweep that
dies takes nothing with it, for claim, notices and next days are one transaction. A batch costs the same
number of queries whatever its size.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.urls import reverse

from cases.codes import Confidentiality
from cases.recipients import Recipients
from reintegration.follow_up_codes import ReminderStep
from reintegration.models import FollowUp, ProgrammeCycle
from reintegration.operations.notices import SUBJECT, phase_review_calls, tell_lost_contact
from reintegration.operations.schedule import plan_follow_ups
from reintegration.queries.cycles import programme_boundaries
from reintegration.queries.schedule import recent_misses
from reintegration.rules.phases import next_review_reminder
from reintegration.rules.schedule import has_just_been_lost, steps_due
from renate.kit import clock
from renate.notices.codes import NoticeKind
from renate.notices.operations import Call, post_all

BATCH = 500
LAPSING = 50


class _Row(NamedTuple):
    """What reminding of one follow-up needs, in the order of the query's columns."""

    pk: int
    ref: str
    due_on: date
    interval_days: int
    reminded_on: date | None
    responsible: int | None
    case: int
    case_ref: str
    code: str
    manager: int | None
    confidentiality: str


_COLUMNS = (
    "pk", "public_id", "due_on", "interval_days", "reminded_on", "responsible_id", "case_id",
    "case__public_id", "case__person__case_code", "case__case_manager_id", "case__confidentiality",
)  # fmt: skip


@transaction.atomic
def lapse_follow_ups(*, on: date, limit: int = LAPSING) -> int:
    """Let follow-ups that nobody did count as missed and plan on; ask about lost contact (R-13)."""
    passed = FollowUp.objects.planned().filter(lapse_on__lte=on).order_by("lapse_on", "id")
    rows = list(passed.select_related("case__person")[:limit])
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
    taken = list(due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit])
    if not taken:
        return 0
    rows = [_Row(*values) for values in FollowUp.objects.filter(pk__in=taken).values_list(*_COLUMNS)]
    upcoming: dict[date | None, list[int]] = defaultdict(list)
    calls: list[Call] = []
    people = Recipients()
    for row in rows:
        passed, next_on = steps_due(row.due_on, row.interval_days, row.reminded_on, on)
        upcoming[next_on].append(row.pk)
        calls += _calls(row, dict(passed), people)
    for next_on, ids in upcoming.items():
        FollowUp.objects.filter(pk__in=ids).update(remind_on=next_on, reminded_on=on, updated_at=clock.now())
    post_all(calls)
    return len(taken)


def _calls(row: _Row, steps: dict[str, date], people: Recipients) -> Iterator[Call]:
    """The coordinators hear of the last step; the worker of the newer of the two before it."""
    sealed = row.confidentiality == Confidentiality.SEALED
    url = reverse("reintegration:follow_up_list", args=[row.case_ref])

    def call(to: int, kind: str, day: date) -> Call:
        return Call(to, f"{SUBJECT}:{row.ref}", kind, day, row.code, url, row.due_on)

    if ReminderStep.ESCALATED in steps:
        for lead in people.leads(row.case, sealed=sealed):
            yield call(lead, NoticeKind.FOLLOW_UP_OVERDUE, steps[ReminderStep.ESCALATED])
    step = next((step for step in (ReminderStep.OVERDUE, ReminderStep.DUE) if step in steps), None)
    if step is None:
        return
    kind = NoticeKind.FOLLOW_UP_DUE if step == ReminderStep.DUE else NoticeKind.FOLLOW_UP_OVERDUE
    for worker in people.workers(row.responsible or row.manager, row.case, sealed=sealed):
        yield call(worker, kind, steps[step])


@transaction.atomic
def remind_phase_reviews(*, on: date, limit: int = BATCH) -> int:
    """Take cycles whose phase review reminder has come (R-02, R-07). It reminds; it moves nobody (R-01)."""
    boundaries, people = programme_boundaries(), Recipients()
    due = ProgrammeCycle.objects.running().filter(remind_on__lte=on).order_by("remind_on", "id")
    taken = list(due.select_for_update(skip_locked=True, of=("self",)).select_related("case__person")[:limit])
    calls: list[Call] = []
    for cycle in taken:
        calls += phase_review_calls(cycle, cycle.remind_on, people)
        cycle.remind_on = next_review_reminder(cycle.standing, on, boundaries)
    ProgrammeCycle.objects.bulk_update(taken, ["remind_on"])
    post_all(calls)
    return len(taken)
