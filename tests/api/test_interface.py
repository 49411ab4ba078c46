"""The interface as a whole: described, asked who is there at every address, readable without the network."""

import re
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import get_resolver
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from rest_framework.exceptions import ValidationError

from renate.accounts.models import Membership
from renate.api.permissions import IsMember, MayDo
from renate.api.problems import answer
from renate.kit.errors import RuleError
from tests.guards.addresses import addresses

ENDPOINTS = [address for address in addresses() if address.pattern.startswith("api/v1/")]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    get_resolver()
    found: dict[str, Any] = SchemaGenerator(api_version="v1").get_schema(public=True)
    return found


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
def test_an_endpoint_asks_for_a_seat_and_an_act(endpoint: Any) -> None:
    view = endpoint.view.cls

    assert view.permission_classes == [IsMember, MayDo]
    assert view.acts


REFS = {"ref": "2b3c4d5f6g7h", "str": "A"}


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
def test_an_endpoint_lets_nobody_in_without_a_sign_in(db: None, endpoint: Any) -> None:
    path = "/" + re.sub(r"<(\w+):\w+>", lambda part: REFS[part[1]], endpoint.pattern)

    assert {Client().get(path).status_code, Client().post(path).status_code} == {403}


def test_the_schema_is_valid_and_has_every_endpoint(schema: dict[str, Any]) -> None:
    validate_schema(schema)

    described = {re.sub(r"<\w+:(\w+)>", r"{\1}", path.removeprefix("/")) for path in schema["paths"]}
    assert described == {re.sub(r"<\w+:(\w+)>", r"{\1}", endpoint.pattern) for endpoint in ENDPOINTS}


def test_every_answer_of_the_schema_has_a_shape(schema: dict[str, Any]) -> None:
    shapeless = [
        f"{path} {method} {code}"
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
        for code, response in operation["responses"].items()
        if "content" not in response
    ]

    assert shapeless == []


def test_members_read_the_schema(worker: Membership, as_member: Any) -> None:
    response = as_member(worker).get("/api/schema/")

    assert yaml.safe_load(response.content)["info"]["title"] == "Renate API"
    assert Client().get("/api/schema/").status_code == 403


def test_the_page_is_for_members(worker: Membership, as_member: Any) -> None:
    assert as_member(worker).get("/api/docs/").status_code == 200
    assert Client().get("/api/docs/").status_code == 302


def test_a_wrong_method_is_a_problem(worker: Membership, as_member: Any) -> None:
    response = as_member(worker).post("/api/v1/cases/")

    assert response.json() == {
        "type": "about:blank", "title": "Method Not Allowed", "status": 405,
        "detail": 'Method "POST" not allowed.',
    }  # fmt: skip
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_reasons_of_a_rule_stand_beside_the_field() -> None:
    response = answer(RuleError(["Too early.", "Too late."], field="on"), {})

    assert response is not None
    assert response.data["errors"] == [
        {"field": "on", "reason": "Too early."},
        {"field": "on", "reason": "Too late."},
    ]


def test_errors_of_nested_input_name_their_path() -> None:
    response = answer(ValidationError({"a": [{"b": ["No."]}], "non_field_errors": ["Never."]}), {})

    assert response is not None
    assert response.data["errors"] == [{"field": "a.b", "reason": "No."}, {"field": "", "reason": "Never."}]


def test_half_of_a_character_is_not_quoted_though_json_may_spell_it() -> None:
    response = answer(ValidationError({"mode\ud800": ['"\ud800" is not a valid choice.']}), {})

    assert response is not None
    assert response.data["errors"] == [{"field": "mode?", "reason": '"?" is not a valid choice.'}]


def test_a_fault_is_no_answer() -> None:
    assert answer(ZeroDivisionError(), {}) is None


def test_a_fault_rolls_back_and_tells_nothing(
    worker: Membership, as_member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("renate.api.views.cases.case_rows", lambda *args: 1 / 0)
    client = as_member(worker)
    client.raise_request_exception = False

    response = client.get("/api/v1/cases/")

    assert response.status_code == 500
    assert b"ZeroDivision" not in response.content
