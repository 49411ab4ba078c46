"""Which house an incident happened in."""

from __future__ import annotations

from django.db import models

from renate.tenancy.fields import TenantForeignKey, TenantOneToOneField
from renate.tenancy.models import TenantModel


class HouseIncident(TenantModel):
    """An entry in the log of a house; what happened and whom it concerns is in the incident itself."""

    shelter = TenantForeignKey("shelters.Shelter", on_delete=models.PROTECT, related_name="incidents")
    incident = TenantOneToOneField("cases.Incident", on_delete=models.CASCADE, related_name="house")

    class Privacy:
        personal = ()
        special = ()
        operational = ("shelter", "incident")
        retention = "organisation"

    def __str__(self) -> str:
        return self.public_id
