"""The base of every tenant row."""

from typing import Any

from django.conf import settings
from django.db import models

from renate.kit.fields import BlindIndexField
from renate.kit.public_ids import new_public_id
from renate.tenancy import scope
from renate.tenancy.fields import OrganisationKey
from renate.tenancy.managers import TenantManager, claim


class TenantModel(models.Model):
    """A row that belongs to one organisation and is seen by no other."""

    organisation = OrganisationKey()
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+",
        db_index=False,
    )  # fmt: skip

    objects = TenantManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint("organisation", "public_id", name="%(app_label)s_%(class)s_public_id"),
        ]

    def claim(self) -> None:
        """Take the organisation and the actor from the scope. Raises ScopeError across two."""
        claim(self)
        if self._state.adding and self.created_by_id is None:
            self.created_by_id = scope.current().user_id

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.claim()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = self._with_indexes({*kwargs["update_fields"]})
        super().save(*args, **kwargs)

    def refresh_from_db(  # type: ignore[override]
        self, using: Any = None, fields: Any = None, **kwargs: Any
    ) -> None:
        # An encrypted value opens by its place: one query for both, not one for each part of the place.
        fields = fields if fields is None else [*{*fields, "organisation_id", "public_id"}]
        super().refresh_from_db(using=using, fields=fields, **kwargs)

    def _with_indexes(self, names: set[str]) -> set[str]:
        # A blind index left behind would find the old value and miss the new one.
        fields = self._meta.local_concrete_fields
        return names | {f.name for f in fields if isinstance(f, BlindIndexField) and f.source in names}

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.claim()
        super().full_clean(*args, **kwargs)

    def clean_fields(self, exclude: Any = None) -> None:
        # Taken from the scope a moment ago; the keys of the database stand behind them.
        super().clean_fields(exclude={*(exclude or ()), "organisation", "created_by"})

    def validate_constraints(self, exclude: Any = None) -> None:
        # Made by chance (57 bits): the index refuses what is there already, nobody needs to look for it.
        super().validate_constraints(exclude={*(exclude or ()), "public_id"})
