"""The list of cases: one query for the page, one for the count, whatever its length."""

from dataclasses import dataclass, field

from cases.access import visible_cases
from cases.codes import CLOSED_STATUSES, OPEN_STATUSES, CaseStatus
from cases.listing import COLUMNS, FILTERS
from cases.models.case import CaseQuerySet
from cases.queries.search import find_people
from renate.accounts.models import Membership

MINE = "mine"
NOBODY = "nobody"
OPEN = "open"
ENDED = "ended"
MOST_MATCHES = 50


@dataclass(frozen=True)
class CaseFilters:
    """What narrows the list; `extra` holds the filters of upper apps by key."""

    text: str = ""
    status: str = OPEN
    manager: str = ""
    extra: dict[str, str] = field(default_factory=dict)


def case_rows(membership: Membership, filters: CaseFilters) -> CaseQuerySet:
    """Visible cases with person, manager, risk and the columns of upper apps, newest first."""
    rows = visible_cases(membership).with_people().with_risk()
    rows = _with_status(rows, filters.status)
    if filters.manager == MINE:
        rows = rows.filter(case_manager=membership)
    elif filters.manager == NOBODY:
        rows = rows.filter(case_manager=None)
    elif filters.manager:
        rows = rows.filter(case_manager__public_id=filters.manager)
    if filters.text:
        matches = find_people(filters.text, limit=MOST_MATCHES)
        rows = rows.filter(person__in=[match.person.pk for match in matches])
    for key, value in filters.extra.items():
        if value and key in FILTERS:
            rows = FILTERS[key].apply(rows, value)
    for column in COLUMNS.values():
        rows = column.annotate(rows)
    return rows.order_by("-opened_on", "-id")


def _with_status(rows: CaseQuerySet, status: str) -> CaseQuerySet:
    if status == OPEN:
        return rows.filter(status__in=OPEN_STATUSES)
    if status == ENDED:
        return rows.filter(status__in=CLOSED_STATUSES)
    return rows.filter(status=status) if status in CaseStatus.values else rows
