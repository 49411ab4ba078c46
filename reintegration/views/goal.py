"""Goals."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from cases.views.editing import edited
from cases.views.page import done, sent, succeeds
from reintegration import operations
from reintegration.forms.plan import GoalForm, GoalStatusForm
from reintegration.instrument import NUMBERS
from reintegration.models import Goal, ServicePlan
from reintegration.views.page import draw, one_or_404
from renate.accounts.roles import Access, Section
from renate.kit import clock
from renate.kit.conflicts import held


@case_page(Section.PLAN, Access.WRITE, tab="plan")
def goal_add(request: CaseRequest, case: Case) -> HttpResponse:
    """A goal in the person's own words; `?factor=3` comes from a low factor. Begins a plan if need be."""
    asked = request.GET.get("factor", "")
    known = asked.isdecimal() and int(asked) in NUMBERS
    form = GoalForm(sent(request), initial={"factor": asked if known else ""})
    membership, today = request.membership, clock.today()

    def save() -> None:
        plan = ServicePlan.objects.current().filter(case=case).first()
        plan = plan or operations.draft_plan(by=membership, on=today, case=case)
        operations.add_goal(by=membership, on=today, plan=plan, **form.cleaned_data)

    if succeeds(form, save):
        return done(request, _("The goal is in the plan."), "reintegration:plan_show", case.ref)
    return draw(request, case, "goal_add", form=form)


@case_page(Section.PLAN, Access.WRITE, tab="plan")
def goal_edit(request: CaseRequest, case: Case, goal_ref: str) -> HttpResponse:
    """Put it into better words, or give it another factor or day."""
    goal = held(request, one_or_404(Goal.objects.filter(plan__case=case).select_related("plan"), goal_ref))
    form = edited(GoalForm(sent(request), initial=GoalForm.initial_for(goal)), goal)
    by, today = request.membership, clock.today()
    if succeeds(form, lambda: operations.change_goal(by=by, on=today, goal=goal, **form.cleaned_data)):
        return done(request, _("The goal is changed."), "reintegration:plan_show", case.ref)
    return draw(request, case, "goal_edit", form=form, goal=goal)


@case_page(Section.PLAN, Access.WRITE, tab="plan")
def goal_status(request: CaseRequest, case: Case, goal_ref: str) -> HttpResponse:
    """Say what became of a goal."""
    goal = one_or_404(Goal.objects.filter(plan__case=case).select_related("plan"), goal_ref)
    form = GoalStatusForm(sent(request), initial={"status": goal.status})
    membership, today = request.membership, clock.today()
    if succeeds(
        form,
        lambda: operations.set_goal_status(by=membership, on=today, goal=goal, **form.cleaned_data),
    ):
        return done(request, _("The goal is updated."), "reintegration:plan_show", case.ref)
    return draw(request, case, "goal_status", form=form, goal=goal)
