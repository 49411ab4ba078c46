"""DDL for tenant tables: a forced policy with the table, and foreign keys that carry the organisation.

It is emitted here and not in each migration so that no table can be made without it.
"""

from typing import Any

from django.db import NotSupportedError, models
from django.db.backends.postgresql.schema import DatabaseSchemaEditor

from renate.tenancy.fields import OrganisationKey, TenantForeignKey, TenantOneToOneField

POLICY = "tenant"


def organisation_column(model: type[models.Model]) -> str | None:
    """The column that names the owner of a row, or None where the table belongs to nobody."""
    for field in model._meta.local_fields:
        if isinstance(field, OrganisationKey):
            return field.column
    return None


class TenantSchemaEditor(DatabaseSchemaEditor):
    """Adds policy, FORCE and the composite key target to each tenant table."""

    # Foreign keys of added columns come as a statement of their own, so that they can be composite.
    sql_create_column_inline_fk = None  # type: ignore[assignment]

    def create_model(self, model: type[models.Model]) -> None:
        super().create_model(model)
        column = organisation_column(model)
        if column is None:
            return
        table, owner = self.quote_name(model._meta.db_table), self.quote_name(column)
        mine = f"{owner} = (SELECT app.org())"
        for statement in (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY {POLICY} ON {table} USING ({mine}) WITH CHECK ({mine})",
            f"ALTER TABLE {table} ADD UNIQUE ({owner}, {self.quote_name(model._meta.pk.column)})",
        ):
            self.execute(statement)
        for field in model._meta.local_fields:
            self._make_unique_here(model, field)

    def _iter_column_sql(
        self, column_db_type: str, params: list, model: Any, field: models.Field, *args: Any
    ) -> Any:
        for part in super()._iter_column_sql(column_db_type, params, model, field, *args):
            # Unique across organisations, a one-to-one would tell of rows that the asker may not see.
            if part != "UNIQUE" or not isinstance(field, TenantOneToOneField):
                yield part

    def _make_unique_here(self, model: type[models.Model], field: models.Field) -> None:
        if isinstance(field, TenantOneToOneField):
            columns = f"{self.quote_name(organisation_column(model) or '')}, {self.quote_name(field.column)}"
            self.execute(f"ALTER TABLE {self.quote_name(model._meta.db_table)} ADD UNIQUE ({columns})")

    def add_field(self, model: type[models.Model], field: models.Field) -> None:
        if isinstance(field, OrganisationKey):
            raise NotSupportedError("a table is made with its organisation, or it would have no policy")
        super().add_field(model, field)
        self._make_unique_here(model, field)

    def _create_fk_sql(self, model: type[models.Model], field: models.Field, suffix: str) -> Any:
        statement = super()._create_fk_sql(model, field, suffix)
        column, target = organisation_column(model), field.remote_field.model  # type: ignore[union-attr]
        if column is None:
            return statement
        table, pointed_at = self.quote_name(model._meta.db_table), self.quote_name(target._meta.db_table)
        add = str(statement)
        if isinstance(field, TenantForeignKey):
            add = (
                f"ALTER TABLE {table} ADD CONSTRAINT {statement.parts['name']} "
                f"FOREIGN KEY ({self.quote_name(column)}, {self.quote_name(field.column)}) "
                f"REFERENCES {pointed_at} ({self.quote_name(organisation_column(target) or '')}, "
                f"{self.quote_name(target._meta.pk.column)}) DEFERRABLE INITIALLY DEFERRED"
            )
        # Checking the rows that are there runs as the owner, whom FORCE would stop; the lock is held.
        guarded = [table] if organisation_column(target) is None else [table, pointed_at]
        lift = [f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY" for name in dict.fromkeys(guarded)]
        lower = [f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY" for name in dict.fromkeys(guarded)]
        return "; ".join([*lift, add, *lower])
