"""Columns and filters of the list of cases, as data; upper apps add theirs (phase, shelter, what is overdue).

A filter is a condition, so that the list, the counts of the caseload and the export mean the same by it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Q

from cases.models.case import CaseQuerySet
from renate.accounts.access import section_access
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Section

# What a manager filter may say besides the public id of a member.
MINE = "mine"
NOBODY = "nobody"


@dataclass
class Looking:
    """Who looks, and on which day; `memo` lets conditions of one page share what they asked for."""

    membership: Membership
    today: date
    memo: dict[str, Any] = field(default_factory=dict)

    def once(self, key: str, ask: Callable[[], Any]) -> Any:
        """What `ask` answers, asked the first time only."""
        if key not in self.memo:
            self.memo[key] = ask()
        return self.memo[key]


@dataclass(frozen=True)
class ListFilter:
    """A choice above the list: `choices` gives codes and labels, `condition` says which cases a code means.

    The condition may name the annotations of `with_risk`. `is_first` ones stand before the fold.
    """

    key: str
    label: Any
    choices: Callable[[Looking], list[tuple[str, Any]]]
    condition: Callable[[str, Looking], Q]
    is_first: bool = False
    section: str = Section.PLAN
    access: Access = Access.LIMITED


@dataclass(frozen=True)
class Waiting:
    """One thing a case may wait for: a tick box above the list, a number on the caseload."""

    key: str
    label: Any
    condition: Callable[[Looking], Q]
    section: str = Section.PLAN
    access: Access = Access.LIMITED


@dataclass(frozen=True)
class ListColumn:
    """A column: `annotate` adds what it needs, `value` reads a row, `order` names what it sorts by."""

    key: str
    label: Any
    value: Callable[[Any], Any]
    order: tuple[str, ...]
    annotate: Callable[[CaseQuerySet], CaseQuerySet] = lambda cases: cases
    tone: Callable[[Any], str] = lambda _case: ""
    is_usual: bool = True
    place: int = 50
    section: str = Section.PLAN
    access: Access = Access.LIMITED


FILTERS: dict[str, ListFilter] = {}
WAITING: dict[str, Waiting] = {}
COLUMNS: dict[str, ListColumn] = {}


def register_filter(item: ListFilter) -> None:
    """Add a filter; the same key again replaces it."""
    FILTERS[item.key] = item


def register_waiting(item: Waiting) -> None:
    """Add something a case may wait for; the same key again replaces it."""
    WAITING[item.key] = item


def register_column(item: ListColumn) -> None:
    """Add a column; the same key again replaces it."""
    COLUMNS[item.key] = item


Item = TypeVar("Item", ListFilter, Waiting, ListColumn)


def _open_to(membership: Membership, items: dict[str, Item]) -> dict[str, Item]:
    return {
        key: item for key, item in items.items() if section_access(membership, item.section) >= item.access
    }


def filters_for(membership: Membership) -> dict[str, ListFilter]:
    """The filters whose section the role opens; another one narrows nothing, so it tells nothing."""
    return _open_to(membership, FILTERS)


def waiting_for(membership: Membership) -> dict[str, Waiting]:
    """What the role may see cases wait for."""
    return _open_to(membership, WAITING)


def columns_for(membership: Membership) -> dict[str, ListColumn]:
    """The columns whose section the role opens, from left to right."""
    found = _open_to(membership, COLUMNS)
    return dict(sorted(found.items(), key=lambda pair: pair[1].place))
