"""Phase and month, and what is due next, in the head of every case page."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from cases.header import HeaderFact
from cases.models import Case
from reintegration.codes import ReviewState
from reintegration.models import FollowUp, ProgrammeCycle
from reintegration.queries.cycles import PhaseView, programme_boundaries, view_of
from renate.kit import clock


def phase_facts(case: Case) -> list[HeaderFact]:
    """The decided phase with the month of the programme, and the next follow-up: two queries."""
    upcoming = FollowUp.objects.planned().filter(case=OuterRef("case")).order_by("due_on").values("due_on")
    cycles = ProgrammeCycle.objects.filter(case=case).annotate(next_due=Subquery(upcoming[:1]))
    cycle = cycles.order_by("-number").first()
    if cycle is None:
        return []
    today = clock.today()
    facts = [_phase_fact(view_of(cycle, today, programme_boundaries()))]
    if cycle.next_due is not None:
        tone = "warn" if cycle.next_due < today else ""
        facts.append(HeaderFact(_("Next due"), f"{cycle.next_due:%-d %b %Y}", tone))
    return facts


def _phase_fact(view: PhaseView) -> HeaderFact:
    value = _("%(phase)s, month %(month)d") % {"phase": view.phase.label, "month": view.month}
    tone = "warn" if view.review == ReviewState.OVERDUE else ""
    return HeaderFact(_("Phase"), value, tone)
