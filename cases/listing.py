"""Columns and filters of the list of cases that upper apps add (phase, next due)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cases.models.case import CaseQuerySet


@dataclass(frozen=True)
class ListFilter:
    """A choice above the list: `choices` gives (code, label) pairs, `apply` narrows the queryset."""

    key: str
    label: Any
    choices: Callable[[], list[tuple[str, Any]]]
    apply: Callable[[CaseQuerySet, str], CaseQuerySet]


@dataclass(frozen=True)
class ListColumn:
    """A column: `annotate` adds what it needs to the one query, `value` reads it from a row."""

    key: str
    label: Any
    annotate: Callable[[CaseQuerySet], CaseQuerySet]
    value: Callable[[Any], Any]
    tone: Callable[[Any], str] = lambda _case: ""


FILTERS: dict[str, ListFilter] = {}
COLUMNS: dict[str, ListColumn] = {}


def register_filter(item: ListFilter) -> None:
    """Add a filter; the same key again replaces it."""
    FILTERS[item.key] = item


def register_column(item: ListColumn) -> None:
    """Add a column; the same key again replaces it."""
    COLUMNS[item.key] = item
