"""Tasks and flags of a case."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.access import may_end_task, may_give_work, may_open
from cases.codes import TaskState
from cases.models import Case, Flag, Task
from renate import audit
from renate.accounts.models import Membership
from renate.kit.errors import RuleError
from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice


class TaskError(RuleError):
    """The task can't be stored as given."""


class FlagError(RuleError):
    """The flag can't be stored as given."""


@transaction.atomic
def give_task(
    *,
    by: Membership,
    on: date,
    case: Case,
    title: str,
    due_on: date,
    assigned_to: Membership,
    details: str = "",
    is_urgent: bool = False,
) -> Task:
    """Give somebody something to do by a day; whoever gets it is told. Raises TaskError."""
    _check_task(by, on, case, due_on, assigned_to)
    task = Task(
        case=case, title=title.strip(), details=details.strip(), due_on=due_on, assigned_to=assigned_to,
        given_by=by, is_urgent=is_urgent,
    )  # fmt: skip
    task.full_clean()
    task.save()
    audit.record("task.given", on=task, to=assigned_to.public_id)
    _tell(task, by)
    return task


@transaction.atomic
def change_task(
    *,
    by: Membership,
    on: date,
    task: Task,
    title: str,
    due_on: date,
    assigned_to: Membership,
    details: str = "",
    is_urgent: bool = False,
) -> Task:
    """Change what is to be done, by when or by whom. Raises TaskError."""
    if not task.is_open:
        raise TaskError(_("This task is ended already."))
    moved = task.assigned_to_id != assigned_to.pk
    if moved or due_on != task.due_on:
        _check_task(by, on, task.case, due_on, assigned_to)
    task.title, task.details = title.strip(), details.strip()
    task.due_on, task.assigned_to, task.is_urgent = due_on, assigned_to, is_urgent
    task.full_clean()
    task.save()
    audit.record("task.changed", on=task, to=assigned_to.public_id)
    if moved:
        _tell(task, by)
    return task


@transaction.atomic
def end_task(*, by: Membership, on: date, task: Task, state: str, outcome: str = "") -> Task:
    """Done, or not needed any more: by whoever has it, gave it, or works the case. Raises TaskError."""
    if not task.is_open:
        raise TaskError(_("This task is ended already."))
    if not may_end_task(by, task):
        raise TaskError(_("Only who has the task, gave it or works the case can end it."))
    if state not in (TaskState.DONE, TaskState.DROPPED):
        raise TaskError(_("Choose how the task ended."), field="state")
    if state == TaskState.DROPPED and not outcome.strip():
        raise TaskError(_("Say why it is not needed any more."), field="outcome")
    task.state, task.outcome, task.ended_on, task.ended_by = state, outcome.strip(), on, by
    task.full_clean()
    task.save()
    audit.record("task.ended", on=task, state=state)
    return task


def _check_task(by: Membership, on: date, case: Case, due_on: date, assigned_to: Membership) -> None:
    if not may_give_work(by):
        raise TaskError(_("Your role can’t give tasks."))
    if due_on < on:
        raise TaskError(_("The day is in the past: choose today or a later day."), field="due_on")
    if not may_open(assigned_to, case):
        raise TaskError(
            _("This member can’t open the case: put them on the team first."), field="assigned_to"
        )


def _tell(task: Task, by: Membership) -> None:
    if task.assigned_to_id != by.pk:
        post_notice(
            to=task.assigned_to,
            key=f"task:{task.public_id}:{task.assigned_to.public_id}",
            kind=NoticeKind.ASSIGNMENT,
            ref=task.case.person.case_code,
            url=reverse("cases:task_show", args=[task.case.ref, task.public_id]),
            due_on=task.due_on,
        )


@transaction.atomic
def raise_flag(*, by: Membership, on: date, case: Case, kind: str, reason: str) -> Flag:
    """Mark a case so that colleagues look twice; one of a kind stands at a time. Raises FlagError."""
    if not may_give_work(by):
        raise FlagError(_("Your role can’t raise flags."))
    if not reason.strip():
        raise FlagError(_("Say why."), field="reason")
    if Flag.objects.standing().filter(case=case, kind=kind).exists():
        raise FlagError(_("This flag stands on the case already."), field="kind")
    flag = Flag(case=case, kind=kind, reason=reason.strip(), raised_on=on, raised_by=by)
    flag.full_clean()
    flag.save()
    audit.record("flag.raised", on=flag, kind=kind)
    return flag


@transaction.atomic
def resolve_flag(*, by: Membership, on: date, flag: Flag, resolution: str) -> Flag:
    """Take a flag down and say how the matter was resolved. Raises FlagError."""
    if not may_give_work(by):
        raise FlagError(_("Your role can’t resolve flags."))
    if flag.resolved_on is not None:
        raise FlagError(_("This flag is resolved already."))
    if not resolution.strip():
        raise FlagError(_("Say how it was resolved."), field="resolution")
    flag.resolution, flag.resolved_on, flag.resolved_by = resolution.strip(), on, by
    flag.full_clean()
    flag.save()
    audit.record("flag.resolved", on=flag, kind=flag.kind)
    return flag
