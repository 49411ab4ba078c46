"""Emergency accesses as those who are told of them see them."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef

from cases.models import Case, ConflictOfInterest, EmergencyAccess
from renate.accounts.models import Membership
from renate.kit import clock

KEPT_IN_VIEW = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class EmergencyLine:
    """One access; `url` is there for who opened it, while it stands."""

    access: EmergencyAccess
    stands: bool
    url: str


def emergencies(membership: Membership | None = None, case: Case | None = None) -> list[EmergencyLine]:
    """The accesses of the last three months, or all to one case; the newest first.

    Of a person with whom the member has a conflict of interest, nothing.
    """
    now = clock.now()
    found = EmergencyAccess.objects.select_related("membership__user", "case__person").order_by(
        "-from_at", "-id"
    )
    found = found.filter(case=case) if case else found.filter(from_at__gte=now - KEPT_IN_VIEW)
    if membership is not None:
        conflicts = ConflictOfInterest.objects.standing().of(membership)
        found = found.exclude(Exists(conflicts.filter(person=OuterRef("case__person"))))
    return [_line(access, access.until_at > now, membership) for access in found]


def _line(access: EmergencyAccess, stands: bool, membership: Membership | None) -> EmergencyLine:
    own = stands and membership is not None and access.membership_id == membership.pk
    return EmergencyLine(access, stands, access.case.get_absolute_url() if own else "")
