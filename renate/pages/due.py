"""Decisions that wait, as part of the one list of everything due."""

from collections.abc import Iterator
from datetime import date

from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import visible_cases
from cases.codes import ClosureState
from cases.models import ClosureRequest
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.queries import decidable
from renate.accounts.roles import Act
from renate.notices import due
from renate.notices.codes import NoticeKind
from renate.notices.due import Due, Source


def _closures(first: date, last: date, member: Membership | None) -> Iterator[Due]:
    """Closures that wait for somebody else than who asked (R-14)."""
    if member is None or not can(member, Act.APPROVE_CLOSURE):
        return
    waiting = ClosureRequest.objects.filter(state=ClosureState.REQUESTED).exclude(by=member)
    seen = waiting.filter(case__in=visible_cases(member).order_by().values("pk"))
    asked = seen.annotate(asked_on=TruncDate("created_at")).filter(asked_on__range=(first, last))
    for public_id, day, ref, code in asked.values_list(
        "public_id", "asked_on", "case__public_id", "case__person__case_code"
    ):
        yield Due(public_id, day, code, reverse("cases:closure", args=[ref]), workers=(member.pk,))


def _approvals(first: date, last: date, member: Membership | None) -> Iterator[Due]:
    """Acts of two people that wait for this member."""
    for line in decidable(member) if member is not None else ():
        asked, url = line.request, reverse("accounts:approval_list")
        day = timezone.localdate(asked.asked_at)
        if member is not None and first <= day <= last:
            yield Due(asked.public_id, day, asked.ref, url, workers=(member.pk,))


def register() -> None:
    """Called once at start-up; who is asked is told by the app that asks."""
    due.register(Source("closure", _("Closing to decide"), _closures, kind=NoticeKind.APPROVAL))
    due.register(Source("approval", _("Approval asked of you"), _approvals, kind=NoticeKind.APPROVAL))
