"""Phase and month, and what is due next, in the head of every case page."""

from django.utils.translation import gettext as _

from cases.header import HeaderFact
from cases.models import Case
from reintegration.codes import ReviewState
from reintegration.queries.cycles import PhaseView, phase_of_page
from renate.kit import clock


def phase_facts(case: Case) -> list[HeaderFact]:
    """The decided phase with the month of the programme, and the next follow-up: two queries."""
    today = clock.today()
    view = phase_of_page(case, today)
    if view is None:
        return []
    facts, next_due = [_phase_fact(view)], view.next_due
    if next_due is not None:
        facts.append(HeaderFact(_("Next due"), f"{next_due:%-d %b %Y}", "warn" if next_due < today else ""))
    return facts


def _phase_fact(view: PhaseView) -> HeaderFact:
    value = _("%(phase)s, month %(month)d") % {"phase": view.phase.label, "month": view.month}
    tone = "warn" if view.review == ReviewState.OVERDUE else ""
    return HeaderFact(_("Phase"), value, tone)
