"""Walls of the database broken by DDL, each with the question that must notice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from renate.tenancy.fields import TenantForeignKey
from tests.guards import catalogue
from tests.isolation.database.rights import functions_out_of_reach, rights_that_differ
from tests.isolation.world.models import tenant_models

Notice = Callable[[Any], list[Any]]


@dataclass(frozen=True)
class Break:
    """DDL, and a question to the catalogue whose answer is empty as long as the wall stands."""

    ddl: str
    notice: Notice

    def __str__(self) -> str:
        return self.ddl[:90]


def of_a_table(model: type[models.Model]) -> Iterator[Break]:
    """Row security, its policy, its keys and its rights."""
    table = model._meta.db_table
    for ddl in (
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
        f"DROP POLICY tenant ON {table}",
        f"ALTER POLICY tenant ON {table} USING (true)",
        f"ALTER POLICY tenant ON {table} WITH CHECK (true)",
        f"ALTER POLICY tenant ON {table} TO renate_worker",
    ):
        yield Break(ddl, catalogue.tables_without_forced_policy)
    yield Break(f"CREATE POLICY more ON {table} USING (app.org() > 0)", catalogue.policies_nobody_explained)
    yield Break(
        f"ALTER TABLE {table} ALTER organisation_id DROP NOT NULL",
        catalogue.organisations_that_may_be_missing,
    )
    for right in ("TRUNCATE", "REFERENCES", "TRIGGER"):
        yield Break(f"GRANT {right} ON {table} TO renate_app", catalogue.grants_that_go_too_far)
    yield Break(f"GRANT SELECT ON {table} TO PUBLIC", catalogue.grants_that_go_too_far)
    yield Break(f"REVOKE UPDATE ON {table} FROM renate_app", rights_that_differ)
    yield Break(
        f"CREATE VIEW peep AS SELECT * FROM {table}", catalogue.views_that_look_with_their_owners_eyes
    )
    yield Break(
        f"CREATE UNIQUE INDEX peep ON {table} (id, public_id)", catalogue.unique_indexes_that_tell_of_others
    )


def of_the_keys(model: type[models.Model], cursor: Any) -> Iterator[Break]:
    """Each composite key dropped, and made a key of the id alone."""
    for field in model._meta.local_fields:
        if isinstance(field, TenantForeignKey):
            name = constraint_of(cursor, model, field)
            table, target = model._meta.db_table, field.related_model._meta.db_table
            drop = f"ALTER TABLE {table} DROP CONSTRAINT {name}"
            yield Break(drop, keys_without_an_organisation)
            alone = f"ADD CONSTRAINT {name} FOREIGN KEY ({field.column}) REFERENCES {target} (id) NOT VALID"
            yield Break(f"{drop}, {alone}", catalogue.foreign_keys_that_cross)


def constraint_of(cursor: Any, model: type[models.Model], field: models.Field) -> str:
    """The name of the composite key of a field."""
    cursor.execute(
        "SELECT k.conname FROM pg_constraint k"
        " JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attname = %s"
        " WHERE k.contype = 'f' AND k.conrelid = %s::regclass AND a.attnum = ANY (k.conkey)",
        [field.column, model._meta.db_table],
    )
    [(name,)] = cursor.fetchall()
    return f'"{name}"'


def keys_without_an_organisation(cursor: Any) -> list[str]:
    """Keys between tenant rows that the database does not hold as (organisation, id)."""
    cursor.execute(
        """
        SELECT k.conrelid::regclass::text, a.attname FROM pg_constraint k
        JOIN pg_attribute o ON o.attrelid = k.conrelid AND o.attname = 'organisation_id'
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attnum <> o.attnum
        WHERE k.contype = 'f' AND o.attnum = ANY (k.conkey) AND array_length(k.conkey, 1) = 2
        """
    )
    held = set(cursor.fetchall())
    wanted = {
        (model._meta.db_table, field.column)
        for model in tenant_models()
        for field in model._meta.local_fields
        if isinstance(field, TenantForeignKey)
    }
    return sorted(f"{table}.{column}" for table, column in wanted - held)


def missing_policies(cursor: Any) -> list[str]:
    """Policies of the list that are gone."""
    cursor.execute("SELECT c.relname, p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid")
    return sorted(" ".join(policy) for policy in set(catalogue.MORE_POLICIES) - set(cursor.fetchall()))


def of_the_other_policies() -> Iterator[Break]:
    """Policies beside the organisation's own: opened, made to write, dropped."""
    for table, name in catalogue.MORE_POLICIES:
        condition = "WITH CHECK" if name == "directory_add" else "USING"
        yield Break(
            f"ALTER POLICY {name} ON {table} {condition} (true)", catalogue.policies_that_read_no_context
        )
        yield Break(f"DROP POLICY {name} ON {table}", missing_policies)
        if name in ("receiver", "own_seats"):
            widened = f"DROP POLICY {name} ON {table}; CREATE POLICY {name} ON {table} USING (app.org() > 0)"
            yield Break(widened, catalogue.policies_that_write)


CLOSED = ("audit.event", "audit.seal", "app.context_key")


def of_the_rights() -> Iterator[Break]:
    """Rights behind the functions, on what the application may only read, and on schemas and functions."""
    for table in CLOSED:
        for right in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            yield Break(f"GRANT {right} ON {table} TO renate_app", catalogue.grants_that_go_too_far)
    for right in ("INSERT", "UPDATE", "DELETE"):
        yield Break(f"GRANT {right} ON django_migrations TO renate_app", rights_that_differ)
    for table in ("guardian_userobjectpermission", "guardian_groupobjectpermission"):
        yield Break(f"GRANT SELECT ON {table} TO renate_app", rights_that_differ)
    for schema in catalogue.SCHEMAS:
        yield Break(f"GRANT CREATE ON SCHEMA {schema} TO renate_app", catalogue.grants_that_go_too_far)
        yield Break(f"GRANT USAGE ON SCHEMA {schema} TO PUBLIC", catalogue.grants_that_go_too_far)
    for function in ("app.org()", "app.context()", "audit.own_head()"):
        yield Break(
            f"GRANT EXECUTE ON FUNCTION {function} TO PUBLIC", catalogue.functions_that_could_be_turned
        )
        yield Break(f"REVOKE EXECUTE ON FUNCTION {function} FROM renate_app", functions_out_of_reach)
    yield Break("ALTER FUNCTION app.context() RESET search_path", catalogue.functions_that_could_be_turned)
    yield Break("CREATE TABLE extra (id int)", catalogue.tables_nobody_guards)
    yield Break(
        "ALTER TABLE tenancy_organisation NO FORCE ROW LEVEL SECURITY", catalogue.tables_nobody_guards
    )
