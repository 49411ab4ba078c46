"""The coordinator's view: who carries what, and what waits for a decision (domain 7 rule 11, R-02, R-07)."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count
from django.urls import reverse

from cases.access import visible_cases
from cases.models import Case
from reintegration.codes import Phase, ReviewState
from reintegration.models import FollowUp, ProgrammeCycle
from reintegration.queries.cycles import PhaseView, view_of
from reintegration.rules.caseload import weight
from reintegration.rules.phases import Boundaries
from renate.accounts.models import Membership
from renate.tenancy.models import OrganisationSettings


@dataclass(frozen=True)
class LongStay:
    """A case that waits for a phase decision: its month, and the page where it is taken."""

    ref: str
    code: str
    month: int
    phase: str
    url: str


@dataclass
class CaseloadRow:
    """One case manager (or none: not yet assigned) with the open cases."""

    manager: Membership | None
    cases: int = 0
    phases: Counter[str] = field(default_factory=Counter)
    overdue: int = 0
    weight: float = 0.0
    warning: bool = False
    long_stays: list[LongStay] = field(default_factory=list)
    reviews: list[LongStay] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Full name of the case manager."""
        return str(self.manager) if self.manager else ""

    @property
    def phase_counts(self) -> list[tuple[str, int]]:
        """Label and number of cases, for every phase in its order."""
        return [(str(phase.label), self.phases[phase.value]) for phase in Phase]


def caseload(membership: Membership, on: date) -> list[CaseloadRow]:
    """One row per case manager over the cases the member may see; the number of queries is fixed."""
    cases = list(visible_cases(membership).open().with_people().with_risk())
    ids = [case.pk for case in cases]
    cycles = {c.case_id: c for c in ProgrammeCycle.objects.running().filter(case__in=ids)}
    overdue = _overdue_by_case(ids, on)
    own = OrganisationSettings.objects.get()
    boundaries = Boundaries(own.transition_after_months, own.reintegration_after_months, own.programme_months)
    by_manager: dict[int | None, list[Case]] = defaultdict(list)
    for case in cases:
        by_manager[case.case_manager_id].append(case)
    rows = [
        _row(group, cycles, overdue, boundaries, on, own.caseload_warning) for group in by_manager.values()
    ]
    return sorted(rows, key=lambda row: (row.manager is not None, row.name))


def _overdue_by_case(ids: list[int], on: date) -> dict[int, int]:
    counted = FollowUp.objects.overdue_on(on).filter(case__in=ids).values("case_id").order_by("case_id")
    return dict(counted.annotate(n=Count("id")).values_list("case_id", "n"))


def _row(
    cases: list[Case],
    cycles: dict[int, ProgrammeCycle],
    overdue: dict[int, int],
    boundaries: Boundaries,
    on: date,
    limit: int,
) -> CaseloadRow:
    row = CaseloadRow(manager=cases[0].case_manager, cases=len(cases), warning=len(cases) > limit)
    for case in cases:
        cycle = cycles.get(case.pk)
        row.overdue += overdue.get(case.pk, 0)
        row.weight += weight(cycle.phase if cycle else None, case.risk_level)  # type: ignore[attr-defined]
        if cycle is None:
            continue
        row.phases[cycle.phase] += 1
        view = view_of(cycle, on, boundaries)
        if view.is_long_stay:
            row.long_stays.append(_long_stay(case, view))
        elif view.review == ReviewState.OVERDUE:
            row.reviews.append(_long_stay(case, view))
    return row


def _long_stay(case: Case, view: PhaseView) -> LongStay:
    return LongStay(
        ref=case.public_id,
        code=case.person.case_code,
        month=view.month,
        phase=str(view.phase.label),
        url=reverse("reintegration:phase_show", args=[case.public_id]),
    )
