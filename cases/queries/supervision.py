"""Who had supervision when (S3-66)."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Q

from cases.access import members_with_cases
from cases.models import StaffSupervision

YEAR = timedelta(days=365)


def supervised_staff(on: date) -> list[Any]:
    """Who works on cases, with `last_on` and `times` in the year before `on`; who waits longest first."""
    until = Q(supervisions__on__lte=on)
    last = Max("supervisions__on", filter=until)
    times = Count("supervisions", filter=until & Q(supervisions__on__gt=on - YEAR))
    members = members_with_cases().annotate(last_on=last, times=times)
    return sorted(members, key=lambda member: (member.last_on or date.min, str(member)))


def days_of_supervision(on: date) -> Any:
    """What was kept in the year before `on`, the newest first."""
    rows = StaffSupervision.objects.filter(on__gt=on - YEAR).select_related("member__user", "by__user")
    return rows.order_by("-on", "member__user__full_name", "pk")
