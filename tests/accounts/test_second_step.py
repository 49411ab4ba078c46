"""Signing in with a second step: codes of an app, recovery codes; and the list of browsers one is in."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import get_user
from django.core.cache import cache
from django.test import Client

from renate import audit
from renate.accounts.models import Membership
from renate.tenancy import scope
from tests.guards.test_addresses import TELLING

pytestmark = pytest.mark.django_db
PASSWORD = "harbour-lantern-42"
STEP = "/account/second-step/"


def _code(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def _is_in(browser: Client) -> bool:
    return bool(get_user(browser).is_authenticated)  # type: ignore[arg-type]


@pytest.fixture
def member(worker: Membership, as_member: Callable[[Membership], Client]) -> Any:
    """Somebody who set up an app on the page."""
    worker.user.set_password(PASSWORD)
    worker.user.save()
    browser = as_member(worker)
    secret = browser.get(f"{STEP}totp/activate/").context["form"].secret
    browser.post(f"{STEP}totp/activate/", {"code": _code(secret)})
    cache.clear()  # a code serves once, and this one was just used
    return worker.user, secret, browser


def _half_way(user: Any) -> Client:
    browser = Client()
    browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert not _is_in(browser)
    assert browser.get("/cases/")["Location"].startswith("/account/login/")
    return browser


def test_the_password_leads_half_way_and_a_code_of_the_app_opens_once(member: Any) -> None:
    user, secret, _browser = member
    first, second, wrong = _half_way(user), _half_way(user), _half_way(user)
    code = _code(secret)

    first.post(f"{STEP}authenticate/", {"code": code})
    second.post(f"{STEP}authenticate/", {"code": code})
    wrong.post(f"{STEP}authenticate/", {"code": f"{(int(code) + 500_000) % 1_000_000:06}"})

    assert [_is_in(browser) for browser in (first, second, wrong)] == [True, False, False]
    kept = str([*Authenticator.objects.values_list("data", flat=True)])
    assert secret not in kept


def test_a_recovery_code_opens_once(member: Any) -> None:
    user, _secret, _browser = member
    codes = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap()
    code = codes.get_unused_codes()[0]
    first, second = _half_way(user), _half_way(user)

    first.post(f"{STEP}authenticate/", {"code": code})
    second.post(f"{STEP}authenticate/", {"code": code})

    assert [_is_in(browser) for browser in (first, second)] == [True, False]
    assert code not in str([*Authenticator.objects.values_list("data", flat=True)])


def test_browsers_are_listed_and_the_others_are_signed_out(worker: Membership) -> None:
    worker.user.set_password(PASSWORD)
    worker.user.save()
    here, there = Client(), Client()
    for browser in (here, there):
        browser.post("/account/login/", {"login": worker.user.email, "password": PASSWORD})
    assert len(here.get("/account/sessions/").context["sessions"]) == 2

    here.post("/account/sessions/")

    assert [_is_in(browser) for browser in (here, there)] == [True, False]


def test_a_new_password_ends_the_other_sessions_and_the_owner_and_the_log_are_told(
    member: Any, as_member: Any, worker: Membership, mailoutbox: list, django_capture_on_commit_callbacks: Any
) -> None:
    user, _secret, here = member
    there = as_member(worker)

    new = {"oldpassword": PASSWORD, "password1": "seven-boats-at-dusk", "password2": "seven-boats-at-dusk"}
    with django_capture_on_commit_callbacks(execute=True):
        here.post("/account/password/change/", new)

    assert [_is_in(browser) for browser in (here, there)] == [True, False]
    [mail] = mailoutbox
    assert (mail.to, "Your password has been changed" in mail.body) == ([user.email], True)
    assert not TELLING.search(str(mail.message()))
    assert user.full_name not in mail.body
    with scope.enter(organisation=worker.organisation_id):
        [newest] = audit.own_sign_ins(limit=1)
    assert (newest.action, newest.actor_id) == ("sign_in.password_changed", user.pk)


def test_the_account_is_not_moved_to_another_address_from_a_session_left_open(
    worker: Membership, as_member: Any
) -> None:
    browser = as_member(worker)
    session = browser.session
    session["account_authentication_methods"][0]["at"] -= 20 * 60
    session.save()

    asked = browser.post("/account/email/", {"email": "other@example.org", "action_add": ""})

    assert asked.headers["Location"].startswith("/account/reauthenticate/")
    assert not EmailAddress.objects.filter(email="other@example.org").exists()


def test_a_new_address_counts_once_its_link_was_opened(
    worker: Membership, as_member: Any, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    browser, user, old = as_member(worker), worker.user, worker.user.email
    assert "/account/email/" in browser.get("/account/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        browser.post("/account/email/", {"email": "new@example.org", "action_add": "1"})
    user.refresh_from_db()
    waiting = browser.get("/account/email/").content.decode()
    [mail] = [mail for mail in mailoutbox if mail.to == ["new@example.org"]]
    link = urlsplit(re.search(r"http\S+", mail.body).group()).path  # type: ignore[union-attr]

    assert user.email == old
    assert "Waits for the link to be opened" in waiting
    assert user.full_name not in mail.body
    assert not TELLING.search(str(mail.message()))
    with django_capture_on_commit_callbacks(execute=True):
        assert "new@example.org" in browser.get(link).content.decode()
        browser.post(link)
    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert "no longer works" in browser.get("/account/confirm-email/nonsense/").content.decode()
