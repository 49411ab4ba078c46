"""The database wrapper and the schema editor that make row security come with every tenant table."""

from django.db.backends.postgresql import base

from renate.tenancy import scope
from renate.tenancy.backend.schema import TenantSchemaEditor


class DatabaseWrapper(base.DatabaseWrapper):
    """Binds the scope whenever a transaction begins: web, task, command, shell and test alike."""

    SchemaEditorClass = TenantSchemaEditor

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)
        if not autocommit and scope.current_or_none() is not None:
            scope.bind(self)
