"""Every wall of the database is broken in turn, and rolled back: each break is noticed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections, transaction

from tests.isolation.mutants.in_database import (
    Break,
    keys_without_an_organisation,
    of_a_table,
    of_the_keys,
    of_the_other_policies,
    of_the_rights,
)
from tests.isolation.mutants.of_functions import FUNCTIONS, Weakened, notices, untouched
from tests.isolation.world import World
from tests.isolation.world.models import tenant_models

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def owner(world: World) -> Iterator[Any]:
    """The owner's connection, in a transaction that comes to nothing."""
    with transaction.atomic(using="owner"):
        yield connections["owner"]
        transaction.set_rollback(True, using="owner")


def _survivors(cursor: Any, breaks: Iterator[Break], tally: Any) -> list[str]:
    survived = []
    for wall in breaks:
        cursor.execute("SAVEPOINT wall")
        cursor.execute(wall.ddl)
        noticed = wall.notice(cursor)
        cursor.execute("ROLLBACK TO SAVEPOINT wall")
        tally.add("mutations")
        tally.add("killed", bool(noticed))
        survived += [] if noticed else [str(wall)]
    return survived


@pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.label)
def test_a_broken_table_is_noticed(owner: Any, tally: Any, model: type) -> None:
    with owner.cursor() as cursor:
        assert _survivors(cursor, of_a_table(model), tally) == []


def test_a_broken_key_is_noticed(owner: Any, tally: Any) -> None:
    with owner.cursor() as cursor:
        breaks = (wall for model in tenant_models() for wall in of_the_keys(model, cursor))
        assert _survivors(cursor, breaks, tally) == []


def test_a_broken_policy_of_another_kind_is_noticed(owner: Any, tally: Any) -> None:
    with owner.cursor() as cursor:
        assert _survivors(cursor, of_the_other_policies(), tally) == []


def test_a_right_too_many_or_too_few_is_noticed(owner: Any, tally: Any) -> None:
    with owner.cursor() as cursor:
        assert _survivors(cursor, of_the_rights(), tally) == []


def test_while_nothing_is_broken_nothing_is_noticed(owner: Any, world: World) -> None:
    walls = [*of_the_other_policies(), *of_the_rights(), *of_a_table(tenant_models()[0])]
    questions = {wall.notice for wall in walls} | {keys_without_an_organisation}

    with owner.cursor() as cursor:
        assert [found for question in questions for found in question(cursor)] == []
    assert list(untouched(owner, world)) == []


@pytest.mark.parametrize("weakened", FUNCTIONS, ids=str)
def test_a_weakened_function_is_noticed(owner: Any, world: World, tally: Any, weakened: Weakened) -> None:
    noticed = notices(owner, world, weakened)

    tally.add("mutations")
    tally.add("killed", bool(noticed))
    assert noticed
