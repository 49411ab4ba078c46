"""Setbacks and placements."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from cases.views.page import done, sent, succeeds
from reintegration import operations
from reintegration.forms.phase import PlacementForm, SetbackForm
from reintegration.rules.setbacks import offers_step_back
from reintegration.views.page import draw
from renate.accounts.roles import Access, Section
from renate.kit import clock


@case_page(Section.PLAN, Access.WRITE, tab="phase")
def setback_log(request: CaseRequest, case: Case) -> HttpResponse:
    """Record a setback; what it asks for is brought forward (R-08, R-09)."""
    closed = not case.is_open
    form = SetbackForm(sent(request), after_closure=closed, initial={"on": clock.today()})
    membership = request.membership
    if succeeds(form, lambda: operations.log_setback(by=membership, case=case, **form.cleaned_data)):
        answers = form.cleaned_data
        if offers_step_back(answers["severity"], answers["effect"], after_closure=closed):
            text = _("The setback is recorded. Is an earlier phase right now? Staying is an answer too.")
            return done(request, text, "reintegration:phase_decide", case.ref)
        return done(request, _("The setback is recorded."), "reintegration:phase_show", case.ref)
    return draw(request, case, "setback_log", form=form)


@case_page(Section.PLAN, Access.WRITE, tab="phase")
def placement_record(request: CaseRequest, case: Case) -> HttpResponse:
    """Record where the person lives or works from a day on."""
    form = PlacementForm(sent(request), initial={"on": clock.today()})
    membership = request.membership
    if succeeds(form, lambda: operations.record_placement(by=membership, case=case, **form.cleaned_data)):
        return done(request, _("The placement is recorded."), "reintegration:phase_show", case.ref)
    return draw(request, case, "placement_record", form=form)
