"""Days on which donors wait for something, for the one list of everything due (R-23)."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.funding.models import GrantDeadline
from renate.notices.due import Due


def due_deadlines(first: date, last: date, member: Membership | None) -> Iterator[Due]:
    """Open deadlines between two days; they concern whoever manages grants. The donor is not named (R-24)."""
    managing = Membership.objects.active().with_act(Act.MANAGE_GRANTS)
    workers = tuple(managing.order_by("pk").values_list("pk", flat=True))
    for deadline in GrantDeadline.objects.open().filter(due_on__range=(first, last)).select_related("grant"):
        yield Due(
            row=deadline.public_id,
            due_on=deadline.due_on,
            ref=deadline.public_id,
            url=reverse("funding:grant_show", args=[deadline.grant.public_id]),
            workers=workers,
            what=deadline.get_kind_display(),
        )
