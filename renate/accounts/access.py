"""What a member may do: asked here by pages, API, tasks and documents alike."""

from guardian.core import ObjectPermissionChecker

from renate.accounts.models import Membership
from renate.accounts.roles import Access, Act
from renate.accounts.roles import section_access as _section_access


def acts_of(membership: Membership) -> frozenset[str]:
    """The acts granted to the member on the organisation, by guardian; asked once per request."""
    found = membership.__dict__.get("_acts")
    if found is None:
        if not membership.is_active:
            found = frozenset()
        else:
            checker = ObjectPermissionChecker(membership.user)
            found = frozenset(checker.get_perms(membership.organisation))
        membership.__dict__["_acts"] = found
    return found


def can(membership: Membership | None, act: Act | str) -> bool:
    """Whether the member may do `act` in the organisation."""
    return membership is not None and str(act) in acts_of(membership)


def section_access(membership: Membership, section: str) -> Access:
    """How much of a section the member's role opens, of a case the member may see at all."""
    return _section_access(membership.role, section) if membership.is_active else Access.NONE
