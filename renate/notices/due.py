"""Everything that is due, from whichever app: one register (domain 2.8, R-23).

An app that knows of days registers a `Source` in AppConfig.ready; nothing else is needed for its days to be
reminded of, listed and put into calendars. All sources are asked in one statement, however many there are:
each gives its rows in the columns of `Found`, and they are put together by UNION ALL.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, CharField, DateField, F, JSONField, QuerySet, TextField, Value
from django.db.models.functions import Cast, JSONObject

from renate.accounts.models import Membership
from renate.notices.codes import NoticeKind
from renate.notices.rules import Steps


class Found(NamedTuple):
    """One row as the database gave it: of which source, its public id, its day.

    `about` is the key of what it hangs on (a case, mostly), `to` the membership that is named for it,
    `facts` whatever else its source asked for. `day` is empty where the source works it out from the facts.
    """

    source: str
    row: str
    day: date | None
    about: int | None
    to: int | None
    facts: dict[str, Any]

    def day_in(self, fact: str) -> date | None:
        """A fact that is a day; days arrive as text."""
        value = self.facts[fact]
        return date.fromisoformat(value) if value else None

    def due(self, ref: str, url: str, workers: tuple[int, ...], leads: tuple[int, ...] = ()) -> "Due":
        """As it is told of."""
        if self.day is None:
            raise ValueError(f"{self.source} told of a row without a day")
        return Due(self.row, self.day, ref, url, workers, leads, self.source)


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


@dataclass(frozen=True)
class Asking:
    """What is asked of a source: the days, and whether only for one member, in the organisation in scope."""

    first: date
    last: date
    member: Membership | None
    known: dict[str, Any] = field(default_factory=dict)

    @property
    def days(self) -> tuple[date, date]:
        """For a filter by range."""
        return self.first, self.last

    def once(self, key: str, find: Callable[[], Any]) -> Any:
        """What several sources need, found once for all of them."""
        if key not in self.known:
            self.known[key] = find()
        return self.known[key]


# -> rows made by `asked`; None where the member has none of the kind
Ask = Callable[[Asking], QuerySet | None]
# (rows, first day, last day) -> those that are due then, with their day
Settle = Callable[[list[Found], date, date], Iterable[Found]]
# (rows of all sources that tell in this way, member or None) -> whom they concern, and where they are done
Tell = Callable[[list[Found], Membership | None], Iterable[Due]]


@dataclass(frozen=True)
class Source:
    """A kind of thing with days. Without `steps` its app reminds of it by a sweep of its own."""

    key: str
    what: Any
    ask: Ask
    tell: Tell
    steps: Steps | None = None
    kind: str = NoticeKind.REVIEW_DUE
    late_kind: str = NoticeKind.REVIEW_OVERDUE
    settle: Settle | None = None


SOURCES: dict[str, Source] = {}
_NOBODY, _NO_DAY = Cast(Value(None), BigIntegerField()), Cast(Value(None), DateField())
_NO_FACTS = Cast(Value("{}"), JSONField())


def settled_by(day_of: Callable[[Found], date | None]) -> Settle:
    """For a source that works a row's day out from its facts: those whose day is among the days asked for."""

    def settle(rows: list[Found], first: date, last: date) -> Iterable[Found]:
        for row in rows:
            day = day_of(row)
            if day is not None and first <= day <= last:
                yield row._replace(day=day)

    return settle


def register(source: Source) -> None:
    """Make the days of an app known."""
    if source.key in SOURCES:
        raise ValueError(f"{source.key} is registered already")
    SOURCES[source.key] = source


def asked(
    rows: QuerySet,
    day: str | Any = _NO_DAY,
    about: str = "",
    *,
    row: str = "public_id",
    to: str = "",
    facts: dict[str, str] | None = None,
) -> QuerySet:
    """Rows of any table in the columns that all sources share; fields are given by name."""
    return rows.order_by().annotate(
        due_row=Cast(F(row), TextField()),
        due_day=Cast(F(day), DateField()) if isinstance(day, str) else day,
        due_about=F(about) if about else _NOBODY,
        due_to=F(to) if to else _NOBODY,
        due_facts=JSONObject(**facts) if facts else _NO_FACTS,
    )


def with_act(act: str, member: Membership | None) -> tuple[int, ...]:
    """Whom something concerns by their role; a member who asks has been let through already."""
    if member is not None:
        return (member.pk,)
    return tuple(Membership.objects.with_act(act).order_by("pk").values_list("pk", flat=True))


def gather(wanted: Iterable[tuple[Source, date, date]], member: Membership | None = None) -> list[Due]:
    """What each source has between its two days; for a member only what is theirs.

    One statement for the rows; whom they concern is asked once for all that tell in the same way.
    """
    spans = {source.key: (source, first, last) for source, first, last in wanted}
    by_source: dict[str, list[Found]] = defaultdict(list)
    for found in _found(spans, member):
        by_source[found.source].append(found)
    by_teller: dict[Tell, list[Found]] = defaultdict(list)
    for key, rows in by_source.items():
        source, first, last = spans[key]
        by_teller[source.tell] += source.settle(rows, first, last) if source.settle else rows
    told = [due for tell, rows in by_teller.items() for due in tell(rows, member)]
    named = [replace(due, what=due.what or spans[due.source][0].what) for due in told]
    return [due for due in named if member is None or member.pk in due.workers]


def _found(spans: dict[str, tuple[Source, date, date]], member: Membership | None) -> Iterable[Found]:
    parts = []
    known: dict[str, Any] = {}
    for key, (source, first, last) in spans.items():
        rows = source.ask(Asking(first, last, member, known))
        if rows is not None:
            named = rows.annotate(due_source=Value(key, CharField()))
            parts.append(named.values_list(*(f"due_{column}" for column in Found._fields)))
    return [Found(*row) for row in parts[0].union(*parts[1:], all=True)] if parts else []


def due_between(member: Membership, first: date, last: date) -> list[Due]:
    """The one list: everything that a member has to see to between two days, in order of days."""
    rows = gather(((source, first, last) for source in SOURCES.values()), member)
    return sorted(rows, key=lambda row: (row.due_on, row.source, row.ref, row.row))
