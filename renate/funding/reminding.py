"""Reminding of grant deadlines, exactly once a deadline and step (R-23, R-24)."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse

from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.funding.models import GrantDeadline
from renate.funding.rules import REMIND_DAYS, reminder_due
from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice


@transaction.atomic
def remind_deadlines(*, on: date) -> int:
    """Tell whoever manages grants, 30 and 7 days before; what was told is not told again."""
    soon = GrantDeadline.objects.open().filter(due_on__range=(on, on + timedelta(days=max(REMIND_DAYS))))
    members = list(Membership.objects.active().with_act(Act.MANAGE_GRANTS))
    told = 0
    for deadline in soon.select_related("grant"):
        step = reminder_due(deadline.due_on, on)
        for member in members:
            told += post_notice(
                to=member,
                key=f"grant-deadline-{deadline.public_id}-{step}-{member.public_id}",
                kind=NoticeKind.REVIEW_DUE,
                ref=deadline.grant.public_id,
                url=reverse("funding:grant_show", args=[deadline.grant.public_id]),
                due_on=deadline.due_on,
            )
    return told
