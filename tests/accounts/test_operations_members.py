"""Members are invited, seated, given roles and switched off, by administrators and never by themselves."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client

from renate import audit
from renate.accounts import operations
from renate.accounts.access import can
from renate.accounts.models import Invitation, Membership, User
from renate.accounts.operations import InvitationError, MemberError
from renate.accounts.operations.members import invitation_token
from renate.accounts.roles import Act, Role
from renate.kit import clock
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories.accounts import MembershipFactory, UserFactory

PASSWORD = "a-lamp-on-the-quay"


@pytest.fixture
def invitation(admin: Membership) -> Invitation:
    with scope.enter(organisation=admin.organisation, user=admin.user):
        return operations.invite_member(
            by=admin, email=" New.Colleague@Example.org ", full_name="New Colleague", role=Role.DEPUTY
        )


def _accept(invitation: Invitation, **changes: Any) -> Membership:
    details = {"token": invitation_token(invitation), "full_name": "Ana", "password": PASSWORD}
    return operations.accept_invitation(**details | changes)


# invitations


def test_an_invitation_is_mailed_with_a_link_and_nothing_telling(
    admin: Membership, mailoutbox: list, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True), scope.enter(organisation=admin.organisation):
        operations.invite_member(by=admin, email="ana@example.org", full_name="Ana Berisha", role=Role.DEPUTY)

    [mail] = mailoutbox
    assert mail.to == ["ana@example.org"]
    assert "/account/invitation/" in mail.body
    text = (mail.subject + mail.body).lower()
    assert all(word not in text for word in ("berisha", "traffick", "shelter", "victim", "harbour"))


def test_an_accepted_invitation_makes_account_and_seat(invitation: Invitation) -> None:
    member = _accept(invitation)

    assert (member.user.email, member.role) == ("new.colleague@example.org", Role.DEPUTY)
    assert member.user.check_password(PASSWORD)
    with scope.enter(organisation=member.organisation):
        assert can(member, Act.WORK_CASES)


def test_an_invitation_is_good_for_one_acceptance(invitation: Invitation) -> None:
    _accept(invitation)

    with pytest.raises(InvitationError):
        _accept(invitation, password="another-lamp-on-it")


def test_of_two_who_opened_the_link_at_once_one_gets_in(
    invitation: Invitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    _accept(invitation)
    monkeypatch.setattr(operations.members, "open_invitation", lambda token: invitation)

    with pytest.raises(InvitationError):
        _accept(invitation)


def test_an_invitation_runs_out_after_seven_days(invitation: Invitation) -> None:
    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1)), pytest.raises(InvitationError):
        _accept(invitation)


def test_a_withdrawn_invitation_is_void(invitation: Invitation, admin: Membership) -> None:
    with scope.enter(organisation=admin.organisation):
        operations.withdraw_invitation(by=admin, invitation=invitation)

    with pytest.raises(InvitationError):
        _accept(invitation)


def test_inviting_again_makes_the_older_link_void(invitation: Invitation, admin: Membership) -> None:
    with scope.enter(organisation=admin.organisation):
        newer = operations.invite_member(
            by=admin, email=invitation.email, full_name="Ana", role=Role.COORDINATOR
        )

    with pytest.raises(InvitationError):
        _accept(invitation)
    assert _accept(newer).role == Role.COORDINATOR


@pytest.mark.parametrize("token", ["", "x", "WzEsIjEyMyJd:1abcde:forged"])
def test_a_forged_link_is_void(db: None, token: str) -> None:
    with pytest.raises(InvitationError):
        operations.open_invitation(token)


def test_a_link_signed_for_something_else_is_void(invitation: Invitation) -> None:
    token = signing.dumps([invitation.organisation_id, invitation.public_id], salt="another.salt")

    with pytest.raises(InvitationError):
        operations.open_invitation(token)


def test_a_link_does_not_open_the_invitation_of_another_organisation(
    invitation: Invitation, other_organisation: Organisation
) -> None:
    moved = signing.dumps([other_organisation.pk, invitation.public_id], salt="renate.invitation")

    with pytest.raises(InvitationError):
        operations.open_invitation(moved)


def test_a_weak_password_is_refused_and_the_link_stays_good(invitation: Invitation) -> None:
    with pytest.raises(InvitationError) as refusal:
        _accept(invitation, password="password1234")

    assert refusal.value.field == "password"
    assert _accept(invitation).is_active


def test_who_has_an_account_gives_its_password(invitation: Invitation) -> None:
    user = UserFactory(email=invitation.email)
    user.set_password("their-older-password")
    user.save()

    with pytest.raises(InvitationError):
        _accept(invitation, password="somebody-elses-guess")
    member = _accept(invitation, password="their-older-password")

    assert member.user == user
    assert User.objects.filter(email=invitation.email).count() == 1


def test_who_comes_back_takes_the_former_seat_in_the_new_role(invitation: Invitation) -> None:
    first = _accept(invitation)
    with scope.enter(organisation=first.organisation):
        admin = MembershipFactory(role=Role.ADMIN)
        operations.deactivate_member(by=admin, member=first)
        again = operations.invite_member(by=admin, email=first.user.email, full_name="Ana", role=Role.LEGAL)

    back = _accept(again)

    assert (back.pk, back.role, back.is_active, back.ended_at) == (first.pk, Role.LEGAL, True, None)
    with scope.enter(organisation=first.organisation):
        newest = audit.own_events(ref=back.public_id, limit=1)
        assert [event.action for event in newest] == ["member.added"]


def test_a_member_is_not_invited_again(admin: Membership, worker: Membership) -> None:
    with scope.enter(organisation=admin.organisation), pytest.raises(InvitationError):
        operations.invite_member(by=admin, email=worker.user.email.upper(), full_name="x", role=Role.DEPUTY)


# roles


def test_an_administrator_gives_another_role(admin: Membership, worker: Membership) -> None:
    with scope.enter(organisation=admin.organisation):
        operations.change_role(by=admin, member=worker, role=Role.COORDINATOR)
        fresh = Membership.objects.get(pk=worker.pk)

        assert can(fresh, Act.ASSIGN_CASE)
        assert not can(fresh, Act.WORK_CASES)


def test_nobody_changes_their_own_role(admin: Membership) -> None:
    with scope.enter(organisation=admin.organisation), pytest.raises(MemberError):
        operations.change_role(by=admin, member=admin, role=Role.DIRECTOR)

    assert admin.role == Role.ADMIN


def test_nobody_switches_themselves_off(admin: Membership) -> None:
    with scope.enter(organisation=admin.organisation), pytest.raises(MemberError):
        operations.deactivate_member(by=admin, member=admin)


def test_a_role_that_is_none_is_refused(admin: Membership, worker: Membership) -> None:
    with scope.enter(organisation=admin.organisation), pytest.raises(MemberError):
        operations.change_role(by=admin, member=worker, role="superuser")


@pytest.mark.parametrize("role", sorted(set(Role.values) - {Role.ADMIN}))
def test_other_roles_manage_no_members(organisation: Organisation, worker: Membership, role: str) -> None:
    with scope.enter(organisation=organisation):
        by = MembershipFactory(role=role)

        with pytest.raises(MemberError):
            operations.change_role(by=by, member=worker, role=Role.ADMIN)
        with pytest.raises(MemberError):
            operations.deactivate_member(by=by, member=worker)
        with pytest.raises(MemberError):
            operations.invite_member(by=by, email="a@example.org", full_name="A", role=Role.ADMIN)


def test_a_member_of_another_organisation_is_out_of_reach(admin: Membership, stranger: Membership) -> None:
    with scope.enter(organisation=admin.organisation), pytest.raises(scope.ScopeError):
        operations.change_role(by=admin, member=stranger, role=Role.ADMIN)


def test_a_former_member_gets_no_new_role(admin: Membership, former_worker: Membership) -> None:
    with scope.enter(organisation=admin.organisation), pytest.raises(MemberError, match="switched off"):
        operations.change_role(by=admin, member=former_worker, role=Role.COORDINATOR)

    assert former_worker.user.groups.count() == 0


# leaving


def test_leaving_ends_every_session_and_every_right(
    admin: Membership, worker: Membership, as_member, django_capture_on_commit_callbacks
) -> None:
    as_member(worker), as_member(worker)
    bystander: Client = as_member(admin)

    with django_capture_on_commit_callbacks(execute=True), scope.enter(organisation=admin.organisation):
        operations.deactivate_member(by=admin, member=worker)

    users = [session.get_decoded()["_auth_user_id"] for session in Session.objects.all()]
    assert users == [str(admin.user_id)]
    assert bystander.session["_auth_user_id"] == str(admin.user_id)
    assert worker.user.groups.count() == 0
    assert (worker.is_active, worker.ended_at is not None) == (False, True)


def test_who_still_has_work_to_hand_over_can_not_leave(
    admin: Membership, worker: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations.leaving, "_blockers", [lambda member: "Hand over two files first."])

    with scope.enter(organisation=admin.organisation), pytest.raises(MemberError, match="two files"):
        operations.deactivate_member(by=admin, member=worker)

    assert worker.is_active


def test_every_change_to_members_is_written_down(admin: Membership, invitation: Invitation) -> None:
    member = _accept(invitation)
    with scope.enter(organisation=admin.organisation, user=admin.user):
        operations.change_role(by=admin, member=member, role=Role.LEGAL)
        operations.deactivate_member(by=admin, member=member)
        events = [(event.action, event.actor_id) for event in audit.own_events(ref=member.public_id)]

    assert events == [
        ("member.deactivated", admin.user_id),
        ("member.role_changed", admin.user_id),
        ("member.added", member.user_id),
    ]
