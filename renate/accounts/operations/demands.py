"""What every change to members asks first."""

from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit.errors import RuleError
from renate.tenancy.models import OrganisationSettings


class MemberError(RuleError):
    """The change to a member is not allowed."""


def demand_administrator(by: Membership) -> None:
    """Raise unless the member manages members."""
    if not can(by, Act.MANAGE_MEMBERS):
        raise MemberError("You may not manage members.")


def check_last_administrator(member: Membership) -> None:
    """Raise when nobody would be left to manage members; of two at once, the second waits and is refused."""
    # The one settings row stands for the organisation: administrators who switch each other off come in turn.
    OrganisationSettings.objects.select_for_update().get()
    others = Membership.objects.with_act(Act.MANAGE_MEMBERS).exclude(pk=member.pk)
    is_one = Membership.objects.with_act(Act.MANAGE_MEMBERS).filter(pk=member.pk).exists()
    if is_one and not others.exists():
        raise MemberError("This is the last administrator: invite another one first.")
