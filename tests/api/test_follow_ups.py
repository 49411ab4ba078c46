"""Follow-ups through the API: read when due, recorded once, never over what somebody else has written."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from cases.models import Case, Person
from reintegration.models import FollowUp
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Section, section_access
from renate.api.etags import etag_of
from renate.kit import clock
from renate.tenancy import scope
from tests.api.conftest import CASE_ROLES

LIST = "/api/v1/follow-ups/"


def _contact(**changes: Any) -> dict[str, Any]:
    contact = {
        "on": clock.today().isoformat(),
        "mode": "office",
        "reached": "reached",
        "safety_checked": True,
        "risk_changed": "no",
        "note": "Ми рече дека е добро.",
        "short_check": {"1": 3, "10": 4},
    }
    return {**contact, **changes}


def _record(client: Client, follow_up: FollowUp, contact: Any = None, **headers: str) -> Any:
    return client.post(
        f"{LIST}{follow_up.public_id}/record/",
        contact if contact is not None else _contact(),
        content_type="application/json",
        headers={"If-Match": etag_of(follow_up), **headers},
    )


def _now(follow_up: FollowUp) -> FollowUp:
    with scope.enter(organisation=follow_up.organisation_id):
        return FollowUp.objects.get(pk=follow_up.pk)


@pytest.fixture
def client(worker: Membership, as_member: Any) -> Client:
    signed_in: Client = as_member(worker)
    return signed_in


# reading


def test_what_is_due_is_listed_in_its_order(client: Client, follow_up: FollowUp) -> None:
    body = client.get(LIST).json()

    days = [row["due_on"] for row in body["results"]]
    assert body["results"][0]["ref"] == follow_up.public_id
    assert days == sorted(days)


def test_the_list_is_narrowed_by_day_and_case(client: Client, follow_up: FollowUp, case: Case) -> None:
    day = follow_up.due_on

    assert client.get(f"{LIST}?due_until={day - timedelta(days=1)}").json()["count"] == 0
    assert client.get(f"{LIST}?due_until={day}&case={case.public_id}&mine=true").json()["count"] == 1
    assert client.get(f"{LIST}?case=nowhere").json()["count"] == 0


def test_one_follow_up_comes_with_its_version(client: Client, follow_up: FollowUp) -> None:
    response = client.get(f"{LIST}{follow_up.public_id}/")

    assert response["ETag"] == etag_of(follow_up)
    assert response.json()["state"] == "planned"
    assert response.json()["name"] == "Arta Leka"


@pytest.mark.parametrize("role", CASE_ROLES)
def test_follow_ups_open_to_roles_that_read_the_plan(
    follow_up: FollowUp, case: Case, client_of: Any, role: str
) -> None:
    client = client_of(role, on_team_of=case)
    may = section_access(role, Section.PLAN) >= Access.READ

    assert client.get(LIST).status_code == (200 if may else 404)
    assert client.get(f"{LIST}{follow_up.public_id}/").status_code == (200 if may else 404)


@pytest.mark.parametrize("role", ["officer", "admin", "dpo", "secretariat"])
def test_who_works_no_cases_finds_none(follow_up: FollowUp, client_of: Any, role: str) -> None:
    assert client_of(role).get(LIST).status_code == 404


@pytest.mark.rule("R-25")
def test_a_foreign_follow_up_is_not_there(client: Client, foreign_case: Case) -> None:
    with scope.enter(organisation=foreign_case.organisation_id):
        foreign = FollowUp.objects.filter(case=foreign_case).first()

    assert client.get(f"{LIST}{foreign.public_id}/").status_code == 404
    assert _record(client, foreign).status_code == 404
    assert _now(foreign).state == "planned"


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_the_same_number_of_queries_however_long(
    client: Client, follow_up: FollowUp, django_assert_num_queries: Any, more: int
) -> None:
    with scope.enter(organisation=follow_up.organisation_id):
        for _ in range(more):
            follow_up.pk, follow_up.public_id, follow_up._state.adding = None, f"copy{_}", True
            follow_up.save()
    client.get(LIST)

    with django_assert_num_queries(8):
        client.get(LIST)


# recording


def test_a_contact_is_recorded(client: Client, follow_up: FollowUp, worker: Membership) -> None:
    response = _record(client, follow_up)

    kept = _now(follow_up)
    assert (response.status_code, response.json()["state"]) == (200, "done")
    with scope.enter(organisation=kept.organisation_id):
        said = kept.note
    assert (said, kept.short_check) == ("Ми рече дека е добро.", {"1": 3, "10": 4})
    assert (kept.done_by_id, kept.done_on) == (worker.pk, clock.today())


def test_the_answer_carries_the_new_version(client: Client, follow_up: FollowUp) -> None:
    response = _record(client, follow_up)

    assert response["ETag"] == etag_of(_now(follow_up)) != etag_of(follow_up)


def test_in_a_restricted_file_nothing_is_recorded(client: Client, follow_up: FollowUp) -> None:
    with scope.enter(organisation=follow_up.organisation_id):
        Person.objects.update(restricted_on="2026-11-01")

    refused = _record(client, follow_up)

    assert (refused.status_code, "restricted" in refused.json()["errors"][0]["reason"]) == (422, True)
    assert client.get(f"{LIST}{follow_up.public_id}/").status_code == 200
    assert _now(follow_up).state == "planned"


def test_a_contact_is_recorded_once(client: Client, follow_up: FollowUp) -> None:
    _record(client, follow_up)

    assert _record(client, follow_up).status_code == 412


def test_without_a_version_nothing_is_written(client: Client, follow_up: FollowUp) -> None:
    response = client.post(
        f"{LIST}{follow_up.public_id}/record/", _contact(), content_type="application/json"
    )

    assert (response.status_code, _now(follow_up).state) == (428, "planned")


def test_over_a_newer_version_nothing_is_written(client: Client, follow_up: FollowUp) -> None:
    response = _record(client, follow_up, **{"If-Match": '"older.1"'})

    assert (response.status_code, _now(follow_up).state) == (412, "planned")


@pytest.mark.rule("R-21")
def test_what_a_rule_forbids_is_refused_with_its_reason_and_field(
    client: Client, follow_up: FollowUp
) -> None:
    response = _record(client, follow_up, _contact(risk_changed=""))

    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    assert [error["field"] for error in response.json()["errors"]] == ["risk_changed"]
    assert _now(follow_up).state == "planned"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"on": "yesterday"}, "on"),
        ({"mode": "pigeon"}, "mode"),
        ({"reached": None}, "reached"),
        ({"short_check": {"2": 3}}, "short_check"),
        ({"short_check": {"1": 6}}, "short_check.1"),
        ({"note": "x" * 5001}, "note"),
        ({"note": "\ud800"}, "note"),
        ({"note": "\x00"}, "note"),
    ],
)
def test_input_of_the_wrong_shape_is_refused_with_its_field(
    client: Client, follow_up: FollowUp, change: dict, field: str
) -> None:
    response = _record(client, follow_up, _contact(**change))

    assert response.status_code == 422
    assert field in {error["field"] for error in response.json()["errors"]}


@pytest.mark.parametrize("sent", ["", "[]", '"text"', "{", "null", "1"])
def test_what_is_no_object_is_refused(client: Client, follow_up: FollowUp, sent: str) -> None:
    response = client.post(
        f"{LIST}{follow_up.public_id}/record/",
        sent,
        content_type="application/json",
        headers={"If-Match": etag_of(follow_up)},
    )

    assert response.status_code in (400, 422)
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("role", CASE_ROLES)
def test_recording_is_for_roles_that_write_the_plan(
    follow_up: FollowUp, case: Case, client_of: Any, role: str
) -> None:
    client = client_of(role, on_team_of=case)

    response = _record(client, follow_up)

    may = section_access(role, Section.PLAN) == Access.WRITE
    assert response.status_code == (200 if may else 404)
    assert _now(follow_up).state == ("done" if may else "planned")


def test_a_write_from_another_site_is_refused(worker: Membership, follow_up: FollowUp) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(worker.user, backend="allauth.account.auth_backends.AuthenticationBackend")

    response = _record(client, follow_up)

    assert (response.status_code, _now(follow_up).state) == (403, "planned")
