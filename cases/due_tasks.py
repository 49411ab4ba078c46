"""Open tasks, in the one list of everything due."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.access import visible_cases
from cases.codes import Confidentiality
from cases.models import Task
from cases.recipients import Recipients
from renate.accounts.models import Membership
from renate.notices import due, rules
from renate.notices.codes import NoticeKind
from renate.notices.due import Due, Source

_FACTS = (
    "public_id", "due_on", "assigned_to", "case", "case__public_id", "case__person__case_code",
    "case__confidentiality",
)  # fmt: skip


def _tasks(first: date, last: date, member: Membership | None) -> Iterator[Due]:
    """Whoever has the task, in whoever's case; then those who lead."""
    tasks = Task.objects.open().filter(due_on__range=(first, last))
    if member is not None:
        mine = tasks.filter(assigned_to=member)
        tasks = mine.filter(case__in=visible_cases(member).order_by().values("pk"))
    people = Recipients()
    for row, day, has_it, case_id, ref, code, confidentiality in tasks.values_list(*_FACTS):
        url = reverse("cases:task_show", args=[ref, row])
        if member is not None:
            yield Due(row, day, code, url, workers=(member.pk,))
            continue
        sealed = confidentiality == Confidentiality.SEALED
        workers = people.workers(has_it, case_id, sealed=sealed)
        yield Due(row, day, code, url, workers, people.leads(case_id, sealed=sealed))


def register() -> None:
    """Called once at start-up."""
    due.register(Source("task", _("Task"), _tasks, rules.TO_BE_DONE, NoticeKind.REVIEW_DUE))
