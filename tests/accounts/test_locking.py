"""The idle lock: nothing of a locked session opens, and nothing typed is lost."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from renate.accounts.models import HeldForm, Membership
from renate.tenancy import scope
from renate.tenancy.models import OrganisationSettings

pytestmark = pytest.mark.django_db
START = "2026-11-23 09:00Z"
PASSWORD = "harbour-lantern-42"
LOCK = "/account/lock/"


@pytest.fixture
def moment():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def browser(moment, worker: Membership, as_member) -> Client:
    worker.user.set_password(PASSWORD)
    worker.user.save()
    found: Client = as_member(worker)
    assert found.get("/account/").status_code == 200
    moment.shift(timedelta(minutes=1))
    return found


def _unlock(browser: Client, path: str) -> str:
    answer = browser.post(path, {"password": PASSWORD})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_after_the_organisations_minutes_every_page_asks_who_is_there(browser, moment) -> None:
    moment.shift(timedelta(minutes=13))
    assert browser.get("/cases/").status_code == 200
    moment.shift(timedelta(minutes=15))

    asked = [browser.get(path) for path in ("/cases/", "/account/", "/account/keys/", "/nowhere/")]
    assert {answer["Location"].partition("?")[0] for answer in asked} == {"/account/reauthenticate/"}
    assert browser.get("/api/v1/cases/").json()["detail"] == "The session is locked."
    assert browser.get("/cases/", headers={"HX-Request": "true"}).content == b""

    moment.shift(timedelta(seconds=5))
    assert _unlock(browser, asked[0]["Location"]) == "/cases/"
    assert browser.get("/cases/").status_code == 200


def test_a_draft_that_comes_after_the_session_gets_no_page_in_its_place(client: Client) -> None:
    assert client.get("/cases/").status_code == 302

    late = client.get("/cases/", headers={"HX-Request": "true"})

    assert (late.status_code, late.content) == (403, b"")


def test_the_organisation_decides_how_long(browser, moment, worker) -> None:
    with scope.enter(organisation=worker.organisation_id):
        OrganisationSettings.objects.update(idle_minutes=2)
    moment.shift(timedelta(minutes=2))

    assert browser.get("/cases/").status_code == 302


def test_what_was_sent_from_a_locked_session_is_kept_sealed_and_sent_again(browser, moment, worker) -> None:
    typed = {"full_name": "Đorđe Ђорђевић", "note": "long " * 4000, "ticks": ["a", "b"]}
    moment.shift(timedelta(minutes=16))

    asked = browser.post("/cases/new/", typed)["Location"]
    moment.shift(timedelta(seconds=5))
    page = browser.get(_unlock(browser, asked))

    assert page.context["fields"] == [
        ["full_name", typed["full_name"]], ["note", typed["note"]], ["ticks", "a"], ["ticks", "b"],
    ]  # fmt: skip
    assert 'action="/cases/new/"' in page.content.decode()
    assert typed["full_name"] in page.content.decode()
    with scope.enter(organisation=worker.organisation_id):
        kept = HeldForm.objects.values().get()
    assert "long" not in str(bytes(kept["body"]))


@pytest.mark.parametrize(("letters", "is_kept"), [("Њ" * 400_000, True), ("\x01" * 1_100_000, False)])
def test_long_texts_are_kept_too_and_what_is_beyond_all_measure_breaks_nothing(
    browser, moment, worker, letters, is_kept
) -> None:
    moment.shift(timedelta(minutes=15))

    answer = browser.post("/feedback/new/", {"text": letters})

    assert answer["Location"].startswith("/account/reauthenticate/")
    with scope.enter(organisation=worker.organisation_id):
        assert [letters in held.body for held in HeldForm.objects.all()] == [True] * is_kept


def test_what_was_kept_is_for_its_writer_and_for_some_hours(browser, moment, cast, as_member) -> None:
    colleague = as_member(cast("case_manager"))
    moment.shift(timedelta(minutes=16))
    asked = browser.post("/cases/new/", {"full_name": "Somebody"})["Location"]
    held = asked.partition("next=")[2].replace("%2F", "/")
    moment.shift(timedelta(seconds=5))
    _unlock(browser, asked)

    assert as_member(cast("case_manager")).get(held).status_code == colleague.get(held).status_code == 404
    assert browser.get(held).status_code == 200
    browser.post(f"{held}drop/")
    assert browser.get(held).status_code == 404


def test_passwords_are_never_kept(browser, moment, worker) -> None:
    moment.shift(timedelta(minutes=16))

    browser.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": "x"})

    with scope.enter(organisation=worker.organisation_id):
        assert not HeldForm.objects.exists()


def test_asking_and_polls_prolong_nothing_a_sign_of_life_does(browser, moment) -> None:
    browser.get("/cases/")
    moment.shift(timedelta(minutes=10))
    assert browser.get(LOCK).json()["left"] == 5 * 60
    browser.get("/reports/zzzz/progress/")
    assert browser.get(LOCK).json()["left"] == 5 * 60

    assert browser.post(LOCK, {"awake": "1"}).json()["left"] == 15 * 60
    moment.shift(timedelta(minutes=15))
    assert browser.get(LOCK).json()["left"] == 0


def test_locked_by_hand_it_stays_so_until_the_password(browser, moment) -> None:
    browser.post(LOCK, {"lock": "1"})
    moment.shift(timedelta(seconds=5))

    assert browser.post(LOCK, {"awake": "1"}).json()["left"] == 0
    asked = browser.get("/cases/")["Location"]
    assert browser.post(asked, {"password": "wrong"}).status_code == 200
    assert browser.get("/cases/").status_code == 302
    assert _unlock(browser, asked) == "/cases/"


def test_no_session_outlives_twelve_hours_however_busy(browser, moment) -> None:
    for _ in range(52):
        moment.shift(timedelta(minutes=14))
        last = browser.get("/approvals/")

    assert last["Location"].startswith("/account/login/")
