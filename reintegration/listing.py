"""The phase on the list of cases: a column and a filter, as annotations of its one query."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import listing
from cases.listing import ListColumn, ListFilter
from cases.models.case import CaseQuerySet
from reintegration.codes import Phase
from reintegration.models import ProgrammeCycle
from reintegration.rules.phases import month_number
from renate.kit import clock

NONE = "none"


def with_phase(cases: CaseQuerySet) -> CaseQuerySet:
    """Decided phase, start and end of the newest cycle beside each case."""
    newest = ProgrammeCycle.objects.filter(case=OuterRef("pk")).order_by("-number")
    return cases.annotate(
        cycle_phase=Subquery(newest.values("phase")[:1]),
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


def in_phase(cases: CaseQuerySet, phase: str) -> CaseQuerySet:
    """Cases whose running cycle stands in the phase, or those without a running cycle."""
    running = ProgrammeCycle.objects.running()
    if phase == NONE:
        return cases.exclude(pk__in=running.values("case"))
    return cases.filter(pk__in=running.filter(phase=phase).values("case"))


def register() -> None:
    """Put both into the list."""
    label = gettext_lazy("Phase")
    listing.register_column(ListColumn("phase", label, with_phase, phase_words))
    choices = [*Phase.choices, (NONE, gettext_lazy("Not in a programme"))]
    listing.register_filter(ListFilter("phase", label, lambda: choices, in_phase))
