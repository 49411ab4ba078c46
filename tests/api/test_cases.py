"""Cases through the API: what a role may open on the pages, it may read here, and not a word more."""

import json
from typing import Any

import pytest
from django.test import Client

from cases.models import Case
from cases.operations import set_confidentiality
from renate import audit
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Role, Section, section_access
from renate.tenancy import scope
from tests.api.conftest import CASE_ROLES
from tests.factories.cases import CaseFactory, TeamMemberFactory

LIST = "/api/v1/cases/"
PARTS = {"A": "identity", "B": "history", "C": "work", "D": "factors", "E": "risk"}


def _get(client: Client, path: str) -> tuple[int, Any]:
    response = client.get(path)
    return response.status_code, response.json()


@pytest.mark.parametrize("role", CASE_ROLES)
def test_a_case_has_the_sections_of_the_role_and_no_other(case: Case, client_of: Any, role: str) -> None:
    client = client_of(role, on_team_of=case)

    code, body = _get(client, f"{LIST}{case.public_id}/")

    if role == Role.SHELTER_STAFF:
        assert code == 404
        return
    opened = {name for letter, name in PARTS.items() if section_access(role, letter) > Access.NONE}
    assert code == 200
    assert set(PARTS.values()) & set(body) == opened


@pytest.mark.parametrize("role", [role for role in CASE_ROLES if role != "shelter_staff"])
def test_what_a_small_letter_leaves_out_is_absent(case: Case, client_of: Any, role: str) -> None:
    client = client_of(role, on_team_of=case)

    _, body = _get(client, f"{LIST}{case.public_id}/")

    in_full = {letter: section_access(role, letter) >= Access.READ for letter in Section.values}
    assert ("document_number" in body.get("identity", {})) == in_full["A"]
    assert ("told by" in json.dumps(body)) == in_full["B"]
    assert ("scores" in body.get("factors", {})) == in_full["D"]
    assert ("risk of" in json.dumps(body)) == in_full["E"]


@pytest.mark.parametrize("role", ["officer", "admin", "dpo", "secretariat", "shelter_staff"])
def test_who_works_no_cases_finds_none(case: Case, client_of: Any, role: str) -> None:
    client = client_of(role, on_team_of=case)

    assert client.get(LIST).status_code == 404
    assert client.get(f"{LIST}{case.public_id}/").status_code == 404


def test_the_list_has_the_cases_one_may_open(case: Case, worker: Membership, as_member: Any) -> None:
    code, body = _get(as_member(worker), LIST)

    assert code == 200
    assert [(row["ref"], row["name"]) for row in body["results"]] == [(case.public_id, "Arta Leka")]


def test_a_colleague_who_is_not_on_the_case_does_not_see_it(case: Case, client_of: Any) -> None:
    colleague = client_of(Role.CASE_MANAGER)

    assert _get(colleague, LIST)[1]["count"] == 0
    assert colleague.get(f"{LIST}{case.public_id}/").status_code == 404


def test_a_coordinator_sees_all_but_sealed_ones(case: Case, coordinator: Membership, as_member: Any) -> None:
    client = as_member(coordinator)
    before = _get(client, LIST)[1]["count"]
    with scope.enter(organisation=case.organisation_id, user=coordinator.user_id):
        set_confidentiality(by=coordinator, on=case.opened_on, case=case, level="sealed")

    assert before == 1
    assert _get(client, LIST)[1]["count"] == 0
    assert client.get(f"{LIST}{case.public_id}/").status_code == 404


@pytest.mark.rule("R-25")
def test_a_foreign_case_is_not_there(
    foreign_case: Case, case: Case, coordinator: Membership, as_member: Any
) -> None:
    client = as_member(coordinator)

    foreign = client.get(f"{LIST}{foreign_case.public_id}/")
    nowhere = client.get(f"{LIST}nowhere/")

    assert (foreign.status_code, foreign.content) == (404, nowhere.content)
    assert b"Canary" not in client.get(LIST + "?status=any").content


def test_a_former_member_gets_nothing(case: Case, former_worker: Membership, as_member: Any) -> None:
    assert as_member(former_worker).get(LIST).status_code == 404


def test_an_anonymous_question_is_refused(case: Case) -> None:
    response = Client().get(LIST)

    assert (response.status_code, response["Content-Type"]) == (403, "application/problem+json")


def test_each_section_that_was_sent_is_on_record(case: Case, worker: Membership, as_member: Any) -> None:
    as_member(worker).get(f"{LIST}{case.public_id}/")

    with scope.enter(organisation=case.organisation_id):
        events = audit.own_events(ref=case.public_id, limit=5)
    assert [(event.action, event.actor_id) for event in events] == [("section.read", worker.user_id)] * 5
    assert {event.meta["section"] for event in events} == set(PARTS)


def test_a_refusal_is_on_record(case: Case, client_of: Any) -> None:
    client_of(Role.CASE_MANAGER).get(f"{LIST}{case.public_id}/")

    with scope.enter(organisation=case.organisation_id):
        assert audit.own_events(limit=1)[0].action == "access.denied"


@pytest.mark.parametrize(
    ("question", "count"), [("", 1), ("status=ended", 0), ("status=any", 1), ("mine=true", 1)]
)
def test_the_list_is_narrowed(
    case: Case, worker: Membership, as_member: Any, question: str, count: int
) -> None:
    assert _get(as_member(worker), f"{LIST}?{question}")[1]["count"] == count


def test_a_question_that_makes_no_sense_is_answered_with_the_field(
    case: Case, worker: Membership, as_member: Any
) -> None:
    code, body = _get(as_member(worker), f"{LIST}?mine=perhaps")

    assert (code, body["errors"][0]["field"]) == (422, "mine")


def test_the_list_comes_in_pages(case: Case, worker: Membership, as_member: Any) -> None:
    with scope.enter(organisation=case.organisation_id):
        CaseFactory.create_batch(2, case_manager=worker)

    _, body = _get(as_member(worker), f"{LIST}?page_size=2")

    assert (body["count"], len(body["results"]), body["previous"]) == (3, 2, None)
    assert body["next"].endswith("page=2&page_size=2")


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_the_same_number_of_queries_however_long(
    case: Case, worker: Membership, as_member: Any, django_assert_num_queries: Any, more: int
) -> None:
    client = as_member(worker)
    with scope.enter(organisation=case.organisation_id):
        CaseFactory.create_batch(more, case_manager=worker)
    client.get(LIST)

    with django_assert_num_queries(8):
        client.get(LIST)


def test_a_case_can_not_be_changed_here(case: Case, worker: Membership, as_member: Any) -> None:
    client = as_member(worker)
    path = f"{LIST}{case.public_id}/"

    answers = [client.put(path), client.patch(path), client.delete(path), client.post(LIST)]

    assert {response.status_code for response in answers} == {405}


def test_cover_ends_with_its_last_day(case: Case, client_of: Any, organisation: Any, as_member: Any) -> None:
    with scope.enter(organisation=organisation):
        past = TeamMemberFactory(case=case, to_on=case.opened_on, from_on=case.opened_on)

    assert as_member(past.membership).get(f"{LIST}{case.public_id}/").status_code == 404


@pytest.mark.parametrize("ref", ["%00", "%ff", "Ж", "a" * 400, "..%2f", "1%20or%201=1"])
def test_a_ref_that_is_none_is_not_there(worker: Membership, as_member: Any, ref: str) -> None:
    assert as_member(worker).get(f"{LIST}{ref}/").status_code == 404
