"""Days on which donors wait for something, for the one list of everything due (R-23)."""

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.funding.codes import DeadlineKind
from renate.funding.models import GrantDeadline
from renate.notices import due
from renate.notices.codes import NoticeKind
from renate.notices.due import Asking, Due, Found, Source, asked, with_act
from renate.notices.rules import GRANT_REPORT


def register() -> None:
    """Called once at start-up."""
    what = _("Grant report due")
    due.register(Source("grant-deadline", what, _deadlines, _tell, GRANT_REPORT, NoticeKind.REPORT))


def _deadlines(asking: Asking) -> QuerySet | None:
    """Open deadlines between two days; they concern whoever manages grants."""
    if asking.member is not None and not can(asking.member, Act.MANAGE_GRANTS):
        return None
    waiting = GrantDeadline.objects.open().filter(due_on__range=asking.days)
    return asked(waiting, "due_on", facts={"grant": "grant__public_id", "kind": "kind"})


def _tell(rows: list[Found], member: Membership | None) -> Iterator[Due]:
    """The donor is not named (R-24)."""
    managing = with_act(Act.MANAGE_GRANTS, member)
    for row in rows:
        url = reverse("funding:grant_show", args=[row.facts["grant"]])
        yield replace(row.due(row.row, url, managing), what=DeadlineKind(row.facts["kind"]).label)
