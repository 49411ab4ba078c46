"""Consent through the interface: what the pages ask is asked, and a yes taken back acts at once."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from cases.models import Case, Person
from renate.accounts.models import Membership
from renate.accounts.operations.tokens import make_token
from renate.accounts.roles import Role
from renate.kit import clock
from renate.tenancy import scope
from tests.factories.cases import ALL_YES, ConsentFactory


def _said(purpose: str = "services", **changes: Any) -> dict[str, Any]:
    today = clock.today().isoformat()
    said = {"purpose": purpose, "decision": "given", "on": today, "given_by": "person", "form": "signed"}
    return said | {"checklist": ALL_YES} | changes


def _post(client: Client, address: str, body: dict[str, Any]) -> Any:
    return client.post(address, body, content_type="application/json")


def _fields(response: Any) -> list[str]:
    return [error["field"] for error in response.json()["errors"]] if response.status_code == 422 else []


@pytest.fixture
def base(case: Case) -> str:
    return f"/api/v1/cases/{case.public_id}/consents/"


@pytest.mark.rule("R-16")
def test_what_is_missing_is_said_beside_its_field(
    case: Case, base: str, worker: Membership, as_member: Any
) -> None:
    client, future = as_member(worker), (clock.today() + timedelta(days=1)).isoformat()
    for wrong, fields in (
        ({"purpose": "testifying"}, ["scope"]),
        ({"form": "verbal_witnessed"}, ["witness"]),
        ({"on": future}, ["on"]),
        ({"decision": "withdrawn"}, ["decision"]),
        ({"checklist": {"all_of_it": True}}, ["checklist"]),
        ({"purpose": "share_org", "sections": ["G"]}, ["sections.0"]),
        ({"assent": "given"}, ["assent"]),
    ):
        assert _fields(_post(client, f"{base}record/", _said(**wrong))) == fields, wrong

    with scope.enter(organisation=case.organisation_id):
        Person.objects.filter(pk=case.person_id).update(possibly_minor=True, birth_precision="unknown")
    assert _fields(_post(client, f"{base}record/", _said())) == ["given_by"]
    assert _fields(_post(client, f"{base}record/", _said(given_by="court"))) == ["assent"]
    assert _post(client, f"{base}record/", _said(given_by="court", assent="too_young")).status_code == 201


@pytest.mark.rule("R-25")
def test_yes_is_taken_back_whatever_the_state_of_the_file_and_nothing_else_is_changed_there(
    case: Case, base: str, worker: Membership, stranger: Membership, as_member: Any
) -> None:
    client, today = as_member(worker), {"on": clock.today().isoformat()}
    given = _post(client, f"{base}record/", _said("statistics")).json()
    with scope.enter(organisation=case.organisation_id):
        Person.objects.filter(pk=case.person_id).update(restricted_on=clock.today())
    withdraw = f"{base}{given['ref']}/withdraw/"

    assert _post(client, f"{base}record/", _said()).status_code == 422
    assert _post(as_member(stranger), withdraw, today).status_code == 404
    assert _post(client, withdraw, today).json()["decision"] == "withdrawn"
    for question, states in (("", ["withdrawn"]), ("?earlier=true", ["withdrawn", "superseded"])):
        told = client.get(f"{base}{question}").json()["results"]
        assert [row["state"] for row in told if row["purpose"] == "statistics"] == states


def test_scope_is_for_who_records_and_a_key_that_reads_records_nothing(
    case: Case, base: str, worker: Membership, client_of: Any
) -> None:
    with scope.enter(organisation=case.organisation_id, user=worker.user_id):
        ConsentFactory(case=case, purpose="testifying", scope="The hearing in spring", asked_by=worker)
        Authenticator.objects.create(user=worker.user, type=Authenticator.Type.TOTP, data={"secret": "00"})
        _token, text = make_token(by=worker, name="Export", days=30)
    program = Client(headers={"Authorization": f"Bearer {text}"})

    assert client_of(Role.DEPUTY, case).get(base).json()["results"][0]["scope"] == "The hearing in spring"
    assert "scope" not in client_of(Role.DIRECTOR).get(base).json()["results"][0]
    assert "scope" not in program.get(base).json()["results"][0]
    assert _post(program, f"{base}record/", _said()).status_code == 403
    assert _post(client_of(Role.DIRECTOR), f"{base}record/", _said()).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_of_a_case_ask_the_same_number_of_queries_however_long(
    case: Case, base: str, worker: Membership, as_member: Any, django_assert_num_queries: Any, rows: int
) -> None:
    client = as_member(worker)
    with scope.enter(organisation=case.organisation_id, user=worker.user_id):
        for purpose in ("services", "data_storage", "statistics")[:rows]:
            ConsentFactory(case=case, purpose=purpose, asked_by=worker)
    client.get(base)

    with django_assert_num_queries(10):
        client.get(base)
