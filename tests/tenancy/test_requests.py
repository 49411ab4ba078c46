"""A web request works in one organisation and one transaction, down to the last rendered byte."""

from collections.abc import Callable

import pytest
from django.test import Client

from renate.accounts.models import Invitation, Membership
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories.accounts import MembershipFactory

pytestmark = [pytest.mark.urls("tests.tenancy.pages"), pytest.mark.django_db]

Browser = Callable[[Membership], Client]


def _invitations(organisation: Organisation) -> int:
    with scope.enter(organisation=organisation):
        return Invitation.objects.count()


def test_a_request_works_in_the_organisation_of_the_session(worker: Membership, as_member: Browser) -> None:
    response = as_member(worker).get("/here/")

    assert response.content.decode() == str(worker.organisation_id)


def test_an_anonymous_request_works_in_none(worker: Membership) -> None:
    assert Client().get("/here/").content == b"None"


def test_after_a_request_no_scope_is_left(worker: Membership, as_member: Browser) -> None:
    as_member(worker).get("/here/")

    assert scope.current_or_none() is None


def test_a_request_that_succeeds_leaves_its_row(worker: Membership, as_member: Browser) -> None:
    as_member(worker).post("/write/")

    assert _invitations(worker.organisation) == 1


@pytest.mark.parametrize("path", ["/write-and-fail/", "/write-and-refuse/"])
def test_a_request_that_fails_leaves_no_row(worker: Membership, as_member: Browser, path: str) -> None:
    client = as_member(worker)
    client.raise_request_exception = False

    response = client.post(path)

    assert response.status_code >= 500
    assert _invitations(worker.organisation) == 0


def test_a_page_rendered_late_still_reads_its_own_organisation(
    worker: Membership, stranger: Membership, as_member: Browser
) -> None:
    as_member(worker).post("/write/")

    assert as_member(worker).get("/lazy/").content == b"somebody@example.org;"
    assert as_member(stranger).get("/lazy/").content == b""


def test_a_session_that_names_a_foreign_organisation_gets_no_seat_there(
    worker: Membership, other_organisation: Organisation, as_member: Browser
) -> None:
    client = as_member(worker)
    session = client.session
    session["organisation"] = other_organisation.pk
    session.save()

    assert client.get("/here/").content == b"None"
    assert client.get("/here/").content == str(worker.organisation_id).encode()


def test_a_member_who_was_switched_off_gets_no_seat(worker: Membership, as_member: Browser) -> None:
    client = as_member(worker)
    with scope.enter(organisation=worker.organisation):
        Membership.objects.filter(pk=worker.pk).update(is_active=False)

    assert client.get("/here/").content == b"None"


def test_an_organisation_that_was_closed_gives_no_seat(worker: Membership, as_member: Browser) -> None:
    with scope.enter(organisation=worker.organisation):
        Organisation.objects.filter(pk=worker.organisation_id).update(is_active=False)

    assert as_member(worker).get("/here/").content == b"None"


def test_at_sign_in_the_first_of_ones_organisations_is_taken(
    worker: Membership, other_organisation: Organisation
) -> None:
    with scope.enter(organisation=other_organisation):
        MembershipFactory(user=worker.user)
    client = Client()
    client.force_login(worker.user, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get("/here/").content == str(worker.organisation_id).encode()


def test_a_private_page_is_not_stored(worker: Membership, as_member: Browser) -> None:
    response = as_member(worker).get("/here/")

    assert "no-store" in response["Cache-Control"]
