"""What time alone brings about: silence over a safe arrival is an alarm, unread files and questions end."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from referrals.models import ReturnProcess
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice

#: After the time agreed: at once, after these hours, then every day until somebody has heard of the person.
ALARM_AFTER = (timedelta(0), timedelta(hours=2), timedelta(hours=6), timedelta(hours=24))


def alarms_so_far(late: timedelta) -> int:
    """How many alarms a call so late has raised."""
    first_day = sum(1 for after in ALARM_AFTER if after <= late)
    return first_day + max(late // timedelta(days=1) - 1, 0)


@transaction.atomic
def raise_arrival_alarms(*, now: datetime) -> int:
    """Tell case manager and coordinators of every safe-arrival call that is late; says how many are.

    Urgent: it does not wait for the hour of the daily mail.
    """
    late = ReturnProcess.objects.filter(called_at__isnull=True, call_due_at__lte=now)
    rows = list(late.select_related("case__case_manager", "case__person").order_by("call_due_at", "id"))
    coordinators = list(Membership.objects.with_act(Act.ASSIGN_CASE)) if rows else []
    for journey in rows:
        step = alarms_so_far(now - journey.call_due_at)
        told = {member.pk: member for member in (journey.case.case_manager, *coordinators) if member}
        for member in told.values():
            post_notice(
                to=member,
                key=f"return:{journey.public_id}:late:{step}:{member.public_id}",
                kind=NoticeKind.URGENT,
                ref=journey.case.person.case_code,
                url=f"/cases/{journey.case.public_id}/return/",
            )
    return len(rows)
