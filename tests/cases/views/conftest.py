"""A case of the worker, and browsers."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from cases.models import Case
from renate.accounts.models import Membership
from renate.tenancy import scope
from tests.factories.cases import CaseFactory


@pytest.fixture
def case(worker: Membership) -> Case:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        return CaseFactory(case_manager=worker, person__legal_name="Mirjeta Hoxha")


@pytest.fixture
def browser(as_member: Callable[[Membership], Client], worker: Membership) -> Client:
    """The worker's."""
    return as_member(worker)


@pytest.fixture
def in_scope(worker: Membership) -> Callable[[], Any]:
    """Look into the database beside a browser."""

    def enter() -> Iterator[Any]:
        return scope.enter(organisation=worker.organisation_id, user=worker.user_id)

    return enter
