"""My day: one list of everything a member has to see to, from every source, and its counts."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from cases.access import shows_name, visible_cases
from renate.accounts.access import section_access
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Section
from renate.notices import due
from renate.notices.codes import NoticeKind
from renate.notices.due import Due

WEEK = timedelta(days=6)
# What is to be done stays until it is done; what has ended is shown for a while and then leaves.
LATE_FOR = timedelta(days=1095)
ENDED_FOR = timedelta(days=30)
_ENDS = frozenset({NoticeKind.EXPIRY, NoticeKind.DATE_AHEAD})


@dataclass(frozen=True)
class Entry:
    """One thing to do; the name only where the role permits it."""

    name: str
    code: str
    case_url: str
    what: Any
    due_on: date
    days_late: int
    url: str
    again_on: date | None = None


@dataclass(frozen=True)
class Day:
    """The list in its three parts; a tile is the length of its part."""

    overdue: list[Entry]
    today: list[Entry]
    coming: list[Entry]

    @property
    def is_empty(self) -> bool:
        """Nothing to do this week."""
        return not (self.overdue or self.today or self.coming)


def day_of(membership: Membership, today: date) -> Day:
    """What is overdue, due today and coming in six days; what repeats is shown once, with its next day."""
    rows = [
        row for row in due.due_between(membership, today - LATE_FOR, today + WEEK) if _matters(row, today)
    ]
    files = _files(membership, rows)
    once: dict[tuple[str, str], list[Due]] = {}
    for row in rows:
        # A row of its own for each task and each day that is over; a contact that comes daily is one line.
        key = (row.source, row.ref) if row.due_on > today and row.source != "task" else (row.source, row.row)
        once.setdefault(key, []).append(row)
    entries = [_entry(same, files, membership, today) for same in once.values()]
    return Day(
        overdue=[entry for entry in entries if entry.due_on < today],
        today=[entry for entry in entries if entry.due_on == today],
        coming=[entry for entry in entries if entry.due_on > today],
    )


def _matters(row: Due, today: date) -> bool:
    ended = due.SOURCES[row.source].kind in _ENDS
    return not ended or row.due_on >= today - ENDED_FOR


def _files(membership: Membership, rows: list[Due]) -> dict[str, Any]:
    """The files of the rows that the member may open, by ref: one query."""
    refs = {_case_ref(row) for row in rows} - {""}
    return {case.ref: case for case in visible_cases(membership).with_people().filter(public_id__in=refs)}


def _case_ref(row: Due) -> str:
    parts = row.url.split("/")
    return parts[2] if len(parts) > 2 and parts[1] == "cases" else ""


def _entry(same: list[Due], files: dict[str, Any], membership: Membership, today: date) -> Entry:
    row, later = same[0], same[1:]
    case = files.get(_case_ref(row))
    name = case.person.display_name if case is not None and shows_name(membership) else ""
    return Entry(
        name=name or row.ref,
        code=row.ref if name else "",
        case_url=case.get_absolute_url() if case is not None else "",
        what=row.what,
        due_on=row.due_on,
        days_late=max(0, (today - row.due_on).days),
        url=_url(row, case, membership),
        again_on=later[0].due_on if later else None,
    )


def _url(row: Due, case: Any, membership: Membership) -> str:
    """Where it is done: a contact straight to its form, for who may fill it in."""
    writes = section_access(membership, Section.PLAN) >= Access.WRITE
    if row.source == "follow-up" and case is not None and writes:
        return reverse("reintegration:follow_up_record", args=[case.ref, row.row])
    return row.url
