"""The coordinator's view: who carries what (domain 7 rule 11)."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Count, OuterRef, Subquery

from cases.access import visible_cases
from cases.models import Task
from reintegration.codes import Phase
from reintegration.models import FollowUp, ProgrammeCycle
from reintegration.rules.caseload import weight
from renate.accounts.models import Membership
from renate.tenancy.models import OrganisationSettings


class _Carried(NamedTuple):
    """What counts of one case; no row of the file is loaded for it."""

    case: int
    manager: int | None
    phase: str | None
    risk: int | None


@dataclass
class CaseloadRow:
    """One case manager (or none: not yet assigned) with the open cases."""

    manager: Membership | None
    cases: int = 0
    phases: Counter[str] = field(default_factory=Counter)
    overdue: int = 0
    weight: float = 0.0
    warning: bool = False

    @property
    def name(self) -> str:
        """Full name of the case manager."""
        return str(self.manager) if self.manager else ""

    @property
    def key(self) -> str:
        """What the list of cases filters by."""
        return self.manager.public_id if self.manager else "nobody"

    @property
    def phase_counts(self) -> list[tuple[str, str, int]]:
        """Code, label and number of cases, for every phase in its order."""
        return [(phase.value, str(phase.label), self.phases[phase.value]) for phase in Phase]


def caseload(membership: Membership, on: date) -> list[CaseloadRow]:
    """One row per case manager over the cases the member may see; the number of queries is fixed."""
    carried = _carried(membership)
    overdue = _overdue_by_case([each.case for each in carried], on)
    limit = OrganisationSettings.objects.get().caseload_warning
    managers = Membership.objects.select_related("user").in_bulk({c.manager for c in carried if c.manager})
    by_manager: dict[int | None, list[_Carried]] = defaultdict(list)
    for each in carried:
        by_manager[each.manager].append(each)
    rows = [
        _row(managers[manager] if manager else None, group, overdue, limit)
        for manager, group in by_manager.items()
    ]
    return sorted(rows, key=lambda row: (row.manager is not None, row.name))


def _carried(membership: Membership) -> list[_Carried]:
    running = ProgrammeCycle.objects.running().filter(case=OuterRef("pk"))
    cases = visible_cases(membership).open().with_risk().annotate(now=Subquery(running.values("phase")[:1]))
    return [_Carried(*row) for row in cases.values_list("pk", "case_manager_id", "now", "risk_level")]


def _overdue_by_case(ids: list[int], on: date) -> Counter[int]:
    """Contacts and tasks whose day has passed."""
    found: Counter[int] = Counter()
    for rows in (FollowUp.objects.overdue_on(on), Task.objects.overdue_on(on)):
        counted = rows.filter(case__in=ids).values("case_id").order_by("case_id").annotate(n=Count("id"))
        found.update(dict(counted.values_list("case_id", "n")))
    return found


def _row(manager: Membership | None, group: list[_Carried], overdue: Counter[int], limit: int) -> CaseloadRow:
    return CaseloadRow(
        manager=manager,
        cases=len(group),
        phases=Counter(each.phase for each in group if each.phase),
        overdue=sum(1 for each in group if overdue[each.case]),
        weight=sum(weight(each.phase, each.risk) for each in group),
        warning=len(group) > limit,
    )
