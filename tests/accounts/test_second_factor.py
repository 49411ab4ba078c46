"""Where a second factor is asked for, nothing but setting one up is reachable without it."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from renate.accounts.adapters import MFAAdapter
from renate.accounts.models import Membership
from renate.kit.crypto import SealBroken
from renate.tenancy import scope
from renate.tenancy.models import OrganisationSettings

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(worker: Membership, as_member) -> Client:
    found: Client = as_member(worker)
    return found


def _ask_for_it(worker: Membership) -> None:
    with scope.enter(organisation=worker.organisation):
        OrganisationSettings.objects.update(require_second_factor=True)


def _is_stopped(client: Client, path: str = "/cases/") -> bool:
    response = client.get(path)
    return response.status_code == 302 and response["Location"] == "/account/second-step/"


def test_where_nobody_asks_one_works_without_it(client: Client) -> None:
    assert not _is_stopped(client)


@pytest.mark.parametrize("path", ["/", "/cases/", "/cases/new/", "/accounting/", "/nowhere/"])
def test_where_the_organisation_asks_one_gets_nowhere_without_it(
    client: Client, worker: Membership, path: str
) -> None:
    _ask_for_it(worker)

    assert _is_stopped(client, path)


def test_the_interface_says_no_in_its_own_way(client: Client, worker: Membership) -> None:
    _ask_for_it(worker)

    answer = client.get("/api/v1/cases/")

    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert answer.json()["detail"] == "Set up a second factor first."


def test_where_the_installation_asks_no_organisation_can_do_without(client: Client, settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True

    assert _is_stopped(client)


def test_an_organisation_without_an_answer_asks_for_it(client: Client, worker: Membership) -> None:
    with scope.enter(organisation=worker.organisation):
        OrganisationSettings.objects.all().delete()

    assert _is_stopped(client)


def test_who_has_one_works(client: Client, worker: Membership) -> None:
    _ask_for_it(worker)
    Authenticator.objects.create(user=worker.user, type=Authenticator.Type.TOTP, data={})

    assert not _is_stopped(client)


def test_a_failure_in_the_check_lets_nobody_through(
    client: Client, worker: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ask_for_it(worker)
    monkeypatch.setattr(MFAAdapter, "is_mfa_enabled", lambda *args, **kwargs: 1 / 0)
    client.raise_request_exception = False

    assert client.get("/cases/").status_code == 500


def test_setting_one_up_and_signing_out_stay_reachable(client: Client, worker: Membership) -> None:
    _ask_for_it(worker)

    assert client.get("/account/second-step/").status_code == 200
    assert client.get("/account/logout/").status_code in (200, 302)


def test_its_secret_is_sealed() -> None:
    adapter = MFAAdapter()

    sealed = adapter.encrypt("JBSWY3DPEHPK3PXP")

    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert adapter.decrypt(sealed) == "JBSWY3DPEHPK3PXP"
    with pytest.raises(SealBroken):
        adapter.decrypt(sealed[:-2] + ("00" if sealed[-2:] != "00" else "11"))
