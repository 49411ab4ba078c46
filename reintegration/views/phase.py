"""Phases: the calendar's, the decided one, and the decision."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from cases.views.page import done, sent, succeeds
from reintegration import operations
from reintegration.forms.phase import PhaseForm
from reintegration.models import Placement, Setback
from reintegration.queries.cycles import PhaseView, periods_of, phase_view
from reintegration.queries.phase_page import bar_of, checklist_of, next_target
from reintegration.rules.phases import allowed_targets
from reintegration.views.page import draw, may_decide_phase, may_write
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock


@case_page(Section.PLAN, Access.READ, tab="phase")
def phase_show(request: CaseRequest, case: Case) -> HttpResponse:
    """Where the person stands on the way: months, phases, what is missing for the next one."""
    view = phase_view(case, clock.today())
    periods = periods_of(case)
    context = {
        "view": view,
        "periods": periods,
        "bar": bar_of(view, [p for p in periods if p.cycle_id == view.cycle.pk]) if view else None,
        "readiness": checklist_of(case, view) if view else None,
        "setbacks": Setback.objects.filter(case=case).order_by("-on", "-id"),
        "placements": Placement.objects.filter(case=case).order_by("-from_on", "-id"),
        "may_decide": may_decide_phase(request) and view is not None and view.cycle.ended_on is None,
        "may_write": may_write(request),
    }
    return draw(request, case, "phase_show", **context)


@case_page(Section.PLAN, Access.READ, tab="phase", act=Act.DECIDE_PHASE)
def phase_decide(request: CaseRequest, case: Case) -> HttpResponse:
    """Decide the phase: people decide, the checklist only informs (R-03…R-07)."""
    view = _running_view(case)
    cycle, today = view.cycle, view.on
    targets = allowed_targets(cycle.phase, cycle.started_on, today, view.boundaries)
    form = PhaseForm(
        sent(request), current=cycle.phase, targets=targets, initial={"on": today, "to": next_target(view)}
    )
    membership = request.membership
    if succeeds(form, lambda: operations.decide_phase(by=membership, case=case, **form.cleaned_data)):
        return done(request, _("The phase is decided."), "reintegration:phase_show", case.ref)
    readiness = checklist_of(case, view)
    return draw(request, case, "phase_decide", form=form, view=view, readiness=readiness)


def _running_view(case: Case) -> PhaseView:
    view = phase_view(case, clock.today())
    if view is None or view.cycle.ended_on is not None:
        raise Http404
    return view
