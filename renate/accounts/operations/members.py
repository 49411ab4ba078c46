"""Members: invited, given a role, switched off. Nobody changes their own seat (domain 7 rule 12)."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse

from renate import audit
from renate.accounts.models import Invitation, Membership, User
from renate.accounts.operations.demands import MemberError, check_last_administrator, demand_administrator
from renate.accounts.operations.leaving import end_sessions, leaving_blockers
from renate.accounts.operations.organisations import role_group
from renate.accounts.roles import ACTS, Act, Role
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.tenancy import scope

INVITATION_DAYS = 7
_SALT = "renate.invitation"


class InvitationError(RuleError):
    """The invitation can't be made or accepted."""


@transaction.atomic
def add_member(*, user: User, role: str, job_title: str = "") -> Membership:
    """Seat a person in the organisation in scope, with the grants of the role."""
    membership = Membership(user=user, role=role, job_title=job_title)
    membership.full_clean()
    membership.save()
    user.groups.add(role_group(membership.organisation, role))
    audit.record("member.added", on=membership, role=role)
    return membership


@transaction.atomic
def invite_member(*, by: Membership, email: str, full_name: str, role: str) -> Invitation:
    """Invite a person by e-mail; the link holds for seven days. Raises MemberError, InvitationError."""
    demand_administrator(by)
    invitation = _invite(email, full_name, role)
    transaction.on_commit(lambda: _mail(invitation))
    return invitation


@transaction.atomic
def invite_first_administrator(*, email: str, full_name: str) -> str:
    """The address by which the first administrator of the organisation in scope comes in; no mail is sent.

    For who runs the machine, not for members. Raises InvitationError where an administrator is there.
    """
    if Membership.objects.active().filter(role=Role.ADMIN).exists():
        raise InvitationError("There is an administrator already, who can invite others.")
    return invitation_address(_invite(email, full_name, Role.ADMIN))


def _invite(email: str, full_name: str, role: str) -> Invitation:
    email = email.strip().lower()
    if Membership.objects.active().filter(user__email=email).exists():
        raise InvitationError("This person is a member already.", field="email")
    Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=clock.now()
    )
    invitation = Invitation(
        email=email, full_name=full_name, role=role, expires_at=clock.now() + timedelta(days=INVITATION_DAYS)
    )
    invitation.full_clean()
    invitation.save()
    audit.record("member.invited", on=invitation, role=role)
    return invitation


def invitation_address(invitation: Invitation) -> str:
    """Where the person follows the invitation: once, and for seven days."""
    return settings.PUBLIC_URL.rstrip("/") + reverse(
        "accounts:invitation_accept", args=[invitation_token(invitation)]
    )


def _mail(invitation: Invitation) -> None:
    address = invitation_address(invitation)
    send_mail(
        subject="Your invitation",
        message=f"You are invited to work with us.\n\nOpen within {INVITATION_DAYS} days:\n{address}\n",
        from_email=None,
        recipient_list=[invitation.email],
    )


def invitation_token(invitation: Invitation) -> str:
    """The signed text in the link: which organisation, which invitation."""
    return signing.dumps([invitation.organisation_id, invitation.public_id], salt=_SALT)


def open_invitation(token: str) -> Invitation:
    """The invitation behind a link. Raises InvitationError when it is used, withdrawn, expired or forged."""
    try:
        organisation_id, ref = signing.loads(token, salt=_SALT, max_age=INVITATION_DAYS * 86_400)
    except signing.BadSignature:
        raise InvitationError("This invitation is no longer valid.") from None
    with scope.enter(organisation=organisation_id):
        invitation = (
            Invitation.objects.select_related("organisation")
            .filter(public_id=ref, accepted_at=None, withdrawn_at=None, expires_at__gt=clock.now())
            .first()
        )
    if invitation is None:
        raise InvitationError("This invitation is no longer valid.")
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, full_name: str, password: str) -> Membership:
    """Make the account (or use the one with this address) and the seat. Raises InvitationError."""
    invitation = open_invitation(token)
    with scope.enter(organisation=invitation.organisation_id):
        _use_up(invitation)
    user = _account_for(invitation, full_name, password)
    with scope.enter(organisation=invitation.organisation_id, user=user):
        former = Membership.objects.filter(user=user).first()
        if former is None:
            return add_member(user=user, role=invitation.role)
        former.is_active, former.ended_at, former.suspended_at = True, None, None
        _set_role(former, invitation.role)
        audit.record("member.added", on=former, role=invitation.role)
        return former


def _use_up(invitation: Invitation) -> None:
    # Conditional, so that of two who follow the link at once only one gets in.
    open_ones = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if not open_ones.update(accepted_at=clock.now()):
        raise InvitationError("This invitation is no longer valid.")


def _account_for(invitation: Invitation, full_name: str, password: str) -> User:
    user = User.objects.filter(email=invitation.email).first()
    if user is not None:
        if not user.check_password(password):
            raise InvitationError("You have an account already: give its password.", field="password")
        return user
    user = User(email=invitation.email, full_name=full_name)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InvitationError(error.messages, field="password") from None
    user.set_password(password)
    user.save()
    return user


@transaction.atomic
def change_role(*, by: Membership, member: Membership, role: str) -> Membership:
    """Give another role. Nobody may do this for themselves. Raises MemberError."""
    demand_administrator(by)
    if by.pk == member.pk:
        raise MemberError("You can't change your own role: ask another administrator.", field="role")
    if role not in Role.values:
        raise MemberError("Choose a role from the list.", field="role")
    if not member.is_active:
        raise MemberError("This member is switched off.")
    if Act.MANAGE_MEMBERS not in ACTS[role]:
        check_last_administrator(member)
    before = member.role
    if Act.CLOSE_CASE in ACTS[before] and Act.CLOSE_CASE not in ACTS[role]:
        # Whoever manages no cases any more can't leave theirs behind.
        reasons = leaving_blockers(member)
        if reasons:
            raise MemberError(reasons, field="role")
    _set_role(member, role)
    audit.record("member.role_changed", on=member, role=role, before=before)
    transaction.on_commit(lambda: end_sessions(member.user))
    return member


def _set_role(member: Membership, role: str) -> Membership:
    member.user.groups.remove(role_group(member.organisation, member.role))
    member.role = role
    member.full_clean()
    member.save()
    if member.is_active:
        member.user.groups.add(role_group(member.organisation, role))
    return member


@transaction.atomic
def withdraw_invitation(*, by: Membership, invitation: Invitation) -> None:
    """Make an invitation void. Raises MemberError."""
    demand_administrator(by)
    invitation.withdrawn_at = clock.now()
    invitation.save()
    audit.record("member.invitation_withdrawn", on=invitation)
