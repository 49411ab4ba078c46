"""Foreign keys of tenant rows."""

from typing import Any

from django.db import models


class OrganisationKey(models.ForeignKey):
    """Whose row this is. A table with this field gets a forced row-security policy when it is made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["to"] = "tenancy.Organisation"
        kwargs.setdefault("on_delete", models.PROTECT)
        kwargs.setdefault("related_name", "+")
        kwargs["editable"] = False
        # Every index of a tenant table leads with the organisation anyway.
        kwargs["db_index"] = False
        super().__init__(*args, **kwargs)


class TenantForeignKey(models.ForeignKey):
    """A key between rows of one organisation; in SQL it is (organisation, id), which checks can't bypass."""


class TenantOneToOneField(models.OneToOneField, TenantForeignKey):
    """The same, one to one."""
