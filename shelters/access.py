"""Who may know where a house stands and who lives in it: decisions only."""

from __future__ import annotations

from django.db.models import QuerySet

from cases.access import visible_cases
from cases.models import Case
from renate.accounts.access import can, section_access
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Act, Role, Section
from shelters.models import Shelter, Stay


def residents_shown_to(membership: Membership) -> QuerySet[Case]:
    """Cases whose stay the board may name to this member: visible ones, where the role reads section I."""
    if section_access(membership, Section.STAY) < Access.LIMITED:
        return Case.objects.none()
    return visible_cases(membership)


def may_log_incident(membership: Membership) -> bool:
    """Who writes about safety, and whoever is on shift in a house."""
    writes = section_access(membership, Section.RISK) == Access.WRITE
    return writes or membership.role == Role.SHELTER_STAFF


def shows_address(membership: Membership, shelter: Shelter) -> bool:
    """Section J: who runs the house, its staff, and whoever has a person living there (domain 7)."""
    if section_access(membership, Section.ADDRESS) < Access.LIMITED:
        return False
    if can(membership, Act.MANAGE_SHELTERS) or membership.role == Role.SHELTER_STAFF:
        return True
    return Stay.objects.open().filter(bed__shelter=shelter, case__in=visible_cases(membership)).exists()
