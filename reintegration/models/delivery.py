"""What was really delivered, to whom, by whom (S3-10, S3-64)."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from reintegration import catalogue
from reintegration.codes import DeliveryMode, Phase, ProviderKind, Unit
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel

_NOT_NEGATIVE = [MinValueValidator(Decimal(0))]


class DeliveryQuerySet(TenantQuerySet):
    """Chainable reads over deliveries; reports count these."""

    def to_primary(self) -> "DeliveryQuerySet":
        """Delivered to the person herself or himself."""
        return self.filter(recipient__isnull=True)

    def to_secondary(self) -> "DeliveryQuerySet":
        """Delivered to a family member in their own right (S3-64)."""
        return self.filter(recipient__isnull=False)

    def between(self, from_on, to_on) -> "DeliveryQuerySet":
        """Dated in the period, both days included."""
        return self.filter(on__range=(from_on, to_on))


class ServiceDelivery(TenantModel):
    """One service on one day; recipient empty means the person."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="deliveries")
    on = models.DateField()
    service = models.CharField(max_length=64)
    service_name = models.CharField(max_length=80, blank=True)
    category = models.CharField(max_length=32, editable=False)
    item = TenantForeignKey(
        "reintegration.PlanItem", null=True, blank=True, on_delete=models.PROTECT, related_name="deliveries"
    )
    activity = TenantForeignKey(
        "reintegration.GroupActivity",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deliveries",
    )
    recipient = TenantForeignKey(
        "cases.RelatedPerson", null=True, blank=True, on_delete=models.PROTECT, related_name="deliveries"
    )
    phase_at = models.CharField(max_length=16, choices=Phase, blank=True)
    provider_kind = models.CharField(
        max_length=32, choices=ProviderKind, default=ProviderKind.CARE_PROVIDER_OWN
    )
    provider = EncryptedTextField(blank=True, max_chars=160)
    mode = models.CharField(max_length=16, choices=DeliveryMode, default=DeliveryMode.IN_PERSON)
    quantity = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal(1))
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.SESSION)
    duration_min = models.PositiveSmallIntegerField(null=True, blank=True)
    cost = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=_NOT_NEGATIVE
    )
    grant = TenantForeignKey(
        "funding.Grant", null=True, blank=True, on_delete=models.PROTECT, related_name="deliveries"
    )
    delivered_by = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    before_opening = models.BooleanField(default=False)
    satisfaction = models.PositiveSmallIntegerField(null=True, blank=True)
    note = EncryptedTextField(blank=True, long=True)

    objects = TenantManager.from_queryset(DeliveryQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(quantity__gt=0),
                name="reintegration_delivery_quantity",
                violation_error_message="The quantity must be more than nothing.",
            ),
            models.CheckConstraint(
                condition=Q(satisfaction__isnull=True) | Q(satisfaction__range=(1, 5)),
                name="reintegration_delivery_satisfaction",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "case", "on"], name="reintegration_delivery_case"),
            models.Index(fields=["organisation", "on", "category"], name="reintegration_delivery_on"),
        ]

    class Privacy:
        """A service may reveal health; note and provider may reveal life and place."""

        personal = (
            "case", "on", "item", "recipient", "phase_at", "provider_kind", "mode", "quantity", "unit",
            "duration_min", "cost", "grant", "delivered_by", "satisfaction", "provider", "note",
            "activity",
        )  # fmt: skip
        special = ("service", "service_name", "category")
        operational = ("before_opening",)
        retention = "case"

    def __str__(self) -> str:
        return f"Delivery {self.public_id}"

    def save(self, *args, **kwargs) -> None:
        """Keep the category beside the service: reports group by it."""
        self.category = self.service.partition(".")[0]
        super().save(*args, **kwargs)

    @property
    def label(self) -> str:
        """The service in words."""
        return self.service_name or catalogue.service_label(self.service)
