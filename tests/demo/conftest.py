"""The whole demo, loaded once: the slowest of the suite, so tests/sharing.py keeps together who needs it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from renate.demo import build
from renate.tenancy import scope
from renate.tenancy.models import Organisation

SEED = 1
LOOKED_AT = (3, 4, 5)  # the three smallest: every row of theirs is looked at, of the others the sums


@pytest.fixture(scope="package")
def network(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Organisation]]:
    """The nine organisations at full size; rolled back when the last test here is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        build.build(seed=SEED)
        with scope.enter(platform=True):
            members = list(Organisation.objects.filter(kind="member").order_by("pk"))
        yield members
        transaction.set_rollback(True)


@pytest.fixture(params=LOOKED_AT)
def member(network: list[Organisation], request: pytest.FixtureRequest) -> Iterator[Organisation]:
    """One organisation after the other, each in its own scope."""
    with scope.enter(organisation=network[request.param]):
        yield network[request.param]
