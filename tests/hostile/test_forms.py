"""Every page that takes a form answers junk with less than 500, whoever sends it."""

import os
from collections import Counter
from random import Random
from typing import cast

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from renate.tenancy import scope
from tests.canaries import CANARIES, Canaries
from tests.hostile import junk
from tests.hostile.conftest import Target
from tests.isolation.matrix.pages import Page, pages

# One round sends one form to each page.
ROUNDS = int(os.environ.get("RENATE_ROUNDS", "500")) if os.environ.get("RENATE_LONG") else 1
# Bought pages, and the interface, which has a test of its own.
BOUGHT = ("account_", "mfa_", "usersessions_")
EVERY = [page for page in pages().values() if not page.name.startswith(BOUGHT) and not page.is_api]
# In every run of the tests an eighth of them, spread over all apps; in the long run all.
FORMS = EVERY if ROUNDS > 1 else EVERY[::8]


class Walk:
    """Sends forms and counts what came back."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.answers: Counter[int] = Counter()
        self.faults: list[str] = []
        self.fields = {page.name: self._fields(page) for page in FORMS}
        rows = list(target.foreign.rows.values())
        self.foreign = [row.public_id for row in rows] + [str(row.pk) for row in rows]
        self.refs = {code for fields in self.fields.values() for codes in fields.values() for code in codes}
        self.refs |= set(self.foreign)

    def _fields(self, page: Page) -> junk.Fields:
        found = self.target.browser_for(page)
        if found is None:
            return {}
        browser, member = found
        with transaction.atomic():
            response = browser.post(self.target.address(page), {})
            if not any(junk.forms_in(response.context)):
                response = browser.get(self.target.address(page))
            with scope.enter(organisation=member.organisation_id, user=member.user_id):
                fields = junk.fields_of(response.context)
            transaction.set_rollback(True)
        return fields

    def send(self, page: Page, chance: Random) -> None:
        found = self.target.browser_for(page)
        if found is None:
            return
        data = junk.form(self.fields[page.name], self.foreign, chance)
        address = self.target.address(page, foreign=chance.random() < 0.05)
        with transaction.atomic():
            response = found[0].post(address, data)
            transaction.set_rollback(True)
        self.answers[response.status_code] += 1
        if response.status_code >= 500:
            said = getattr(response, "exc_info", None)
            self.faults.append(f"{page.name}: {said and said[1]!r} from {str(data)[:300]}")


@pytest.mark.django_db
def test_junk_in_any_form_is_answered(target: Target, pytestconfig: pytest.Config) -> None:
    walk = Walk(target)
    # Typed into fields that are sealed, and asked for in addresses.
    cast(Canaries, pytestconfig.pluginmanager.get_plugin(CANARIES)).spare(walk.refs)

    @settings(
        max_examples=ROUNDS, deadline=None, database=None, phases=[Phase.generate], derandomize=ROUNDS < 10,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.integers(0, 2**40))
    def round_of_forms(seed: int) -> None:
        chance = Random(seed)  # noqa: S311 (junk, no secret)
        for page in FORMS:
            walk.send(page, chance)

    round_of_forms()

    print(f"\n{walk.answers.total():,} forms to {len(FORMS)} pages: {dict(walk.answers)}")  # noqa: T201
    assert walk.faults == []
    assert {200, 422} <= walk.answers.keys()
    assert len([name for name, fields in walk.fields.items() if fields]) > len(FORMS) // 4
