"""Everything raw SQL can try on one table, and what came of it: each crossing is a sentence."""

from collections.abc import Iterator
from typing import Any

from tests.isolation.database import passes
from tests.isolation.database.statements import NO_SUCH_ROW, REFUSED, Result, Table, attempt
from tests.isolation.world import World

IMMEDIATELY = "SET CONSTRAINTS ALL IMMEDIATE"


class Trial:
    """Tries statements on one connection and counts them."""

    def __init__(self, connection: Any, world: World) -> None:
        self.connection, self.world = connection, world
        self.tried = 0

    def crossings(self, table: Table) -> Iterator[str]:
        """All that went wrong on a table, in whatever context."""
        with self.connection.cursor() as cursor:
            yield from self.without_an_organisation(cursor, table)
            passes.present(self.connection, passes.own(self.connection, self.world))
            yield from self.on_foreign_rows(cursor, table)
            yield from self.on_own_rows(cursor, table)
            yield from self.by_keys(cursor, table)

    def without_an_organisation(self, cursor: Any, table: Table) -> Iterator[str]:
        """Contexts that must be refused, and contexts that have no organisation."""
        foreign = table.theirs["organisation_id"]
        for name, token in {**passes.REFUSED, **passes.WITHOUT_ORGANISATION}.items():
            passes.present(self.connection, token(self.connection, self.world))
            for command, sql, parameters in table.commands(table.foreign, foreign):
                result = self._attempt(cursor, sql, parameters)
                reached = not result.is_refused if name in passes.REFUSED else self._crosses(command, result)
                if reached:
                    yield f"{command} on {table.name} in context '{name}': {result}"

    def on_foreign_rows(self, cursor: Any, table: Table) -> Iterator[str]:
        """In our own context, on rows of theirs."""
        for command, sql, parameters in table.commands(table.foreign, table.theirs["organisation_id"]):
            result = self._attempt(cursor, sql, parameters)
            if self._crosses(command, result):
                yield f"{command} on foreign rows of {table.name}: {result}"
        moved = self._attempt(cursor, table.move())
        if moved.code != REFUSED:
            yield f"rows of {table.name} move to another organisation: {moved}"

    def on_own_rows(self, cursor: Any, table: Table) -> Iterator[str]:
        """In our own context, on our own rows: the wall is no brick wall."""
        for command, sql, parameters in table.commands(table.mine, table.ours["organisation_id"]):
            result = self._attempt(cursor, sql, parameters)
            # A copy of a row may break a constraint; it is not for row security to refuse it.
            if result.is_refused or (command != "INSERT" and not result.rows):
                yield f"{command} on own rows of {table.name}: {result}"

    def by_keys(self, cursor: Any, table: Table) -> Iterator[str]:
        """Our row, hung on a row of theirs."""
        for key in table.foreign_keys():
            target = self._foreign_id(cursor, key.related_model._meta.db_table)
            sql = f"UPDATE {table.name} SET {key.column} = {target} WHERE id = {table.ours['id']}"
            result = self._attempt(cursor, sql, then=IMMEDIATELY)
            if result.code != NO_SUCH_ROW:
                yield f"{table.name}.{key.column} points at a foreign row: {result}"

    def _foreign_id(self, cursor: Any, table: str) -> int:
        scope = passes.Scope(self.world.there.organisation.pk)
        passes.present(self.connection, passes.sign_for(self.connection, scope))
        cursor.execute(f"SELECT id FROM {table} WHERE organisation_id = {scope.organisation_id} LIMIT 1")
        found: int = cursor.fetchone()[0]
        passes.present(self.connection, passes.own(self.connection, self.world))
        return found

    def _attempt(self, cursor: Any, sql: str, parameters: Any = None, then: str = "") -> Result:
        self.tried += 1
        return attempt(cursor, sql, parameters, then=then)

    @staticmethod
    def _crosses(command: str, result: Result) -> bool:
        return not result.is_refused if command == "INSERT" else bool(result.rows or result.code)
