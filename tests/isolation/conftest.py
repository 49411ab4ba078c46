"""The world that all proofs share, and the lines they leave at the end of the run."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.isolation.world import World, build, tear_down

HERE = "tests/isolation/"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Last and together, because the world is committed: nobody else's test should meet it."""
    items.sort(key=lambda item: HERE in item.nodeid)


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Committed, so that the owner's connection sees it too."""
    with django_db_blocker.unblock():
        made = build()
    yield made
    with django_db_blocker.unblock():
        tear_down()
