"""A page of the timeline: the joined lines in one query, and the beginnings of its notes in another."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.text import Truncator

from cases import timeline
from cases.access import readable_note_sections
from cases.models import Case, CaseNote
from cases.timeline import Row
from renate.accounts.models import Membership

PAGE_SIZE = 25
BEGINNING = 280


@dataclass(frozen=True)
class Entry:
    """An event as it is drawn."""

    on: date
    kind: str
    badge: str
    title: str
    text: str
    url: str
    who: str


def timeline_page(
    case: Case, membership: Membership, *, kind: str = "", page: Any = 1
) -> tuple[Page[Any], list[Entry]]:
    """One page of what the reader may see, newest first; two or three queries whatever there is."""
    lines = _lines(case, membership, kind)
    found = Paginator(lines, PAGE_SIZE).get_page(page)
    return found, _entries(case, membership, [_row(line) for line in found])


def newest_events(case: Case, membership: Membership, most: int) -> list[Entry]:
    """The last few, for the overview."""
    return _entries(case, membership, [_row(line) for line in _lines(case, membership, "")[:most]])


def _lines(case: Case, membership: Membership, kind: str) -> QuerySet[Any]:
    sources = timeline.sources_for(membership, kind)
    if not sources:
        return Case.objects.none().values_list("pk")
    first, *others = (source.lines(case, membership) for source in sources)
    joined = first.union(*others, all=True) if others else first
    return joined.order_by("-t_on", "-t_at", "t_source")


def _row(line: tuple[Any, ...]) -> Row:
    source, on, _at, ref, code, extra, by = line
    return Row(source, on, ref, code or "", extra or "", by or "")


def _entries(case: Case, membership: Membership, rows: list[Row]) -> list[Entry]:
    texts = _beginnings(membership, [row.ref for row in rows if row.source == "note"])
    return [_entry(case, row, texts) for row in rows]


def _entry(case: Case, row: Row, texts: dict[str, str]) -> Entry:
    source = timeline.source_of(row)
    return Entry(
        on=row.on,
        kind=source.kind,
        badge=str(source.label),
        title=source.title(row),
        text=texts.get(row.ref) or source.detail(row),
        url=source.url(case, row),
        who=row.by,
    )


def _beginnings(membership: Membership, refs: list[str]) -> dict[str, str]:
    if not refs:
        return {}
    notes = CaseNote.objects.filter(public_id__in=refs, section__in=readable_note_sections(membership))
    return {note.public_id: Truncator(note.text).chars(BEGINNING) for note in notes}
