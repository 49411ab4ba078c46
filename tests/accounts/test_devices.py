"""Guessing is slowed down by account, address and browser, and locks nobody out (issue 3)."""

from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.auth import get_user
from django.core.cache import cache
from django.test import Client

from renate.accounts.models import Membership

pytestmark = pytest.mark.django_db
PASSWORD = "harbour-lantern-42"
HERE, THERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def owner(worker: Membership, settings: Any) -> Any:
    """Somebody with a password, where guesses are counted as in production, those from everywhere lower."""
    settings.ACCOUNT_RATE_LIMITS = configured.SIGN_IN_LIMITS | {"login_failed_elsewhere": "12/h/key"}
    worker.user.set_password(PASSWORD)
    worker.user.save()
    cache.clear()
    yield worker.user
    cache.clear()


def _try(browser: Client, owner: Any, password: str, address: str = HERE) -> bool:
    browser.post("/account/login/", {"login": owner.email, "password": password}, REMOTE_ADDR=address)
    return bool(get_user(browser).is_authenticated)  # type: ignore[arg-type]


def _guess(owner: Any, times: int, address: str = THERE) -> None:
    for _time in range(times):
        _try(Client(), owner, "not-the-password", address)


def test_after_eight_guesses_from_an_address_not_even_the_password_opens_from_there(owner) -> None:
    _guess(owner, 7)
    assert _try(Client(), owner, PASSWORD, THERE)  # which takes its own count back

    _guess(owner, 1)

    assert not _try(Client(), owner, PASSWORD, THERE)
    assert _try(Client(), owner, PASSWORD, HERE)


def test_guesses_from_everywhere_close_nothing_to_a_browser_that_was_let_in_before(owner) -> None:
    browser = Client()
    assert _try(browser, owner, PASSWORD)
    kept = browser.cookies["known"]
    browser.post("/account/logout/")

    for number in range(6):
        _guess(owner, 2, f"203.0.113.{number}")

    assert not _try(Client(), owner, PASSWORD, "192.0.2.1")
    assert _try(browser, owner, PASSWORD)
    assert (kept["httponly"], kept["samesite"]) == (True, "Lax")
    assert owner.email not in kept.value


def test_guesses_do_not_keep_a_locked_session_from_its_owner(owner) -> None:
    browser = Client()
    _try(browser, owner, PASSWORD)
    del browser.cookies["known"]
    browser.post("/account/lock/", {"lock": "1"}, REMOTE_ADDR=HERE)

    _guess(owner, 9, HERE)
    unlocked = browser.post("/account/reauthenticate/?next=/cases/", {"password": PASSWORD}, REMOTE_ADDR=HERE)

    assert unlocked.headers["Location"] == "/cases/"


def test_a_known_browser_guesses_no_more_than_others_and_for_its_own_account_only(owner, admin) -> None:
    browser = Client()
    _try(browser, owner, PASSWORD)
    browser.post("/account/logout/")
    for _time in range(8):
        _try(browser, owner, "not-the-password")
    assert not _try(browser, owner, PASSWORD)

    admin.user.set_password(PASSWORD)
    admin.user.save()
    _guess(admin.user, 8, HERE)

    assert not _try(browser, admin.user, PASSWORD)


def test_a_mark_that_was_made_up_counts_for_nothing(owner) -> None:
    _guess(owner, 8, HERE)
    for mark in ("", "x", "eyJhIjoiYiJ9:1abcde:forged"):
        browser = Client()
        browser.cookies["known"] = mark
        assert not _try(browser, owner, PASSWORD)


def test_a_new_password_by_mail_opens_again(owner, mailoutbox: list) -> None:
    _guess(owner, 8, HERE)
    browser = Client()
    browser.post("/account/password/reset/", {"email": owner.email})
    link = next(word for word in mailoutbox[0].body.split() if "/account/" in word)
    form = browser.get(link, follow=True).redirect_chain[-1][0]
    new = "seven-boats-at-dusk"

    browser.post(form, {"password1": new, "password2": new}, REMOTE_ADDR=HERE)

    assert _try(Client(), owner, new, HERE)
    assert owner.full_name not in mailoutbox[0].body
