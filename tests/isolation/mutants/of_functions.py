"""The functions that verify the context, each with one condition taken out; raw SQL must notice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError

from renate.accounts.models import Invitation
from tests.isolation.database import passes
from tests.isolation.database.crossings import Trial
from tests.isolation.database.statements import attempt, table_of
from tests.isolation.world import World

Notice = Callable[[Any, World], list[str]]


@dataclass(frozen=True)
class Weakened:
    """In the definition of a function, `old` becomes `new`."""

    function: str
    old: str
    new: str
    notice: Notice

    def __str__(self) -> str:
        return f"{self.function}: {self.old[:40]} -> {self.new[:20] or 'nothing'}"

    def ddl(self, cursor: Any) -> str:
        cursor.execute("SELECT pg_get_functiondef(%s::regproc)", [self.function])
        definition: str = cursor.fetchone()[0]
        assert definition.count(self.old) == 1, f"{self.function} has not one {self.old!r}"
        return definition.replace(self.old, self.new)


def crossings(connection: Any, world: World) -> list[str]:
    """The raw matrix of one table, on this connection."""
    return list(Trial(connection, world).crossings(table_of(connection, world, Invitation)))


def directory(connection: Any, world: World) -> list[str]:
    """Whether an organisation adds to the directory, or edits another's entry."""
    passes.present(connection, passes.own(connection, world))
    foreign = world.there.organisation.pk
    with connection.cursor() as cursor:
        edited = attempt(cursor, f"UPDATE tenancy_organisation SET name = 'x' WHERE id = {foreign}")
        added = attempt(
            cursor,
            "INSERT INTO tenancy_organisation"
            " (public_id, name, short_name, country, kind, time_zone, language, is_active)"
            " VALUES ('zzzz', 'x', 'x', 'XK', 'member', 'UTC', 'en', true)",
        )
    return [f"edited {edited}"] * bool(edited.rows) + [f"added {added}"] * bool(added.rows)


def events(connection: Any, world: World) -> list[str]:
    """Events of others that are told, and events that are written in somebody's name."""
    passes.present(connection, passes.own(connection, world))
    foreign = {package.public_id for name, package in world.there.packages.items() if name == "elsewhere"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT ref FROM audit.own_events(500, NULL, '')")
        told = [ref for (ref,) in cursor.fetchall() if ref in foreign]
        written = attempt(cursor, "SELECT audit.write_outside('case.opened', 1, '{}', '', '', '')")
        sealed = attempt(cursor, "SELECT count(audit.own_head())")
    return told + [f"written {written}"] * (not written.is_refused) + [str(sealed)] * bool(sealed.code)


FUNCTIONS = [
    Weakened("app.context", "<> parts[6]", "<> parts[6] AND false", crossings),
    Weakened("app.context", "parts[4]::int <> pg_backend_pid() OR", "", crossings),
    Weakened("app.context", "OR parts[5]::bigint < extract(epoch FROM clock_timestamp())", "", crossings),
    Weakened("app.context", "IS DISTINCT FROM 6", "> 6", crossings),
    Weakened("app.context", "parts[1:5]", "parts[2:5]", crossings),
    Weakened("app.context", "RETURN parts", "RETURN ARRAY['1', '', '', '', '', '']", crossings),
    Weakened(
        "app.org", "(app.context())[1]", "split_part(current_setting('app.ctx', true), '.', 1)", crossings
    ),
    Weakened("app.is_platform", "(app.context())[3] = 'p'", "true", directory),
    Weakened("audit.own_events", "e.organisation_id = (SELECT app.org())", "true", events),
    Weakened("audit.write_outside", "NOT LIKE", "LIKE", events),
]


def notices(connection: Any, world: World, weakened: Weakened) -> list[str]:
    """What is noticed; when nothing can be asked any more, that is noticed too."""
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT weakened")
        try:
            cursor.execute(weakened.ddl(cursor))
            return weakened.notice(connection, world)
        except (DatabaseError, AssertionError) as error:
            return [str(error)]
        finally:
            cursor.execute("ROLLBACK TO SAVEPOINT weakened")


def untouched(connection: Any, world: World) -> Iterator[str]:
    """What the same questions say while nothing is broken."""
    for notice in (crossings, directory, events):
        yield from notice(connection, world)
