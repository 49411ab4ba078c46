"""Keys of programs: shown once, kept as a hash, confined, void at once."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from renate import audit
from renate.accounts import operations
from renate.accounts.models import ApiToken, Membership
from renate.accounts.operations.tokens import TokenError, end_token, make_token
from renate.accounts.roles import Act
from renate.kit import clock
from renate.tenancy import scope
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.django_db
CASES = "/api/v1/cases/"


@pytest.fixture
def keyed(inside: Membership) -> Membership:
    Authenticator.objects.create(user=inside.user, type=Authenticator.Type.TOTP, data={"secret": "00"})
    CaseFactory(case_manager=inside)
    return inside


def _ask(text: str, path: str = CASES, method: str = "get", **extra):
    with scope.leave():
        return getattr(Client(), method)(path, headers={"Authorization": f"Bearer {text}"}, **extra)


def test_a_key_reads_as_its_member_and_is_on_record_once_a_day(keyed: Membership) -> None:
    token, text = make_token(by=keyed, name="Statistics", days=30)

    answers = [_ask(text), _ask(text)]

    assert [(a.status_code, a.json()["count"]) for a in answers] == [(200, 1), (200, 1)]
    used = audit.own_events(kinds=("token",), ref=token.public_id)
    assert [event.action for event in used] == ["token.used", "token.made"]
    assert {event.actor_id for event in used} == {keyed.user_id}


def test_only_a_hash_of_it_is_kept(keyed: Membership) -> None:
    token, text = make_token(by=keyed, name="Statistics", days=30)
    secret = text.split("_", 3)[3]

    kept = ApiToken.objects.filter(pk=token.pk).values().get()

    assert secret not in str(kept)
    assert len(bytes(kept["digest"])) == 32


def test_it_needs_a_second_factor_an_end_and_no_more_than_the_member_may(inside: Membership, keyed) -> None:
    for wrong in ({"days": 366}, {"days": 30, "acts": [Act.MANAGE_MEMBERS]}):
        with pytest.raises(TokenError):
            make_token(by=keyed, name="Too much", **wrong)
    Authenticator.objects.all().delete()
    with pytest.raises(TokenError, match="second step"):
        make_token(by=inside, name="Too easy", days=30)


def test_a_wrong_altered_foreign_ended_or_old_key_opens_nothing(
    keyed: Membership, stranger: Membership
) -> None:
    token, text = make_token(by=keyed, name="Statistics", days=30)
    secret = text.split("_", 3)[3]
    start = text.removesuffix(f"_{secret}")
    foreign = f"rnt_{stranger.organisation_id}_{token.public_id}_{secret}"
    for wrong in ("", "nonsense", f"{start}_{secret[::-1]}", text[:-1], foreign):
        answer = _ask(wrong)
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert _ask(text).status_code == 401
    assert _ask(text).status_code == 200

    end_token(by=keyed, token=token)

    assert _ask(text).status_code == 401


def test_a_reading_key_writes_nothing_and_a_narrow_one_does_what_it_names(keyed: Membership) -> None:
    _token, reading = make_token(by=keyed, name="Reads", days=30)
    _token, narrow = make_token(by=keyed, name="Narrow", days=30, reads_only=False, acts=[Act.SEE_PARTNERS])
    post = {"method": "post", "data": "{}", "content_type": "application/json"}

    assert _ask(reading, "/api/v1/follow-ups/zzzz/record/", **post).status_code == 403
    assert _ask(narrow, CASES).status_code == 404


def test_it_opens_the_interface_only(keyed: Membership) -> None:
    _token, text = make_token(by=keyed, name="Reads", days=30)

    assert _ask(text, "/cases/")["Location"].startswith("/account/login/")


def test_it_ends_when_its_member_is_kept_out(keyed: Membership, admin: Membership) -> None:
    _token, text = make_token(by=keyed, name="Reads", days=30)

    operations.suspend_member(by=admin, member=keyed)

    assert _ask(text).status_code == 401
    operations.restore_member(by=admin, member=keyed)
    assert _ask(text).status_code == 401


def test_the_page_shows_it_once_and_ends_it(worker: Membership, as_member) -> None:
    browser = as_member(worker)
    assert "second step" in browser.get("/account/keys/").content.decode()
    Authenticator.objects.create(user=worker.user, type=Authenticator.Type.TOTP, data={"secret": "00"})

    made = browser.post("/account/keys/new/", {"name": "Statistics", "days": "90", "reads_only": "yes"})
    listed = browser.get("/account/keys/").content.decode()
    ref = made.context["token"].public_id
    browser.post(f"/account/keys/{ref}/end/")

    assert made.status_code == 201
    assert made.context["text"] in made.content.decode()
    assert "Statistics" in listed
    assert made.context["text"] not in listed
    assert _ask(made.context["text"]).status_code == 401
