"""One statement at a time, undone at once: what it reached, or the code with which it was refused."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, models

from referrals.managers import TwoSidedManager
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.scope import Scope
from tests.isolation.database.passes import own, present, sign_for
from tests.isolation.world import World

REFUSED = "42501"  # insufficient privilege: grants, row security, and our own context
NO_SUCH_ROW = "23503"  # foreign key violation
FAR_AWAY = 9_000_000_000


@dataclass(frozen=True)
class Result:
    """Rows read or changed, or the refusal."""

    rows: int
    code: str = ""

    @property
    def is_refused(self) -> bool:
        return self.code == REFUSED


def attempt(cursor: Any, sql: str, parameters: list[Any] | None = None, *, then: str = "") -> Result:
    """Run it inside a savepoint of its own."""
    cursor.execute("SAVEPOINT attempt")
    try:
        cursor.execute(sql, parameters or [])
        rows = cursor.fetchone()[0] if cursor.description else cursor.rowcount
        if then:
            cursor.execute(then)
        return Result(rows)
    except DatabaseError as error:
        return Result(0, error.__cause__.sqlstate or "?")
    finally:
        cursor.execute("ROLLBACK TO SAVEPOINT attempt")


@dataclass(frozen=True)
class Table:
    """A tenant table with a row of ours and one of theirs, as the database keeps them."""

    model: type[models.Model]
    ours: dict[str, Any]
    theirs: dict[str, Any]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def foreign(self) -> str:
        """Rows of theirs that were not addressed to us."""
        organisation = f"organisation_id = {self.theirs['organisation_id']}"
        if not isinstance(self.model._default_manager, TwoSidedManager):
            return organisation
        return f"{organisation} AND receiver_id <> {self.ours['organisation_id']}"

    @property
    def mine(self) -> str:
        return f"organisation_id = {self.ours['organisation_id']}"

    def commands(self, which: str, organisation: int) -> Iterator[tuple[str, str, list[Any]]]:
        """SELECT, UPDATE, DELETE where `which` holds, and INSERT for `organisation`."""
        yield "SELECT", f"SELECT count(*) FROM {self.name} WHERE {which}", []
        yield "UPDATE", f"UPDATE {self.name} SET updated_at = updated_at WHERE {which}", []
        yield "DELETE", f"DELETE FROM {self.name} WHERE {which}", []
        row = {**self.ours, "id": FAR_AWAY, "public_id": "zzzz", "organisation_id": organisation}
        insert = (
            f"INSERT INTO {self.name} SELECT row.* FROM json_populate_record(NULL::{self.name}, %s) AS row"
        )
        yield "INSERT", insert, [json.dumps(row)]

    def move(self) -> str:
        """Give our row to them."""
        return f"UPDATE {self.name} SET organisation_id = {self.theirs['organisation_id']} WHERE {self.mine}"

    def foreign_keys(self) -> Iterator[models.Field]:
        """Its keys to other tenant rows."""
        return (field for field in self.model._meta.local_fields if isinstance(field, TenantForeignKey))


def table_of(connection: Any, world: World, model: type[models.Model]) -> Table:
    """The table with one row of each side. Raises AssertionError where a side has none."""
    theirs = _row(connection, model, Scope(world.there.organisation.pk), not_for=world.here.organisation.pk)
    ours = _row(connection, model, Scope(world.here.organisation.pk))
    present(connection, own(connection, world))
    return Table(model, ours, theirs)


def _row(connection: Any, model: type[models.Model], scope: Scope, not_for: int = 0) -> dict[str, Any]:
    present(connection, sign_for(connection, scope))
    elsewhere = f"AND receiver_id <> {not_for}" if isinstance(model._default_manager, TwoSidedManager) else ""
    table, organisation = model._meta.db_table, scope.organisation_id
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT row_to_json(t) FROM {table} t WHERE organisation_id = {organisation} {elsewhere} LIMIT 1"
        )
        found = cursor.fetchone()
    assert found, f"the world has no row of {model._meta.label} in organisation {organisation}"
    return found[0] if isinstance(found[0], dict) else json.loads(found[0])
