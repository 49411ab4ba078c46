"""The page behind an invitation's link."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from renate.accounts.models import Invitation, Membership, User
from renate.accounts.operations import invite_member
from renate.accounts.operations.members import invitation_token
from renate.accounts.roles import Role
from renate.tenancy import scope

PASSWORD = "seven-boats-at-dusk"


@pytest.fixture
def invitation(admin: Membership) -> Invitation:
    with scope.enter(organisation=admin.organisation_id, user=admin.user):
        return invite_member(by=admin, email="new@example.org", full_name="Ilir", role=Role.COORDINATOR)


@pytest.fixture
def link(invitation: Invitation) -> str:
    return reverse("accounts:invitation_accept", args=[invitation_token(invitation)])


def _answers(password: str = PASSWORD, again: str = PASSWORD) -> dict[str, str]:
    return {"full_name": "Ilir Dushku", "password": password, "password_again": again}


def test_accepting_makes_the_account_and_the_seat(link: str, invitation: Invitation) -> None:
    page = Client().get(link).content.decode()
    answer = Client().post(link, _answers())

    assert "Harbour House" in page
    assert answer.headers["Location"] == "/account/login/"
    user = User.objects.get(email="new@example.org")
    assert user.full_name == "Ilir Dushku"
    assert user.check_password(PASSWORD)
    with scope.enter(organisation=invitation.organisation_id):
        assert Membership.objects.get(user=user).role == Role.COORDINATOR


def test_a_link_works_once(link: str) -> None:
    Client().post(link, _answers())

    assert Client().get(link).status_code == 404
    assert Client().post(link, _answers()).status_code == 404


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        (PASSWORD, "seven-boats-at-dawn", "The two passwords are not the same."),
        ("tiny-boat", "tiny-boat", "at least 12 characters"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused_and_the_name_kept(
    link: str, password: str, again: str, said: str
) -> None:
    answer = Client().post(link, _answers(password, again))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="Ilir Dushku"' in page
    assert password not in page
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_forged_link_opens_nothing(link: str) -> None:
    assert Client().get(link[:-3] + "xx/").status_code == 404


def test_who_is_signed_in_is_asked_to_sign_out_first(
    link: str, worker: Membership, as_member: Callable[[Membership], Client]
) -> None:
    answer = as_member(worker).post(link, _answers())

    assert answer.status_code == 409
    assert not User.objects.filter(email="new@example.org").exists()
