"""Open tasks, in the one list of everything due."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.access import visible_cases
from cases.due import source_of_cases
from cases.models import Task
from renate.notices import due, rules
from renate.notices.due import Asking, asked


def _tasks(asking: Asking) -> QuerySet:
    """Whoever has the task, in whoever's case; then those who lead."""
    tasks = Task.objects.open().filter(due_on__range=asking.days)
    if asking.member is not None:
        mine = tasks.filter(assigned_to=asking.member)
        tasks = mine.filter(case__in=visible_cases(asking.member).order_by().values("pk"))
    return asked(tasks, "due_on", "case_id", to="assigned_to_id")


def register() -> None:
    """Called once at start-up."""
    page = "cases:task_show"
    due.register(
        source_of_cases("task", _("Task"), _tasks, url_name=page, steps=rules.TO_BE_DONE, with_row=True)
    )
