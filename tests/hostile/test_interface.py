"""Every operation of the interface answers what its schema allows and what it does not: never with 5xx."""

import json
import os
from collections import Counter
from typing import Any

import pytest
import schemathesis
from django.conf import settings as house
from django.db import transaction
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from renate.accounts.roles import Role
from tests.hostile.conftest import Target

ROUNDS = int(os.environ.get("RENATE_ROUNDS", "500")) * 12 if os.environ.get("RENATE_LONG") else 3
ROLES = (Role.CASE_MANAGER, Role.COORDINATOR, Role.OFFICER, Role.DPO)
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
HOST = "http://testserver"
DROPPED = ("cookie", "content-type")


def operations() -> list[Any]:
    """What the schema says there is."""
    raw = SchemaGenerator(api_version="v1").get_schema(request=None, public=True)
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(raw, default=str)))
    return [result.ok() for result in schema.get_all_operations()]


def ask(browser: Client, case: Any, ref: str) -> Any:
    """Send a case of schemathesis through Django; about a row that is there when `ref` names one."""
    sent = case.as_transport_kwargs(base_url=HOST)
    path = sent["url"].removeprefix(HOST)
    for value in (case.path_parameters or {}).values():
        path = path.replace(str(value), ref) if ref and str(value) else path
    headers = {n: str(v) for n, v in (sent.get("headers") or {}).items() if n.lower() not in DROPPED}
    body = sent.get("data") or (json.dumps(sent["json"]) if "json" in sent else "")
    with transaction.atomic():
        response = browser.generic(
            case.method, path, body, content_type=case.media_type or "application/json", headers=headers,
            query_params=sent.get("params") or {},
        )  # fmt: skip
        transaction.set_rollback(True)
    return response


class Questions:
    """Asks and counts what came back."""

    def __init__(self, target: Target) -> None:
        self.refs = ["", target.file.ref, target.foreign.ref]
        self.answers: Counter[int] = Counter()
        self.faults: list[str] = []
        self.browsers = [Client(raise_request_exception=False) for _role in ROLES]
        for role, browser in zip(ROLES, self.browsers, strict=True):
            browser.cookies[house.SESSION_COOKIE_NAME] = target.house.actors[role].cookie
        strategies = {o.label: [o.as_strategy(generation_mode=mode) for mode in MODES] for o in operations()}
        self.cases = {label: st.one_of(*both) for label, both in strategies.items()}

    def ask(self, data: st.DataObject, label: str) -> None:
        case = data.draw(self.cases[label])
        browser, ref = data.draw(st.sampled_from(self.browsers)), data.draw(st.sampled_from(self.refs))
        response = ask(browser, case, ref)
        self.answers[response.status_code] += 1
        if response.status_code >= 500:
            said = getattr(response, "exc_info", None)
            self.faults.append(f"{label}: {said and said[1]!r} {case!r}"[:600])


@pytest.mark.django_db
def test_the_interface_answers_whatever_it_is_asked(target: Target) -> None:
    questions = Questions(target)

    @settings(
        max_examples=ROUNDS, deadline=None, database=None, phases=[Phase.generate], derandomize=ROUNDS < 10,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(data=st.data())
    def questions_to(label: str, data: st.DataObject) -> None:
        questions.ask(data, label)

    # One by one: all in one round are more than hypothesis draws at once, and most rounds are thrown away.
    for label in questions.cases:
        questions_to(label)

    total, count = questions.answers.total(), len(questions.cases)
    print(f"\n{total:,} questions to {count} operations: {dict(questions.answers)}")  # noqa: T201
    assert questions.faults == []
    assert questions.answers[200]
    assert count >= 8
