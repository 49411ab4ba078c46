"""Oneself: the account page, the organisations one works in, sign-in and sign-out."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user
from django.test import Client

from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories.accounts import MembershipFactory, UserFactory

SignIn = Callable[[Membership], Client]
SWITCH = "/account/organisation/"


@pytest.fixture
def second_seat(worker: Membership, other_organisation: Organisation) -> Membership:
    with scope.enter(organisation=other_organisation):
        return MembershipFactory(user=worker.user, role=Role.OFFICER)


def test_the_account_page_shows_what_one_may_change(worker: Membership, as_member: SignIn) -> None:
    page = as_member(worker).get("/account/").content.decode()

    assert worker.user.email in page
    assert "/account/password/change/" in page
    assert "/account/second-step/" in page
    assert "You are here" in page


def test_the_switcher_is_for_people_in_several_organisations(
    worker: Membership, coordinator: Membership, second_seat: Membership, as_member: SignIn
) -> None:
    assert "Work in" in as_member(worker).get("/account/").content.decode()
    assert "Work in" not in as_member(coordinator).get("/account/").content.decode()


def test_switching_changes_organisation_and_role(
    worker: Membership, second_seat: Membership, as_member: SignIn
) -> None:
    browser = as_member(worker)

    answer = browser.post(SWITCH, {"organisation": second_seat.organisation.public_id})

    assert answer.status_code == 302
    page = browser.get("/account/").content.decode()
    assert "Programme officer" in page.split("</header>")[0]


def test_an_organisation_one_does_not_work_for_is_not_found(
    worker: Membership, stranger: Membership, as_member: SignIn
) -> None:
    browser = as_member(worker)

    answer = browser.post(SWITCH, {"organisation": stranger.organisation.public_id})

    assert answer.status_code == 404
    assert "Case manager" in browser.get("/account/").content.decode().split("</header>")[0]


@pytest.mark.parametrize(
    "address",
    ["/account/second-step/", "/account/sessions/", "/account/password/change/", "/account/logout/"],
)
def test_the_pages_of_the_account_are_drawn_in_the_house_look(
    worker: Membership, as_member: SignIn, address: str
) -> None:
    page = as_member(worker).get(address, follow=True).content.decode()

    assert "quick-exit" in page
    assert page.partition("<template")[0].count("<h1") == 1


def test_sign_in_keeps_the_address_and_tells_nothing_about_it(db: object) -> None:
    UserFactory(email="known@example.org")

    answers = [
        Client().post("/account/login/", {"login": f"{who}@example.org", "password": "not-the-password"})
        for who in ("known", "unknown")
    ]

    pages = [answer.content.decode() for answer in answers]
    assert 'value="known@example.org"' in pages[0]
    assert [page.count("error-summary-title") for page in pages] == [2, 2]
    assert pages[0].split("</ul>")[0].split("<li>")[-1] == pages[1].split("</ul>")[0].split("<li>")[-1]


def test_who_may_sign_in_gets_in_and_out_again(worker: Membership) -> None:
    worker.user.set_password("a-long-and-quiet-word")
    worker.user.save()
    browser = Client()

    browser.post("/account/login/", {"login": worker.user.email, "password": "a-long-and-quiet-word"})
    assert get_user(browser).is_authenticated  # type: ignore[arg-type]

    browser.post("/account/logout/")
    assert not get_user(browser).is_authenticated  # type: ignore[arg-type]


def test_nobody_can_make_an_account_without_an_invitation(db: object) -> None:
    page = Client().get("/account/signup/").content.decode()

    assert "Accounts are made by invitation" in page
    assert "<input" not in page


def test_the_demo_sign_ins_are_shown_in_the_demo_only(db: object, settings: object) -> None:
    settings.DEMO_SIGN_INS = [("Case manager", "ana@demo.example")]  # type: ignore[attr-defined]
    settings.DEMO_PASSWORD = "harbour-lantern"  # type: ignore[attr-defined]

    settings.DEMO = False  # type: ignore[attr-defined]
    assert "ana@demo.example" not in Client().get("/account/login/").content.decode()
    settings.DEMO = True  # type: ignore[attr-defined]
    assert "ana@demo.example" in Client().get("/account/login/").content.decode()
