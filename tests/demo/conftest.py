"""A small demo, built once for all tests that only look at it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from renate.demo import build
from renate.tenancy import scope
from renate.tenancy.models import Organisation

ORGANISATIONS, SCALE, SEED = 3, 0.06, 1


@pytest.fixture(scope="module")
def network(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Organisation]]:
    """Three organisations at six in a hundred of the size; rolled back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        build.build(organisations=ORGANISATIONS, scale=SCALE, seed=SEED)
        with scope.enter(platform=True):
            members = list(Organisation.objects.filter(kind="member").order_by("pk"))
        yield members
        transaction.set_rollback(True)


@pytest.fixture(params=range(ORGANISATIONS))
def member(network: list[Organisation], request: pytest.FixtureRequest) -> Iterator[Organisation]:
    """One organisation after the other, each in its own scope."""
    with scope.enter(organisation=network[request.param]):
        yield network[request.param]
