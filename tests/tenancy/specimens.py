"""Tenant rows that only tests have, made by the owner through the product's own schema editor."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections, models

from renate.kit.fields import BlindIndexField, EncryptedDateField, EncryptedTextField
from renate.tenancy.fields import TenantForeignKey, TenantOneToOneField
from renate.tenancy.grants import APP_ROLE
from renate.tenancy.models import TenantModel


class Paper(TenantModel):
    """A row with every kind of encrypted field."""

    title = models.CharField(max_length=40, blank=True)
    name = EncryptedTextField(blank=True)
    story = EncryptedTextField(blank=True, long=True)
    born_on = EncryptedDateField(blank=True)
    number = EncryptedTextField(blank=True)
    number_index = BlindIndexField(source="number")
    born_on_index = BlindIndexField(source="born_on")

    class Meta(TenantModel.Meta):
        app_label = "specimens"

    def __str__(self) -> str:
        return self.public_id


class Clip(TenantModel):
    """A row that hangs on a paper."""

    paper = TenantForeignKey(Paper, on_delete=models.CASCADE, related_name="clips")

    class Meta(TenantModel.Meta):
        app_label = "specimens"

    def __str__(self) -> str:
        return self.public_id


class Cover(TenantModel):
    """A row that hangs on a paper alone."""

    paper = TenantOneToOneField(Paper, on_delete=models.CASCADE, related_name="cover")

    class Meta(TenantModel.Meta):
        app_label = "specimens"

    def __str__(self) -> str:
        return self.public_id


ALL = (Paper, Clip, Cover)


def _drop() -> None:
    tables = ", ".join(model._meta.db_table for model in ALL)
    connections["owner"].cursor().execute(f"DROP TABLE IF EXISTS {tables} CASCADE")


@pytest.fixture(scope="module")
def _specimen_tables(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    owner = connections["owner"]
    with django_db_blocker.unblock():
        _drop()
        with owner.schema_editor() as editor:
            for model in ALL:
                editor.create_model(model)
        for model in ALL:
            table = model._meta.db_table
            owner.cursor().execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP_ROLE}")
        owner.close()
    yield
    with django_db_blocker.unblock():
        _drop()
        owner.close()


@pytest.fixture
def specimens(_specimen_tables: None, db: Any) -> None:
    """The tables are there."""
