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

ROUNDS = int(os.environ.get("RENATE_ROUNDS", "400")) * 12 if os.environ.get("RENATE_LONG") else 4
ROLES = (Role.CASE_MANAGER, Role.COORDINATOR, Role.OFFICER, Role.DPO)


def operations() -> list[Any]:
    """What the schema says there is."""
    raw = SchemaGenerator(api_version="v1").get_schema(request=None, public=True)
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(raw, default=str)))
    return [result.ok() for result in schema.get_all_operations()]


def ask(browser: Client, case: Any, refs: list[str]) -> Any:
    """Send a case of schemathesis through Django; a real ref now and then, so that something is found."""
    kwargs = case.as_transport_kwargs(base_url="http://testserver")
    path = kwargs["url"].removeprefix("http://testserver")
    for name, value in (case.path_parameters or {}).items():
        if refs and name in case.operation.path:
            path = path.replace(str(value), refs[0]) if str(value) else path
    body = kwargs.get("data") or (json.dumps(kwargs["json"]) if "json" in kwargs else "")
    given_headers = {**(kwargs.get("headers") or {})}
    headers = {n: str(v) for n, v in given_headers.items() if n.lower() not in ("cookie", "content-type")}
    content_type = case.media_type or "application/json"
    query = kwargs.get("params") or {}
    with transaction.atomic():
        response = browser.generic(
            case.method, path, body, content_type=content_type, headers=headers, query_params=query
        )
        transaction.set_rollback(True)
    return response


@pytest.mark.django_db
def test_the_interface_answers_whatever_it_is_asked(target: Target) -> None:
    answers: Counter[int] = Counter()
    faults: list[str] = []
    browsers = []
    for role in ROLES:
        browser = Client(raise_request_exception=False)
        browser.cookies[house.SESSION_COOKIE_NAME] = target.house.actors[role].cookie
        browsers.append(browser)
    refs = [target.file.ref, target.foreign.ref]
    every = operations()
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    cases = {o.label: st.one_of(*[o.as_strategy(generation_mode=m) for m in modes]) for o in every}

    @settings(
        max_examples=ROUNDS, deadline=None, database=None, phases=[Phase.generate], derandomize=ROUNDS < 10,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def round_of_questions(data: st.DataObject) -> None:
        for operation in every:
            case = data.draw(cases[operation.label])
            chosen = data.draw(st.sampled_from([[], refs[:1], refs[1:]]))
            response = ask(data.draw(st.sampled_from(browsers)), case, chosen)
            answers[response.status_code] += 1
            if response.status_code >= 500:
                said = getattr(response, "exc_info", None)
                faults.append(f"{operation.method} {operation.path}: {said and said[1]!r} {case!r}"[:600])

    round_of_questions()

    print(f"\n{answers.total():,} questions to {len(every)} operations: {dict(answers)}")  # noqa: T201
    assert faults == []
    assert answers[200]
    assert len(every) >= 8
