"""The service plan and its agreement."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from cases.views.page import done, sent, succeeds
from reintegration import operations
from reintegration.codes import Timing
from reintegration.forms.plan import AgreementForm, CopyForm
from reintegration.models import ServicePlan
from reintegration.own_wording import wording_for
from reintegration.queries.plan import plan_view
from reintegration.queries.plan_copy import plain_plan
from reintegration.views.page import draw, may_write, one_or_404
from renate.accounts.access import can
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock
from renate.kit.errors import RuleError


@case_page(Section.PLAN, Access.READ, tab="plan")
def plan_show(request: CaseRequest, case: Case) -> HttpResponse:
    """Goals and services of the present plan, with the person's choice of time beside each."""
    view = plan_view(case, clock.today())
    return draw(
        request, case, "plan_show", view=view, may_write=may_write(request), timings=Timing.choices,
        may_approve=can(request.membership, Act.APPROVE_CLOSURE),
    )  # fmt: skip


@require_POST
@case_page(Section.PLAN, Access.WRITE, tab="plan")
def plan_draft(request: CaseRequest, case: Case) -> HttpResponse:
    """Begin a plan, or a new version of it."""
    operations.draft_plan(by=request.membership, on=clock.today(), case=case)
    return redirect("reintegration:plan_show", case.ref)


@case_page(Section.PLAN, Access.WRITE, tab="plan")
def plan_agree(request: CaseRequest, case: Case, plan_ref: str) -> HttpResponse:
    """Record that the person agrees."""
    plan = one_or_404(ServicePlan.objects.filter(case=case), plan_ref)
    form = AgreementForm(sent(request), initial={"on": clock.today()})
    membership = request.membership
    if succeeds(form, lambda: operations.record_agreement(by=membership, plan=plan, **form.cleaned_data)):
        return done(request, _("The agreement is recorded."), "reintegration:plan_show", case.ref)
    return draw(request, case, "plan_agree", form=form, plan=plan)


@require_POST
@case_page(Section.PLAN, Access.READ, tab="plan", act=Act.APPROVE_CLOSURE)
def plan_approve(request: CaseRequest, case: Case, plan_ref: str) -> HttpResponse:
    """A supervisor approves the plan."""
    plan = one_or_404(ServicePlan.objects.filter(case=case), plan_ref)
    try:
        operations.approve_plan(by=request.membership, on=clock.today(), plan=plan)
    except RuleError as error:
        view = plan_view(case, clock.today())
        return draw(request, case, "plan_show", status=422, view=view, reasons=error.reasons)
    return done(request, _("The plan is approved."), "reintegration:plan_show", case.ref)


@case_page(Section.PLAN, Access.WRITE, tab="plan", while_restricted=True)
def plan_print(request: CaseRequest, case: Case) -> HttpResponse:
    """The copy in plain words, drawn only as the answer to a yes; the answer is kept with the plan."""
    plan = ServicePlan.objects.current().filter(case=case).first()
    if plan is None:
        raise Http404
    usual = wording_for("", case.person.first_language).code
    form, today = CopyForm(sent(request), initial={"language": usual}), clock.today()

    def save() -> None:
        operations.record_copy_answer(by=request.membership, on=today, plan=plan, is_safe=form.is_yes)

    if not succeeds(form, save):
        return draw(request, case, "plan_print", form=form)
    if not form.is_yes:
        return done(request, _("No copy. The answer is kept."), "reintegration:plan_show", case.ref)
    wording = wording_for(form.cleaned_data["language"])
    filled = {"copy": plain_plan(plan, wording, today), "wording": wording, "ref": case.ref}
    return render(request, "reintegration/print/plan_copy.html", filled)
