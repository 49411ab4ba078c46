"""Decisions that wait, as part of the one list of everything due."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.access import visible_cases
from cases.codes import ClosureState
from cases.due import source_of_cases
from cases.models import ClosureRequest
from renate.accounts import four_eyes
from renate.accounts.access import can
from renate.accounts.models import ApprovalRequest, Membership
from renate.accounts.queries import decidable
from renate.accounts.roles import Act
from renate.kit import clock
from renate.notices import due
from renate.notices.codes import NoticeKind
from renate.notices.due import Asking, Due, Found, Source, asked


def _closures(asking: Asking) -> QuerySet | None:
    """Closures that wait for somebody else than who asked (R-14)."""
    member = asking.member
    if member is None or not can(member, Act.APPROVE_CLOSURE):
        return None
    waiting = ClosureRequest.objects.filter(state=ClosureState.REQUESTED).exclude(by=member)
    seen = waiting.filter(case__in=visible_cases(member).order_by().values("pk"))
    then = seen.annotate(asked_on=TruncDate("created_at")).filter(asked_on__range=asking.days)
    return asked(then, "asked_on", "case_id")


def _approvals(asking: Asking) -> QuerySet | None:
    """Acts of two people that wait for this member."""
    member = asking.member
    acts = four_eyes.acts_decided_by(member) if member is not None else []
    if not acts:
        return None
    waiting = ApprovalRequest.objects.waiting(clock.now()).filter(act__in=acts).exclude(asked_by=member)
    then = waiting.annotate(asked_on=TruncDate("asked_at")).filter(asked_on__range=asking.days)
    return asked(then, "asked_on", facts={"ref": "ref"})


def _tell_of_approvals(rows: list[Found], member: Membership | None) -> Iterator[Due]:
    """Only those about something that the member may see."""
    url = reverse("accounts:approval_list")
    seen = {line.request.public_id for line in decidable(member)} if member is not None else set()
    for row in rows:
        if member is not None and row.row in seen:
            yield row.due(row.facts["ref"], url, (member.pk,))


def register() -> None:
    """Called once at start-up; who is asked is told by the app that asks."""
    page, kind = "cases:closure", NoticeKind.APPROVAL
    due.register(source_of_cases("closure", _("Closing to decide"), _closures, url_name=page, kind=kind))
    due.register(Source("approval", _("Approval asked of you"), _approvals, _tell_of_approvals, kind=kind))
