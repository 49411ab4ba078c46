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

    def validate(self, value: Any, model_instance: Any) -> None:
        """Ask the database whether the row is there, unless it was read from there and is at hand."""
        if self._is_at_hand(value, model_instance):
            models.Field.validate(self, value, model_instance)
        else:
            super().validate(value, model_instance)

    def _is_at_hand(self, value: Any, model_instance: Any) -> bool:
        row: Any = self.get_cached_value(model_instance, default=None)
        if row is None or row._state.adding or self.get_limit_choices_to():
            return False
        return bool(row.pk == value and row.organisation_id == model_instance.organisation_id)


class TenantOneToOneField(models.OneToOneField, TenantForeignKey):
    """The same, one to one."""
