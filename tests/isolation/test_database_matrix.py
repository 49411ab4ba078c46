"""Every tenant table by raw SQL as the application's role: nothing foreign is read, written or pointed at."""

from typing import Any

import pytest
from django.db import connection

from tests.isolation.database import passes
from tests.isolation.database.crossings import Trial
from tests.isolation.database.statements import attempt, table_of
from tests.isolation.world import World
from tests.isolation.world.models import tenant_models

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.label)
def test_no_statement_crosses(world: World, tally: Any, model: type) -> None:
    table = table_of(connection, world, model)
    trial = Trial(connection, world)

    crossed = list(trial.crossings(table))

    tally.add("statements", trial.tried)
    tally.add("crossed", len(crossed))
    assert not crossed, "\n".join(crossed)


def test_the_application_asks_as_itself(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT session_user, current_user, usesuper OR usebypassrls FROM pg_user WHERE usename = user"
        )

        assert cursor.fetchone() == ("renate_web", "renate_web", False)


@pytest.mark.parametrize(
    "command", ["UPDATE {0} SET name = 'x' WHERE id = {1}", "DELETE FROM {0} WHERE id = {1}"]
)
def test_the_entry_of_another_organisation_is_read_only(world: World, command: str) -> None:
    passes.present(connection, passes.own(connection, world))

    with connection.cursor() as cursor:
        result = attempt(cursor, command.format("tenancy_organisation", world.there.organisation.pk))

    assert result.rows == 0


def test_events_of_another_organisation_are_not_listed(world: World) -> None:
    passes.present(connection, passes.own(connection, world))
    foreign = {
        row.public_id for file in world.there.files.values() for row in (file.case, *file.rows.values())
    }

    with connection.cursor() as cursor:
        cursor.execute("SELECT ref FROM audit.own_events(500, NULL, '')")
        told = {ref for (ref,) in cursor.fetchall()}

        assert told
        assert not told & foreign
        assert attempt(cursor, "SELECT count(*) FROM audit.event").is_refused
