"""Migrations with one operation a new table: its constraints and indexes are made with it."""

from collections.abc import Sequence
from typing import Any

from django.core.management.commands import makemigrations
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration
from django.db.migrations.operations.base import Operation


class Command(makemigrations.Command):
    """`makemigrations`, which folds what a migration would add to its own tables afterwards.

    Django renders the models anew for every operation: four hundred took forty seconds of every migrate.
    """

    def write_migration_files(self, changes: dict[str, list[Migration]], *args: Any, **kwargs: Any) -> None:
        for migrations in changes.values():
            for migration in migrations:
                migration.operations = folded(migration.operations)
        super().write_migration_files(changes, *args, **kwargs)


def folded(operations: Sequence[Operation]) -> list[Operation]:
    """The same tables; an index or constraint stays apart where a column of its table comes later."""
    created = {op.name_lower: op for op in operations if isinstance(op, CreateModel)}
    late = {op.model_name_lower for op in operations if isinstance(op, AddField)}
    kept = []
    for operation in operations:
        kind, part = _part_of(operation)
        table = created.get(getattr(operation, "model_name_lower", ""))
        if part is None or table is None or table.name_lower in late:
            kept.append(operation)
        else:
            table.options.setdefault(kind, []).append(part)
    return kept


def _part_of(operation: Operation) -> tuple[str, Any]:
    if isinstance(operation, AddIndex):
        return "indexes", operation.index
    if isinstance(operation, AddConstraint):
        return "constraints", operation.constraint  # type: ignore[attr-defined]
    return "", None
