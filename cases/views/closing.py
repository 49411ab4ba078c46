"""Closing a case and opening it again."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.codes import ClosureState
from cases.decorators import CaseRequest, case_page
from cases.forms.closing import ClosureForm, ReopenForm, ReturnForm
from cases.forms.team import ConfirmForm
from cases.models import Case, ClosureRequest
from cases.operations import approve_closure, reopen_case, request_closure, return_closure
from cases.rules.closing import blockers_for
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import can
from renate.accounts.roles import Access, Act, Section
from renate.drafts.keeping import drafted
from renate.kit import clock


@case_page(Section.PLAN, Access.READ, tab="closure")
def closure(request: CaseRequest, case: Case) -> HttpResponse:
    """Where closing stands: what is in the way, who asked, who decides, how it ended before."""
    membership = request.membership
    requests = list(case.closure_requests.select_related("by__user", "decided_by__user").order_by("-id"))
    waiting = next((item for item in requests if item.state == ClosureState.REQUESTED), None)
    approves = can(membership, Act.APPROVE_CLOSURE) and membership.pk != case.case_manager_id
    context = {
        "waiting": waiting,
        "earlier": [item for item in requests if item is not waiting],
        "blockers": blockers_for(case) if case.is_open else [],
        "may_ask": can(membership, Act.CLOSE_CASE) and case.is_open and waiting is None,
        "may_decide": waiting is not None and approves and waiting.by_id != membership.pk,
        "may_reopen": not case.is_open and can(membership, Act.ASSIGN_CASE),
    }
    return draw(request, case, "closure", **context)


@case_page(Section.PLAN, Access.WRITE, tab="closure", act=Act.CLOSE_CASE)
def closure_request(request: CaseRequest, case: Case) -> HttpResponse:
    """Ask for closure."""
    if not case.is_open:
        raise Http404
    form = ClosureForm(sent(request), initial={"on": clock.today()})
    form = drafted(request, form, label=_("Closing"), about=case.person.case_code)
    membership = request.membership
    if succeeds(form, lambda: request_closure(by=membership, case=case, **form.cleaned_data)):
        return done(request, _("Closure is asked for."), "cases:closure", case.ref)
    return draw(request, case, "closure_request", form=form)


@case_page(Section.PLAN, Access.READ, tab="closure", act=Act.APPROVE_CLOSURE)
def closure_approve(request: CaseRequest, case: Case) -> HttpResponse:
    """Approve and close."""
    waiting = _waiting(case)
    form = ConfirmForm(sent(request))
    membership, today = request.membership, clock.today()
    if succeeds(form, lambda: approve_closure(by=membership, on=today, request=waiting)):
        return done(request, _("The case is closed."), "cases:closure", case.ref)
    return draw(request, case, "closure_approve", form=form, waiting=waiting)


@case_page(Section.PLAN, Access.READ, tab="closure", act=Act.APPROVE_CLOSURE)
def closure_return(request: CaseRequest, case: Case) -> HttpResponse:
    """Send the request back."""
    waiting = _waiting(case)
    form = ReturnForm(sent(request))
    membership, today = request.membership, clock.today()
    if succeeds(form, lambda: return_closure(by=membership, on=today, request=waiting, **form.cleaned_data)):
        return done(request, _("The request is returned."), "cases:closure", case.ref)
    return draw(request, case, "closure_return", form=form, waiting=waiting)


@case_page(Section.PLAN, Access.READ, tab="closure", act=Act.ASSIGN_CASE)
def case_reopen(request: CaseRequest, case: Case) -> HttpResponse:
    """Open a closed case again."""
    if case.is_open:
        raise Http404
    form = ReopenForm(sent(request), initial={"on": clock.today()})
    membership = request.membership
    if succeeds(form, lambda: reopen_case(by=membership, case=case, **form.cleaned_data)):
        return done(request, _("The case is open again."), "cases:closure", case.ref)
    return draw(request, case, "case_reopen", form=form)


def _waiting(case: Case) -> ClosureRequest:
    return get_object_or_404(
        case.closure_requests.select_related("by__user", "case"), state=ClosureState.REQUESTED
    )
