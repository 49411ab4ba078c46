"""The list of cases: one query for the page, one for the count, whatever its length."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q

from cases.access import visible_cases
from cases.codes import CLOSED_STATUSES, OPEN_STATUSES, CaseStatus
from cases.listing import MINE, ListColumn, Looking, columns_for, filters_for, waiting_for
from cases.models import Person
from cases.models.case import CaseQuerySet
from cases.queries.search import find_people
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.folding import fold

OPEN = "open"
ENDED = "ended"
MOST_MATCHES = 50
PERSON = "person"
__all__ = [
    "ENDED", "MINE", "OPEN", "PERSON", "CaseFilters", "case_rows", "counts_of", "ids_by_name", "in_order",
]  # fmt: skip


@dataclass(frozen=True)
class CaseFilters:
    """What narrows the list and orders it: codes by the keys of the registered filters."""

    text: str = ""
    status: str = OPEN
    manager: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    waiting: Sequence[str] = ()
    sort: str = ""

    def codes(self) -> dict[str, str]:
        """Every filter that is set."""
        return {key: code for key, code in ({"manager": self.manager} | self.extra).items() if code}


def case_rows(
    membership: Membership, filters: CaseFilters, columns: Iterable[ListColumn] | None = None
) -> CaseQuerySet:
    """Visible cases with person, manager, risk and what the columns need, in the order asked for."""
    looking = Looking(membership, clock.today())
    rows = _with_status(visible_cases(membership), filters.status).with_people().with_risk()
    offered, waits = filters_for(membership), waiting_for(membership)
    for key, code in filters.codes().items():
        if key in offered:
            rows = rows.filter(offered[key].condition(code, looking))
    for key in filters.waiting:
        if key in waits:
            rows = rows.filter(waits[key].condition(looking))
    if filters.text:
        matches = find_people(filters.text, limit=MOST_MATCHES)
        rows = rows.filter(person__in=[match.person.pk for match in matches])
    there = columns_for(membership)
    wanted = {column.key: column for column in (there.values() if columns is None else columns)}
    sorting = there.get(filters.sort.lstrip("-"))
    if sorting is not None:
        wanted[sorting.key] = sorting
    for column in wanted.values():
        rows = column.annotate(rows)
    return rows.order_by(*_order(filters.sort, sorting))


def _order(sort: str, column: ListColumn | None) -> list[Any]:
    if column is None:
        return ["-opened_on", "-id"]
    down = sort.startswith("-")
    # What is not known stands last either way.
    parts = [F(name).desc(nulls_last=True) if down else F(name).asc(nulls_last=True) for name in column.order]
    return [*parts, "-id"]


def counts_of(membership: Membership, keys: Iterable[str], looking: Looking) -> dict[str, int]:
    """How many open cases wait for each of `keys`: the conditions of the list, counted in one query."""
    waits = waiting_for(membership)
    # Each condition is judged on the row first: an aggregate can't look into another table for its filter.
    judged = {
        f"w_{key}": ExpressionWrapper(waits[key].condition(looking), BooleanField())
        for key in keys
        if key in waits
    }
    counted = {name: Count("pk", filter=Q(**{name: True})) for name in judged}
    rows = visible_cases(membership).open().with_risk().annotate(**judged)
    found = rows.aggregate(w_all=Count("pk"), **{f"n_{name}": count for name, count in counted.items()})
    return {name.removeprefix("n_").removeprefix("w_"): number for name, number in found.items()}


def ids_by_name(rows: CaseQuerySet, *, down: bool) -> list[int]:
    """The cases in the order of their names: sealed in the database, so opened and sorted here."""
    people = dict(rows.order_by().values_list("pk", "person_id"))
    named = Person.objects.filter(pk__in=set(people.values()))
    cells = named.only("organisation", "public_id", "case_code", "preferred_name", "legal_name")
    names = {person.pk: fold(person.display_name) for person in cells}
    return sorted(people, key=lambda pk: (names[people[pk]], pk), reverse=down)


def in_order(rows: CaseQuerySet, ids: Sequence[int]) -> list[Any]:
    """The rows with these ids, in this order: one query."""
    found = {case.pk: case for case in rows.order_by().filter(pk__in=ids)}
    return [found[pk] for pk in ids if pk in found]


def _with_status(rows: CaseQuerySet, status: str) -> CaseQuerySet:
    if status == OPEN:
        return rows.filter(status__in=OPEN_STATUSES)
    if status == ENDED:
        return rows.filter(status__in=CLOSED_STATUSES)
    return rows.filter(status=status) if status in CaseStatus.values else rows
