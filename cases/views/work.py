"""Tasks and flags of a case."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.access import may_end_task, may_give_work, readable_tasks
from cases.decorators import CaseRequest, case_page
from cases.forms.work import EndTaskForm, FlagForm, ResolveFlagForm, TaskForm
from cases.models import Case, Flag, Task
from cases.operations import change_task, end_task, give_task, raise_flag, resolve_flag
from cases.views.editing import edited
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import section_access
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Section
from renate.kit import clock
from renate.kit.conflicts import held

MOST_ENDED = 20


@case_page(Section.PLAN, Access.LIMITED, tab="tasks")
def task_list(request: CaseRequest, case: Case) -> HttpResponse:
    """What is to be done and by whom, and what to look at twice."""
    tasks = readable_tasks(request.membership, case).select_related("assigned_to__user", "ended_by__user")
    in_full = section_access(request.membership, Section.PLAN) >= Access.READ
    flags = case.flags.select_related("raised_by__user", "resolved_by__user").order_by("-raised_on", "-id")
    shown = list(flags) if in_full else []
    context = {
        "tasks": tasks.open().order_by("due_on", "id"),
        "ended": tasks.exclude(state="open").order_by("-ended_on", "-id")[:MOST_ENDED],
        "standing": [flag for flag in shown if flag.resolved_on is None],
        "resolved": [flag for flag in shown if flag.resolved_on is not None],
        "in_full": in_full,
        "may_give": may_give_work(request.membership) and in_full,
        "today": clock.today(),
    }
    return draw(request, case, "task_list", **context)


@case_page(Section.PLAN, Access.READ, tab="tasks")
def task_add(request: CaseRequest, case: Case) -> HttpResponse:
    """Give somebody something to do."""
    membership, today = _giver(request), clock.today()
    form = TaskForm(sent(request), initial={"assigned_to": membership.pk})
    if succeeds(form, lambda: give_task(by=membership, on=today, case=case, **form.cleaned_data)):
        return done(request, _("The task is given."), "cases:task_list", case.ref)
    return draw(request, case, "task_add", form=form)


@case_page(Section.PLAN, Access.LIMITED, tab="tasks")
def task_show(request: CaseRequest, case: Case, task_ref: str) -> HttpResponse:
    """One task; whoever may end it ends it here."""
    membership, today = request.membership, clock.today()
    tasks = readable_tasks(membership, case).select_related("assigned_to__user", "given_by__user")
    task = held(request, get_object_or_404(tasks, public_id=task_ref))
    form = EndTaskForm(sent(request)) if task.is_open and may_end_task(membership, task) else None
    if form is not None and succeeds(
        form, lambda: end_task(by=membership, on=today, task=task, **form.cleaned_data)
    ):
        return done(request, _("The task is ended."), "cases:task_list", case.ref)
    may_change = task.is_open and may_give_work(membership)
    return draw(request, case, "task_show", form=form, task=task, may_change=may_change, today=today)


@case_page(Section.PLAN, Access.READ, tab="tasks")
def task_edit(request: CaseRequest, case: Case, task_ref: str) -> HttpResponse:
    """Change what is to be done, by when or by whom."""
    membership, today = _giver(request), clock.today()
    task = held(request, get_object_or_404(Task.objects.open().filter(case=case), public_id=task_ref))
    form = edited(TaskForm(sent(request), initial=TaskForm.initial_for(task)), task)
    if succeeds(form, lambda: change_task(by=membership, on=today, task=task, **form.cleaned_data)):
        return done(request, _("The task is changed."), "cases:task_show", case.ref, task.public_id)
    return draw(request, case, "task_edit", form=form, task=task)


@case_page(Section.PLAN, Access.READ, tab="tasks")
def flag_raise(request: CaseRequest, case: Case) -> HttpResponse:
    """Mark the case so that colleagues look twice."""
    membership, today = _giver(request), clock.today()
    form = FlagForm(sent(request))
    if succeeds(form, lambda: raise_flag(by=membership, on=today, case=case, **form.cleaned_data)):
        return done(request, _("The flag is raised."), "cases:task_list", case.ref)
    return draw(request, case, "flag_raise", form=form)


@case_page(Section.PLAN, Access.READ, tab="tasks")
def flag_resolve(request: CaseRequest, case: Case, flag_ref: str) -> HttpResponse:
    """Take a flag down."""
    membership, today = _giver(request), clock.today()
    flag = held(request, get_object_or_404(Flag.objects.standing().filter(case=case), public_id=flag_ref))
    form = ResolveFlagForm(sent(request))
    if succeeds(form, lambda: resolve_flag(by=membership, on=today, flag=flag, **form.cleaned_data)):
        return done(request, _("The flag is resolved."), "cases:task_list", case.ref)
    return draw(request, case, "flag_resolve", form=form, flag=flag)


def _giver(request: CaseRequest) -> Membership:
    """Who asks, if they give work; else the page is not there."""
    if not may_give_work(request.membership):
        raise Http404
    return request.membership
