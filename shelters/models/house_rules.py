"""The rules that people in a house live by, in versions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class HouseRules(TenantModel):
    """One version of a house's rules; a stay keeps the version that was explained to the person."""

    shelter = TenantForeignKey("shelters.Shelter", on_delete=models.PROTECT, related_name="rules_versions")
    version = models.PositiveSmallIntegerField(_("version"))
    valid_from = models.DateField(_("valid from"))
    text = models.TextField(_("house rules"), max_length=20_000)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "shelter", "version"], name="house_rules_version_once"
            ),
        ]

    class Privacy:
        personal = ()
        special = ()
        operational = ("shelter", "version", "valid_from", "text")
        retention = "organisation"

    def __str__(self) -> str:
        return f"{self.version}"
