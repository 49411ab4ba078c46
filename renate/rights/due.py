"""The days on which answers are due, as the one list of everything due knows them."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.notices import due
from renate.notices.due import Asking, Due, Found, Source, asked, with_act
from renate.rights.models import RightsRequest
from renate.rights.rules import REMINDERS


def register() -> None:
    """Make the days known: whoever answers is reminded a week and a day before, and when it is late."""
    due.register(Source("right", _("Answer about personal data"), _requests, _tell, REMINDERS))


def _requests(asking: Asking) -> QuerySet | None:
    if asking.member is not None and not can(asking.member, Act.MANAGE_RIGHTS):
        return None
    waiting = RightsRequest.objects.waiting().filter(due_on__range=asking.days)
    return asked(waiting, "due_on", facts={"code": "person__case_code"})


def _tell(rows: list[Found], member: Membership | None) -> Iterator[Due]:
    answering = with_act(Act.MANAGE_RIGHTS, member)
    for row in rows:
        yield row.due(row.facts["code"], reverse("rights:request_show", args=[row.row]), answering)
