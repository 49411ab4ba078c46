"""One timeline of a file: every app names its sources, one query gives a page of what the reader may see.

A source is a queryset and the names of a few columns; the database joins them into one list, newest first, so
that a page costs the same however long the file is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse

from cases.models import Case
from renate.accounts.access import section_access
from renate.accounts.models import Membership
from renate.accounts.roles import Access

COLUMNS = ("t_source", "t_on", "t_at", "t_ref", "t_code", "t_extra", "t_by")


@dataclass(frozen=True)
class Row:
    """One line as the database gives it: codes only, never free text."""

    source: str
    on: date
    ref: str
    code: str
    extra: str
    by: str


@dataclass(frozen=True)
class Source:
    """Where events come from: `on`, `code`, `extra` and `by` name columns of `rows`.

    `kind` is what the reader filters by; several sources may share one. `with_ref` means that the page of
    the event takes the row's ref beside the case's.
    """

    key: str
    kind: str
    label: Any
    section: str
    rows: Callable[[Case, Membership], QuerySet[Any]]
    on: str
    title: Callable[[Row], str]
    url_name: str
    detail: Callable[[Row], str] = lambda _row: ""
    code: str = ""
    extra: str = ""
    by: str = ""
    with_ref: bool = False
    access: Access = Access.READ

    def lines(self, case: Case, membership: Membership) -> QuerySet[Any]:
        """The rows in the shape that all sources share."""
        shaped = self.rows(case, membership).annotate(
            t_source=Value(self.key, CharField()),
            t_on=F(self.on),
            t_at=F("created_at"),
            t_ref=Cast("public_id", CharField()),
            t_code=_text(self.code),
            t_extra=_text(self.extra),
            t_by=_text(f"{self.by}__user__full_name" if self.by else ""),
        )
        return shaped.order_by().values_list(*COLUMNS)

    def url(self, case: Case, row: Row) -> str:
        """The page of the event."""
        refs = [case.ref, row.ref] if self.with_ref else [case.ref]
        return reverse(self.url_name, args=refs)


def _text(column: str) -> Any:
    return Cast(F(column), CharField()) if column else Value("", CharField())


_SOURCES: dict[str, Source] = {}


def register(*sources: Source) -> None:
    """Add sources; the same key again replaces one."""
    for source in sources:
        _SOURCES[source.key] = source


def sources_for(membership: Membership, kind: str = "") -> list[Source]:
    """The sources whose section the reader's role opens, all or those of one kind."""
    return [
        source
        for source in _SOURCES.values()
        if section_access(membership, source.section) >= source.access and kind in ("", source.kind)
    ]


def kinds_for(membership: Membership) -> list[tuple[str, Any]]:
    """What the reader may filter by."""
    return list({source.kind: source.label for source in sources_for(membership)}.items())


def source_of(row: Row) -> Source:
    """Where a row came from."""
    return _SOURCES[row.source]
