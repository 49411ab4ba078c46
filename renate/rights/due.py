"""The days on which answers are due, as the one list of everything due knows them."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.notices import due
from renate.notices.due import Due, Source
from renate.rights.models import RightsRequest
from renate.rights.operations.requests import answering
from renate.rights.rules import REMINDERS


def register() -> None:
    """Make the days known: whoever answers is reminded a week and a day before, and when it is late."""
    due.register(Source("right", _("Answer about personal data"), _requests, REMINDERS))


def _requests(first: date, last: date, member: Membership | None) -> Iterator[Due]:
    if member is not None and not can(member, Act.MANAGE_RIGHTS):
        return
    told = tuple(m.pk for m in answering()) if member is None else (member.pk,)
    waiting = RightsRequest.objects.waiting().filter(due_on__range=(first, last)).select_related("person")
    for request in waiting.soonest_first():
        url = reverse("rights:request_show", args=[request.public_id])
        yield Due(request.public_id, request.due_on, request.person.case_code, url, told)
