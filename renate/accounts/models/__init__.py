"""Users, their memberships and invitations, grants that guardian reads, approvals, keys of programs."""

from renate.accounts.models.approvals import ApprovalRequest
from renate.accounts.models.grants import GroupGrant, OrganisationGroupGrant, OrganisationUserGrant, UserGrant
from renate.accounts.models.held import HeldForm
from renate.accounts.models.membership import Invitation, Membership
from renate.accounts.models.tokens import ApiToken
from renate.accounts.models.user import User

__all__ = [
    "ApiToken",
    "ApprovalRequest",
    "GroupGrant",
    "HeldForm",
    "Invitation",
    "Membership",
    "OrganisationGroupGrant",
    "OrganisationUserGrant",
    "User",
    "UserGrant",
]
