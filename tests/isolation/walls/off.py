"""Walls, switched off one by one for a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connections, models, transaction

from referrals.managers import TwoSidedManager, TwoSidedQuerySet
from renate.tenancy import scope
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel
from tests.isolation.world.models import tenant_models


def _unfiltered(manager: Any) -> Any:
    """All rows, whatever the scope."""
    return manager._queryset_class(model=manager.model, using=manager._db, hints=manager._hints)


def _unclaimed(instance: Any) -> None:
    """A new row gets an organisation, so that it can be saved; a foreign one is not refused."""
    if instance.organisation_id is None:
        instance.organisation_id = scope.organisation_id()


def without_the_scope_of_the_orm(patch: pytest.MonkeyPatch) -> None:
    """Wall 1 off: managers filter nothing, rows are not claimed, updates may name an organisation."""
    for manager in (TenantManager, TwoSidedManager):
        patch.setattr(manager, "get_queryset", _unfiltered)
    patch.setattr(TenantModel, "claim", _unclaimed)
    patch.setattr(TenantQuerySet, "update", models.QuerySet.update)
    for side in ("owned", "received"):
        patch.setattr(TwoSidedQuerySet, side, lambda rows: rows.all())


@contextmanager
def without_row_security() -> Iterator[None]:
    """Wall 3 off: the application works as the owner of tables whose policies bind the owner no more."""
    application, owner = connections["default"], connections["owner"]
    with transaction.atomic(using="owner"):
        with owner.cursor() as cursor:
            for table in ("tenancy_organisation", *(model._meta.db_table for model in tenant_models())):
                cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        connections["default"] = owner
        try:
            yield
        finally:
            connections["default"] = application
            transaction.set_rollback(True, using="owner")
