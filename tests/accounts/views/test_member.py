"""The members pages: the administrator's, and nobody else's."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from renate.accounts.models import Invitation, Membership
from renate.accounts.roles import Role
from renate.tenancy import scope

SignIn = Callable[[Membership], Client]
LIST = "/settings/members/"
INVITE = "/settings/members/invite/"
LIST_QUERIES = 8


@pytest.fixture
def browser(admin: Membership, as_member: SignIn) -> Client:
    return as_member(admin)


def _reread(member: Membership) -> Membership:
    with scope.enter(organisation=member.organisation_id):
        return Membership.objects.get(pk=member.pk)


def test_the_list_shows_members_of_ones_own_organisation_only(
    browser: Client, worker: Membership, former_worker: Membership, stranger: Membership
) -> None:
    page = browser.get(LIST).content.decode()

    assert worker.user.email in page
    assert former_worker.user.email in page
    assert "Left" in page
    assert stranger.user.email not in page


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.COORDINATOR, Role.OFFICER, Role.DIRECTOR])
def test_the_members_pages_are_not_there_for_other_roles(
    cast: Callable[..., Membership], as_member: SignIn, role: str
) -> None:
    browser = as_member(cast(role))

    assert browser.get(LIST).status_code == 404
    assert browser.post(INVITE, {"email": "x@example.org", "full_name": "X", "role": role}).status_code == 404


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_many(
    browser: Client, cast: Callable[..., Membership], django_assert_num_queries: Callable
) -> None:
    browser.get(LIST)

    with django_assert_num_queries(LIST_QUERIES):
        browser.get(LIST)
    for _ in range(2):
        cast(Role.CASE_MANAGER)
    with django_assert_num_queries(LIST_QUERIES):
        browser.get(LIST)


def test_an_invitation_is_sent_and_shown_as_waiting(
    browser: Client, django_capture_on_commit_callbacks: Callable
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(
            INVITE, {"email": "New@Example.org", "full_name": "Ilir Dushku", "role": Role.CASE_MANAGER}
        )

    assert answer.status_code == 302
    assert [message.to for message in mail.outbox] == [["new@example.org"]]
    assert "Ilir Dushku" not in mail.outbox[0].body + mail.outbox[0].subject
    assert "Waiting for an answer" in browser.get(LIST).content.decode()


def test_a_refused_invitation_keeps_what_was_typed(browser: Client, worker: Membership) -> None:
    answer = browser.post(
        INVITE, {"email": worker.user.email, "full_name": "Đorđe", "role": Role.CASE_MANAGER}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This person is a member already." in page
    assert 'value="Đorđe"' in page


def test_a_role_can_be_changed_but_not_ones_own(
    browser: Client, admin: Membership, worker: Membership
) -> None:
    browser.post(f"/settings/members/{worker.public_id}/role/", {"role": Role.COORDINATOR})
    own = browser.post(f"/settings/members/{admin.public_id}/role/", {"role": Role.COORDINATOR})

    assert _reread(worker).role == Role.COORDINATOR
    assert own.status_code == 422
    assert _reread(admin).role == Role.ADMIN


def test_the_secretariats_role_is_not_offered_to_members(browser: Client, worker: Membership) -> None:
    answer = browser.post(f"/settings/members/{worker.public_id}/role/", {"role": Role.SECRETARIAT})

    assert answer.status_code == 422
    assert _reread(worker).role == Role.CASE_MANAGER


def test_switching_off_asks_first_and_then_ends_the_seat(
    browser: Client, worker: Membership, as_member: SignIn
) -> None:
    address = f"/settings/members/{worker.public_id}/deactivate/"

    asked = browser.get(address)
    assert asked.status_code == 200
    assert _reread(worker).is_active

    assert browser.post(address).status_code == 302
    assert not _reread(worker).is_active
    assert browser.get(address).status_code == 404


@pytest.mark.parametrize("what", ["role", "deactivate"])
def test_a_member_of_another_organisation_is_not_found(
    browser: Client, stranger: Membership, what: str
) -> None:
    address = f"/settings/members/{stranger.public_id}/{what}/"

    assert browser.get(address).status_code == 404
    assert browser.post(address, {"role": Role.OFFICER}).status_code == 404
    assert _reread(stranger).role == Role.CASE_MANAGER


def test_a_withdrawn_invitation_opens_nothing(
    browser: Client, organisation: object, django_capture_on_commit_callbacks: Callable
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(INVITE, {"email": "new@example.org", "full_name": "Ilir", "role": Role.CASE_MANAGER})
    link = urlsplit(mail.outbox[0].body.split("\n\n")[-1].split()[0]).path
    with scope.enter(organisation=organisation):
        ref = Invitation.objects.get().public_id

    browser.post(reverse("accounts:invitation_withdraw", args=[ref]))

    assert Client().get(link).status_code == 404
