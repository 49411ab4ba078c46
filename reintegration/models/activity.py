"""A service for many at once: a course, an outing, a talk (S3-10)."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from reintegration import catalogue
from reintegration.codes import DeliveryMode, ProviderKind, Unit
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class GroupActivity(TenantModel):
    """What took place once, for several; each participant has a delivery of their own that points here."""

    on = models.DateField(_("day"))
    service = models.CharField(_("service"), max_length=64)
    service_name = models.CharField(max_length=80, blank=True)
    mode = models.CharField(_("how"), max_length=16, choices=DeliveryMode, default=DeliveryMode.IN_PERSON)
    quantity = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal(1))
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.SESSION)
    provider_kind = models.CharField(max_length=32, choices=ProviderKind)
    total_cost = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(Decimal(0))]
    )
    grant = TenantForeignKey(
        "funding.Grant", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    led_by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    note = EncryptedTextField(_("note"), blank=True, long=True, max_chars=2000)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "-on"], name="reintegration_activity_on")]

    class Privacy:
        """Names nobody: participants are in the deliveries."""

        personal = ("led_by", "note")
        special = ()
        operational = (
            "on", "service", "service_name", "mode", "quantity", "unit", "provider_kind", "total_cost",
            "grant",
        )  # fmt: skip
        retention = "organisation"

    def __str__(self) -> str:
        return f"Activity of {self.on}"

    @property
    def label(self) -> str:
        """The service in words."""
        return self.service_name or catalogue.service_label(self.service)
