"""Reminding of whatever the apps have registered as due (domain 2.8, R-22, R-23)."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from renate.notices.due import SOURCES, Due, gather
from renate.notices.models import Notice
from renate.notices.operations.posting import Call, post_all
from renate.notices.rules import Steps, is_worth_telling, newest_step, span

BATCH = 500


@transaction.atomic
def remind_due(*, on: date, limit: int = BATCH) -> int:
    """Tell workers and coordinators what of the registered days has come; returns how many notices are new.

    Twice, or two at once, is once: the key names row, recipient and step. After an outage each hears of the
    newest step only; another day of the same thing begins anew, and so does another worker.
    """
    calls = {_key(call): call for call in _calls(on)}
    subjects = {call.subject for call in calls.values()}
    posted = set(Notice.objects.filter(subject__in=subjects).values_list("to_id", "subject", "kind", "day"))
    return post_all([call for key, call in calls.items() if key not in posted][:limit])


def _key(call: Call) -> tuple[int, str, str, date | None]:
    return call.to, call.subject, call.kind, call.day


def _calls(on: date) -> Iterator[Call]:
    reminding = [(source, *span(source.steps, on)) for source in SOURCES.values() if source.steps]
    for row in gather(reminding):
        steps = SOURCES[row.source].steps
        if steps is not None and is_worth_telling(steps, row.due_on, on):
            yield from _calls_for(steps, row, on)


def _calls_for(steps: Steps, row: Due, on: date) -> Iterator[Call]:
    source = SOURCES[row.source]
    for members, offsets in ((row.workers, steps.worker), (row.leads, steps.lead)):
        step = newest_step(offsets, row.due_on, on)
        if step is None:
            continue
        kind = source.late_kind if step > row.due_on else source.kind
        for member in members:
            yield Call(member, f"{source.key}:{row.row}", kind, step, row.ref, row.url, row.due_on)
