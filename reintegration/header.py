"""Phase and month, and what is due next, in the head of every case page."""

from django.utils.translation import gettext as _

from cases.header import HeaderFact
from cases.models import Case
from reintegration.codes import ReviewState
from reintegration.models import FollowUp
from reintegration.queries.cycles import PhaseView, phase_view
from renate.kit import clock


def phase_facts(case: Case) -> list[HeaderFact]:
    """The decided phase with the month of the programme, and the next follow-up; nothing before a cycle."""
    today = clock.today()
    view = phase_view(case, today)
    facts = [_phase_fact(view)] if view else []
    upcoming = FollowUp.objects.planned().filter(case=case).order_by("due_on").first()
    if upcoming is not None:
        tone = "warn" if upcoming.days_overdue(today) else ""
        facts.append(HeaderFact(_("Next due"), f"{upcoming.due_on:%-d %b %Y}", tone))
    return facts


def _phase_fact(view: PhaseView) -> HeaderFact:
    value = _("%(phase)s, month %(month)d") % {"phase": view.phase.label, "month": view.month}
    tone = "warn" if view.review == ReviewState.OVERDUE else ""
    return HeaderFact(_("Phase"), value, tone)
