"""Everything that is due, from whichever app: one register (domain 2.8, R-23).

An app that knows of days registers a `Source` in AppConfig.ready; nothing else is needed for its days to be
reminded of, listed and put into calendars.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from renate.accounts.models import Membership
from renate.notices.codes import NoticeKind
from renate.notices.rules import Steps


@dataclass(frozen=True)
class Due:
    """One thing with a day: whose it is, by which reference it goes, where it is done.

    `row` is the public id of what it is about, `ref` a case code or public id, `url` a path of ours (R-24).
    """

    row: str
    due_on: date
    ref: str
    url: str
    workers: tuple[int, ...]
    leads: tuple[int, ...] = ()
    source: str = ""
    what: Any = ""

    @property
    def link(self) -> str:
        """The address without the page's name, which may tell of a hearing or an illness (R-24)."""
        return "/".join(self.url.split("/")[:3]) + "/"


# (first day, last day, only for this member or None) -> what is due then, in the organisation in scope
Find = Callable[[date, date, Membership | None], Iterable[Due]]


@dataclass(frozen=True)
class Source:
    """A kind of thing with days. Without `steps` its app reminds of it by a sweep of its own."""

    key: str
    what: Any
    find: Find
    steps: Steps | None = None
    kind: str = NoticeKind.REVIEW_DUE
    late_kind: str = NoticeKind.REVIEW_OVERDUE


SOURCES: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make the days of an app known."""
    if source.key in SOURCES:
        raise ValueError(f"{source.key} is registered already")
    SOURCES[source.key] = source


def found(source: Source, first: date, last: date, member: Membership | None = None) -> list[Due]:
    """What one source has between two days, marked with its kind; for a member only what is theirs."""
    rows = (
        Due(
            row=row.row, due_on=row.due_on, ref=row.ref, url=row.url, workers=row.workers, leads=row.leads,
            source=source.key, what=row.what or source.what,
        )
        for row in source.find(first, last, member)
    )  # fmt: skip
    return [row for row in rows if member is None or member.pk in row.workers]


def due_between(member: Membership, first: date, last: date) -> list[Due]:
    """The one list: everything that a member has to see to between two days, in order of days.

    A fixed number of queries for each source, whatever the number of cases.
    """
    rows = [row for source in SOURCES.values() for row in found(source, first, last, member)]
    return sorted(rows, key=lambda row: (row.due_on, row.source, row.ref, row.row))
