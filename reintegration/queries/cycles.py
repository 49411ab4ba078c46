"""Where a case stands in its programme."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from cases.models import Case
from reintegration.codes import NominalPhase, Phase, ReviewState
from reintegration.models import FollowUp, PhasePeriod, ProgrammeCycle
from reintegration.rules import phases
from reintegration.rules.phases import Boundaries, Boundary
from renate.tenancy.models import OrganisationSettings

# In the order of Boundaries.
PHASE_MONTHS = ("transition_after_months", "reintegration_after_months", "programme_months")


def programme_boundaries() -> Boundaries:
    """The three numbers of months that the organisation in scope has set."""
    own = OrganisationSettings.objects.get()
    return Boundaries(*(getattr(own, name) for name in PHASE_MONTHS))


def running_cycle(case: Case) -> ProgrammeCycle | None:
    """The cycle that has not ended."""
    return ProgrammeCycle.objects.running().filter(case=case).first()


def latest_cycle(case: Case) -> ProgrammeCycle | None:
    """The newest cycle, running or ended."""
    return ProgrammeCycle.objects.filter(case=case).order_by("-number").first()


@dataclass(frozen=True)
class PhaseView:
    """A cycle on a day: nominal against decided, months, boundaries, review (R-01, R-02)."""

    cycle: ProgrammeCycle
    on: date
    nominal: NominalPhase
    month: int
    boundaries: Boundaries
    next_boundary: Boundary | None
    review: ReviewState
    next_due: date | None = None

    @property
    def phase(self) -> Phase:
        """The decided phase."""
        return Phase(self.cycle.phase)

    @property
    def differs(self) -> bool:
        """Nominal and decided phase are not the same; that may be right."""
        return self.nominal.value != self.cycle.phase

    @property
    def is_long_stay(self) -> bool:
        """R-07: from month 33 on without a decision."""
        return phases.is_past_programme_soon(self.cycle.started_on, self.on, self.cycle.phase)

    @property
    def months_total(self) -> int:
        """Length of the programme in months."""
        return self.boundaries.programme


def view_of(cycle: ProgrammeCycle, on: date, boundaries: Boundaries) -> PhaseView:
    """A cycle as it stands on a day; an ended one as on its last day. No query."""
    day = min(on, cycle.ended_on) if cycle.ended_on else on
    review = ReviewState.NONE if cycle.ended_on else phases.review_state(cycle.standing, day, boundaries)
    return PhaseView(
        cycle=cycle,
        on=day,
        nominal=phases.nominal_phase(cycle.started_on, day, boundaries),
        month=phases.month_number(cycle.started_on, day),
        boundaries=boundaries,
        next_boundary=phases.next_boundary(cycle.started_on, day, boundaries),
        review=review,
    )


def phase_view(case: Case, on: date) -> PhaseView | None:
    """The newest cycle of a case; None before the first."""
    cycle = latest_cycle(case)
    return view_of(cycle, on, programme_boundaries()) if cycle else None


def phase_of_page(case: Case, on: date) -> PhaseView | None:
    """The same with the day of the next contact, asked once a page: header and overview show both."""
    kept = case.__dict__.get("_phase_view")
    if kept is not None and kept[0] == on:
        view: PhaseView | None = kept[1]
        return view
    upcoming = FollowUp.objects.planned().filter(case=OuterRef("case")).order_by("due_on").values("due_on")
    months = {f"own_{name}": Subquery(OrganisationSettings.objects.values(name)[:1]) for name in PHASE_MONTHS}
    cycles = ProgrammeCycle.objects.filter(case=case).annotate(next_due=Subquery(upcoming[:1]), **months)
    cycle = cycles.order_by("-number").first()
    view = None
    if cycle is not None:
        boundaries = Boundaries(*(getattr(cycle, f"own_{name}") for name in PHASE_MONTHS))
        view = replace(view_of(cycle, on, boundaries), next_due=cycle.next_due)  # type: ignore[attr-defined]
    case.__dict__["_phase_view"] = (on, view)
    return view


def phase_on(case: Case, on: date) -> str:
    """The decided phase of a day; empty before the first cycle and between two."""
    on_the_day = Q(to_on__isnull=True) | Q(to_on__gt=on)
    periods = PhasePeriod.objects.filter(on_the_day, cycle__case=case, from_on__lte=on)
    return periods.order_by("-from_on", "-id").values_list("phase", flat=True).first() or ""


def periods_of(case: Case) -> list[PhasePeriod]:
    """All phase decisions of a case, newest first."""
    periods = PhasePeriod.objects.filter(cycle__case=case).select_related("cycle", "decided_by__user")
    return list(periods.order_by("-cycle__number", "-from_on", "-id"))
