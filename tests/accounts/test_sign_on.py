"""Sign-on through an organisation's own provider, against one inside this process."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from renate.accounts import sign_on
from renate.accounts.models import Membership, User
from renate.accounts.operations import suspend_member
from renate.tenancy import scope
from tests.factories.accounts import MembershipFactory

pytestmark = pytest.mark.django_db
HOUSE = "https://id.example"
LOGIN = "/account/sign-on/oidc/harbour/login/"


class Answer:
    """What the client library reads of a response."""

    def __init__(self, body: dict[str, Any]) -> None:
        self.body, self.status_code, self.content = body, 200, json.dumps(body).encode()
        self.headers = {"content-type": "application/json"}

    def json(self) -> dict[str, Any]:
        return self.body

    def raise_for_status(self) -> None: ...


class Provider:
    """Answers discovery, tokens and user information; `claims` is whom it vouches for."""

    def __init__(self, **claims: Any) -> None:
        self.claims = {"sub": "s-1", **claims}

    def __enter__(self) -> "Provider":
        return self

    def __exit__(self, *args: object) -> None: ...

    def get(self, url: str, **kwargs: Any) -> Answer:
        if url.endswith("openid-configuration"):
            paths = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            found = {f"{name}_endpoint": f"{HOUSE}/{path}" for name, path in paths.items()}
            return Answer(found | {"issuer": HOUSE, "jwks_uri": f"{HOUSE}/keys"})
        return Answer(self.claims)

    def request(self, method: str, url: str, **kwargs: Any) -> Answer:
        token = jwt.encode({"iss": HOUSE, "aud": "renate", "exp": 4_102_444_800, **self.claims}, "k" * 32)
        return Answer({"access_token": "a", "token_type": "Bearer", "id_token": token})


@pytest.fixture
def signs_on(settings, monkeypatch, worker: Membership):
    app = {"server_url": HOUSE, "organisation": worker.organisation.public_id}
    names = {"provider_id": "harbour", "name": "Harbour", "client_id": "renate", "secret": "x"}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [{**names, "settings": app}]}
    }

    def as_(browser: Client, **claims: Any) -> Any:
        monkeypatch.setattr(sign_on.SignOnAdapter, "get_requests_session", lambda self: Provider(**claims))
        asked = urlsplit(browser.post(LOGIN)["Location"])
        state = parse_qs(asked.query)["state"][0]
        return browser.get(f"{LOGIN}callback/", {"code": "c", "state": state})

    return as_


def test_a_member_comes_in_by_a_checked_address_and_then_by_subject(signs_on, worker: Membership) -> None:
    email = worker.user.email
    first = signs_on(Client(), email=email, email_verified=True, name="Somebody Else")
    again = signs_on(browser := Client(), email="other@example.org", email_verified=False)

    assert (first["Location"], again["Location"]) == ("/", "/")
    assert browser.get("/cases/").status_code == 200
    kept = SocialAccount.objects.get()
    assert (kept.user, kept.uid, kept.extra_data) == (worker.user, "s-1", {})
    assert not SocialToken.objects.exists()


@pytest.mark.parametrize("claims", [{"email_verified": False}, {}])
def test_an_address_that_nobody_checked_opens_nothing(signs_on, worker: Membership, claims) -> None:
    answer = signs_on(browser := Client(), email=worker.user.email, **claims)

    assert answer.status_code == 403
    assert browser.get("/cases/")["Location"].startswith("/account/login/")


def test_nobody_gets_an_account_or_a_seat_this_way(
    signs_on, worker: Membership, admin: Membership, stranger: Membership
) -> None:
    before = User.objects.count()
    unknown = signs_on(Client(), email="new@example.org", email_verified=True)
    foreign = signs_on(Client(), email=stranger.user.email, email_verified=True)
    with scope.enter(organisation=admin.organisation_id, user=admin.user_id):
        suspend_member(by=admin, member=worker)
    kept_out = signs_on(Client(), email=worker.user.email, email_verified=True)

    assert {unknown.status_code, foreign.status_code, kept_out.status_code} == {403}
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_such_a_session_stays_in_the_providers_organisation(
    signs_on, worker: Membership, other_organisation, as_member
) -> None:
    with scope.enter(organisation=other_organisation):
        MembershipFactory(user=worker.user)
    signs_on(browser := Client(), email=worker.user.email, email_verified=True)
    switch = {"organisation": other_organisation.public_id}

    assert browser.post("/account/organisation/", switch).status_code == 404
    assert other_organisation.name not in browser.get("/account/").content.decode()
    assert as_member(worker).post("/account/organisation/", switch).status_code == 302


def test_the_second_step_is_asked_all_the_same(signs_on, worker: Membership) -> None:
    Authenticator.objects.create(user=worker.user, type=Authenticator.Type.TOTP, data={"secret": "00"})

    answer = signs_on(browser := Client(), email=worker.user.email, email_verified=True)

    assert answer["Location"].startswith("/account/second-step/authenticate/")
    assert browser.get("/cases/")["Location"].startswith("/account/login/")
