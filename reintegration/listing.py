"""Phase, what is next and what waits, on the list of cases and the caseload.

What a rule decides is asked of the rule: the running cycles of the cases are read once and judged here, so
that the list, the phase page and the reminders never differ by a day.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Case as Choose
from django.db.models import Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Least
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import listing
from cases.access import visible_cases
from cases.listing import ListColumn, ListFilter, Looking, Waiting
from cases.models import Task
from cases.models.case import CaseQuerySet
from reintegration.codes import Phase, ReviewState
from reintegration.models import FollowUp, ProgrammeCycle
from reintegration.queries.cycles import PhaseView, programme_boundaries, view_of
from reintegration.queries.work import trainings_without_job
from reintegration.rules.phases import month_number
from renate.kit import clock

NONE = "none"
NO_CASE = 0


def with_phase(cases: CaseQuerySet) -> CaseQuerySet:
    """Decided phase, its place in the order, start and end of the newest cycle beside each case."""
    newest = ProgrammeCycle.objects.filter(case=OuterRef("pk")).order_by("-number")
    ranks = [When(phase=phase, then=Value(rank)) for rank, phase in enumerate(Phase.values)]
    ranked = newest.annotate(rank=Choose(*ranks, output_field=IntegerField()))
    return cases.annotate(
        cycle_phase=Subquery(newest.values("phase")[:1]),
        cycle_rank=Subquery(ranked.filter(ended_on__isnull=True).values("rank")[:1]),
        cycle_started_on=Subquery(newest.values("started_on")[:1]),
        cycle_ended_on=Subquery(newest.values("ended_on")[:1]),
    )


def phase_words(case: Any) -> str:
    """Phase and month of a running cycle; after its end, and before the first, nothing."""
    started: date | None = case.cycle_started_on
    if started is None or case.cycle_ended_on is not None:
        return ""
    month = month_number(started, clock.today())
    return _("%(phase)s, month %(month)d") % {"phase": Phase(case.cycle_phase).label, "month": month}


def in_phase(code: str, looking: Looking) -> Q:
    """Cases whose running cycle stands in the phase, or those without a running cycle."""
    running = ProgrammeCycle.objects.running().filter(case=OuterRef("pk"))
    return ~Q(Exists(running)) if code == NONE else Q(Exists(running.filter(phase=code)))


def standing(looking: Looking) -> list[PhaseView]:
    """Every running cycle of the open cases the member sees, as it stands today; one query a page."""

    def ask() -> list[PhaseView]:
        boundaries = programme_boundaries()
        open_cases = visible_cases(looking.membership).open().order_by().values("pk")
        cycles = ProgrammeCycle.objects.running().filter(case__in=open_cases)
        return [view_of(cycle, looking.today, boundaries) for cycle in cycles]

    found: list[PhaseView] = looking.once("standing", ask)
    return found


def _which(says: Callable[[PhaseView], bool]) -> Callable[[Looking], Q]:
    def condition(looking: Looking) -> Q:
        found = [view.cycle.case_id for view in standing(looking) if says(view)]
        # Never an empty list: Django then drops the whole query, and with it every other count in it.
        return Q(pk__in=found or [NO_CASE])

    return condition


def overdue_follow_ups(looking: Looking) -> Q:
    """Cases with a contact whose day has passed."""
    return Q(Exists(FollowUp.objects.overdue_on(looking.today).filter(case=OuterRef("pk"))))


def overdue_work(looking: Looking) -> Q:
    """Cases with a contact or a task whose day has passed."""
    tasks = Task.objects.overdue_on(looking.today).filter(case=OuterRef("pk"))
    return overdue_follow_ups(looking) | Q(Exists(tasks))


def trained_without_job(looking: Looking) -> Q:
    """Cases whose training ended three months ago and led to nothing yet (R-19)."""
    return Q(pk__in=trainings_without_job(looking.today).order_by().values("case"))


def with_next_due(cases: CaseQuerySet) -> CaseQuerySet:
    """The earliest day of what is to be done."""
    contacts = FollowUp.objects.planned().filter(case=OuterRef("pk")).order_by("due_on")
    tasks = Task.objects.open().filter(case=OuterRef("pk")).order_by("due_on")
    return cases.annotate(
        next_due=Least(Subquery(contacts.values("due_on")[:1]), Subquery(tasks.values("due_on")[:1]))
    )


def register() -> None:
    """Put all of it into the list."""
    phases = [*Phase.choices, (NONE, gettext_lazy("Not in a programme"))]
    listing.register_filter(
        ListFilter("phase", gettext_lazy("Phase"), lambda _l: phases, in_phase, is_first=True)
    )
    for waiting in (
        Waiting("overdue", gettext_lazy("Work overdue"), overdue_work),
        Waiting("review", gettext_lazy("Phase review due"), _which(lambda v: v.review != ReviewState.NONE)),
        Waiting("calendar", gettext_lazy("Phase differs from the calendar"), _which(lambda v: v.differs)),
        Waiting(
            "month33", gettext_lazy("Past month 33 without a decision"), _which(lambda v: v.is_long_stay)
        ),
        Waiting("training", gettext_lazy("Training without job or next step"), trained_without_job),
    ):
        listing.register_waiting(waiting)
    listing.register_column(
        ListColumn(
            "phase",
            gettext_lazy("Phase"),
            phase_words,
            ("cycle_rank", "cycle_started_on"),
            with_phase,
            place=30,
        )
    )
    listing.register_column(
        ListColumn(
            "due",
            gettext_lazy("Next due"),
            lambda case: case.next_due,
            ("next_due",),
            with_next_due,
            tone=lambda case: "warn" if case.next_due and case.next_due < clock.today() else "",
            place=50,
        )
    )
