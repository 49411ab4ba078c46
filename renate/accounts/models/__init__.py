"""Users, their memberships and invitations, and the grants that guardian reads."""

from renate.accounts.models.grants import GroupGrant, OrganisationGroupGrant, OrganisationUserGrant, UserGrant
from renate.accounts.models.membership import Invitation, Membership
from renate.accounts.models.user import User

__all__ = [
    "GroupGrant",
    "Invitation",
    "Membership",
    "OrganisationGroupGrant",
    "OrganisationUserGrant",
    "User",
    "UserGrant",
]
