"""The head of the record leaves the house each day, so that cutting off its end shows (security 4)."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from renate import audit
from renate.accounts.models import Membership
from renate.accounts.roles import Act, Role
from renate.kit import clock
from renate.notices.codes import NoticeKind
from renate.notices.models import Notice
from renate.notices.operations import post_notice


@transaction.atomic
def mail_head(*, on: date) -> int:
    """One mail a day to each data protection officer; the directors, else the administrators, where there
    is none. It holds the day's head and nothing else: `verify_audit --head` finds it again later.
    """
    head = audit.own_head()
    if not head:
        return 0
    told = 0
    for member in _keepers():
        key = f"head:{on.isoformat()}:{member.public_id}"
        url = reverse("accounts:audit_list")
        if post_notice(to=member, key=key, kind=NoticeKind.DAILY_RECORD, ref="", url=url, proof=head):
            # It is for the mail box; on the list of notices it would only hide what needs an answer.
            Notice.objects.filter(subject=key, to=member).update(read_at=clock.now())
            told += 1
    return told


def _keepers() -> list[Membership]:
    active = Membership.objects.active().order_by("id")
    for keepers in (
        Membership.objects.with_act(Act.READ_AUDIT).order_by("id"),
        active.filter(role=Role.DIRECTOR),
        active.filter(role=Role.ADMIN),
    ):
        if found := list(keepers):
            return found
    return []
