"""Services in the plan: added, chosen now, later or never, brought about."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from cases.views.editing import edited
from cases.views.page import done, sent, succeeds
from reintegration import operations
from reintegration.forms.plan import ItemForm, ItemStatusForm, ItemTermsForm, TimingForm
from reintegration.models import Goal, PlanItem
from reintegration.operations import ItemDetails
from reintegration.queries.cycles import running_cycle
from reintegration.views.page import draw, one_or_404
from renate.accounts.roles import Access, Section
from renate.kit import clock
from renate.kit.conflicts import held


@case_page(Section.PLAN, Access.WRITE, tab="plan")
def item_add(request: CaseRequest, case: Case, goal_ref: str) -> HttpResponse:
    """A service for a goal; those usual in the present phase come first."""
    goal = one_or_404(Goal.objects.filter(plan__case=case).select_related("plan"), goal_ref)
    cycle = running_cycle(case)
    form = ItemForm(sent(request), phase=cycle.phase if cycle else None)
    membership, today = request.membership, clock.today()

    def save() -> None:
        operations.add_item(by=membership, on=today, goal=goal, details=ItemDetails(**form.cleaned_data))

    if succeeds(form, save):
        return done(request, _("The service is in the plan."), "reintegration:plan_show", case.ref)
    return draw(request, case, "item_add", form=form, goal=goal)


@case_page(Section.PLAN, Access.WRITE, tab="plan")
def item_edit(request: CaseRequest, case: Case, item_ref: str) -> HttpResponse:
    """Another provider, day, worker or cost."""
    item = held(request, _item(case, item_ref))
    form = edited(ItemTermsForm(sent(request), initial=ItemTermsForm.initial_for(item)), item)
    by, today = request.membership, clock.today()
    if succeeds(form, lambda: operations.change_item(by=by, on=today, item=item, **form.cleaned_data)):
        return done(request, _("The service is changed."), "reintegration:plan_show", case.ref)
    return draw(request, case, "item_edit", form=form, item=item)


@case_page(Section.PLAN, Access.WRITE, tab="plan")
def item_timing(request: CaseRequest, case: Case, item_ref: str) -> HttpResponse:
    """The person's choice; the plan page sends it with one click, this page when there is more to say."""
    item = _item(case, item_ref)
    form = TimingForm(sent(request), initial={"timing": item.timing, "offer_again": item.offer_again})
    by, today = request.membership, clock.today()
    if succeeds(form, lambda: operations.decide_timing(by=by, on=today, item=item, **form.cleaned_data)):
        return done(request, _("The choice is recorded."), "reintegration:plan_show", case.ref)
    return draw(request, case, "item_timing", form=form, item=item)


@case_page(Section.PLAN, Access.WRITE, tab="plan")
def item_status(request: CaseRequest, case: Case, item_ref: str) -> HttpResponse:
    """How the service goes; when it can't be had, why (S3-59)."""
    item = _item(case, item_ref)
    form = ItemStatusForm(sent(request), initial={"status": item.status, "unmet_reason": item.unmet_reason})
    by, today = request.membership, clock.today()
    if succeeds(form, lambda: operations.set_item_status(by=by, on=today, item=item, **form.cleaned_data)):
        return done(request, _("The service is updated."), "reintegration:plan_show", case.ref)
    return draw(request, case, "item_status", form=form, item=item)


def _item(case: Case, item_ref: str) -> PlanItem:
    items = PlanItem.objects.filter(goal__plan__case=case).select_related("goal__plan")
    item: PlanItem = one_or_404(items, item_ref)
    return item
