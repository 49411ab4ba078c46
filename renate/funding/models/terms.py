"""What a grant is made of: budget lines, instalments, deadlines (S3-02, R-23)."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from renate.funding.codes import CostCategory, DeadlineKind
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class BudgetLine(TenantModel):
    """Part of a grant's budget; money of a restricted line may pay for its own category only."""

    grant = TenantForeignKey("funding.Grant", on_delete=models.PROTECT, related_name="lines")
    name = models.CharField(_("name"), max_length=120)
    category = models.CharField(_("category"), max_length=16, choices=CostCategory)
    amount = models.DecimalField(
        _("amount in euros"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    is_restricted = models.BooleanField(_("restricted to this purpose"), default=False)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "grant", "name", name="funding_line_once"),
        ]

    class Privacy:
        """Nothing about any person."""

        personal = ()
        special = ()
        operational = ("grant", "name", "category", "amount", "is_restricted")
        retention = "grant"

    def __str__(self) -> str:
        return self.name


class Instalment(TenantModel):
    """One payment of the donor, expected and then received."""

    grant = TenantForeignKey("funding.Grant", on_delete=models.PROTECT, related_name="instalments")
    amount = models.DecimalField(
        _("amount in euros"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    due_on = models.DateField(_("expected on"))
    received_on = models.DateField(_("received on"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [*TenantModel.Meta.constraints]

    class Privacy:
        """Nothing about any person."""

        personal = ()
        special = ()
        operational = ("grant", "amount", "due_on", "received_on")
        retention = "grant"

    def __str__(self) -> str:
        return f"{self.amount} {self.due_on}"


class DeadlineQuerySet(TenantQuerySet):
    """Deadlines for reminders and lists."""

    def open(self) -> "DeadlineQuerySet":
        """What the donor still waits for."""
        return self.filter(done_on__isnull=True)


class GrantDeadline(TenantModel):
    """A day on which the donor expects something; reminded of 30 and 7 days before (R-23)."""

    grant = TenantForeignKey("funding.Grant", on_delete=models.PROTECT, related_name="deadlines")
    kind = models.CharField(_("what"), max_length=12, choices=DeadlineKind, default=DeadlineKind.REPORT)
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("sent on"), null=True, blank=True)

    objects = TenantManager.from_queryset(DeadlineQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "grant", "kind", "due_on", name="funding_deadline_once"),
        ]
        indexes = [models.Index(fields=["organisation", "done_on", "due_on"], name="funding_deadline_open")]

    class Privacy:
        """Nothing about any person."""

        personal = ()
        special = ()
        operational = ("grant", "kind", "due_on", "done_on")
        retention = "grant"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on}"
