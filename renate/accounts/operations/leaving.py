"""Leaving: kept out at once, cases handed over, then switched off for good (domain 7, rule 9)."""

from collections.abc import Callable

from django.contrib.sessions.models import Session
from django.db import transaction

from renate import audit
from renate.accounts.models import ApiToken, Membership, User
from renate.accounts.operations.demands import MemberError, check_last_administrator, demand_administrator
from renate.accounts.operations.organisations import role_group
from renate.kit import clock

Blocker = Callable[[Membership], str | None]
_blockers: list[Blocker] = []
# Upper apps: (member) when somebody is kept out with work left; (member, by) when they left.
on_member_kept_out: list[Callable[[Membership], None]] = []
on_member_left: list[Callable[[Membership, Membership], None]] = []


def register_leaving_blocker(blocker: Blocker) -> None:
    """Let an upper app say why a member can't leave yet: `blocker(member) -> str | None`."""
    if blocker not in _blockers:
        _blockers.append(blocker)


def leaving_blockers(member: Membership) -> list[str]:
    """The reasons why the member can't be switched off yet."""
    return [reason for blocker in _blockers if (reason := blocker(member))]


@transaction.atomic
def suspend_member(*, by: Membership, member: Membership) -> Membership:
    """Keep a member out from this moment, whatever work is left; it can be undone. Raises MemberError."""
    demand_administrator(by)
    if by.pk == member.pk:
        raise MemberError("You can't switch yourself off: ask another administrator.")
    if not member.is_active:
        raise MemberError("This member is switched off already.")
    check_last_administrator(member)
    member.is_active, member.suspended_at = False, clock.now()
    member.save()
    _shut_out(member)
    audit.record("member.suspended", on=member)
    for hook in on_member_kept_out:
        hook(member)
    return member


@transaction.atomic
def restore_member(*, by: Membership, member: Membership) -> Membership:
    """Let a suspended member in again, in the same role. Raises MemberError."""
    demand_administrator(by)
    if by.pk == member.pk or member.is_active or member.suspended_at is None:
        raise MemberError("This member is not suspended.")
    member.is_active, member.suspended_at = True, None
    member.save()
    member.user.groups.add(role_group(member.organisation, member.role))
    audit.record("member.restored", on=member)
    return member


@transaction.atomic
def deactivate_member(*, by: Membership, member: Membership) -> Membership:
    """Switch a member off for good: sessions, keys, grants end. Their cases are in other hands before.

    Raises MemberError.
    """
    demand_administrator(by)
    if by.pk == member.pk:
        raise MemberError("You can't switch yourself off: ask another administrator.")
    check_last_administrator(member)
    reasons = leaving_blockers(member)
    if reasons:
        raise MemberError(reasons)
    member.is_active, member.ended_at, member.suspended_at = False, clock.now(), None
    member.save()
    _shut_out(member)
    for hook in on_member_left:
        hook(member, by)
    audit.record("member.deactivated", on=member)
    return member


def end_sessions(user: User) -> None:
    """End every session of a person, in all browsers."""
    for session in Session.objects.filter(expire_date__gt=clock.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def _shut_out(member: Membership) -> None:
    member.user.groups.remove(role_group(member.organisation, member.role))
    ApiToken.objects.filter(membership=member, ended_at=None).update(ended_at=clock.now())
    transaction.on_commit(lambda: end_sessions(member.user))
