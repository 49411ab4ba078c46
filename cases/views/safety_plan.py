"""The safety plan; the one that stands is drawn on the page of the risk."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.forms.safety_plan import SafetyPlanForm
from cases.models import Case, SafetyPlan
from cases.operations import write_safety_plan
from cases.queries.safety import plan_rows
from cases.views.editing import edited
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.roles import Access, Section
from renate.drafts.keeping import drafted
from renate.kit import clock
from renate.kit.conflicts import held

USUAL_DAYS = 30


@case_page(Section.RISK, Access.READ, tab="risk")
def safety_plan_show(request: CaseRequest, case: Case, plan_ref: str) -> HttpResponse:
    """One version, also an earlier one."""
    plan = get_object_or_404(case.safety_plans.select_related("by__user"), public_id=plan_ref)
    return draw(request, case, "safety_plan_show", plan=plan, rows=plan_rows(plan))


@case_page(Section.RISK, Access.WRITE, tab="risk")
def safety_plan_write(request: CaseRequest, case: Case) -> HttpResponse:
    """Make the plan with the person, starting from the version before."""
    held(request, case)  # each version is a new row: the case stands for them
    before = SafetyPlan.objects.latest_for(case)
    today = clock.today()
    start = (SafetyPlanForm.initial_for(before) if before else {}) | {
        "on": today,
        "valid_until": today + timedelta(days=USUAL_DAYS),
    }
    form = edited(SafetyPlanForm(sent(request), initial=start), before, ignore=["on", "valid_until"])
    form = drafted(request, form, label=_("Safety plan"), about=case.person.case_code)
    membership = request.membership
    if succeeds(form, lambda: write_safety_plan(by=membership, case=case, **form.cleaned_data)):
        return done(request, _("The safety plan is saved."), "cases:risk_list", case.ref)
    return draw(request, case, "safety_plan_write", form=form)
