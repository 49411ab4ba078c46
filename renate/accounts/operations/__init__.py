"""Named changes to organisations and who works there."""

from renate.accounts.operations.demands import MemberError
from renate.accounts.operations.leaving import deactivate_member, restore_member, suspend_member
from renate.accounts.operations.members import (
    InvitationError,
    accept_invitation,
    add_member,
    change_role,
    invite_first_administrator,
    invite_member,
    open_invitation,
    withdraw_invitation,
)
from renate.accounts.operations.organisations import (
    OrganisationError,
    forget_organisation,
    open_organisation,
    restore_organisation,
    role_group,
    suspend_organisation,
)
from renate.accounts.operations.settings import SettingsError, change_settings
from renate.accounts.sessions import switch_organisation

__all__ = [
    "InvitationError",
    "MemberError",
    "OrganisationError",
    "SettingsError",
    "accept_invitation",
    "add_member",
    "change_role",
    "change_settings",
    "deactivate_member",
    "forget_organisation",
    "invite_first_administrator",
    "invite_member",
    "open_invitation",
    "open_organisation",
    "restore_member",
    "restore_organisation",
    "role_group",
    "suspend_member",
    "suspend_organisation",
    "switch_organisation",
    "withdraw_invitation",
]
