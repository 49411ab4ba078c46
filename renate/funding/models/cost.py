"""Money spent that is no service to a person: salaries, rent, training (S1-16, T21)."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from renate.funding.codes import CostCategory
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class Cost(TenantModel):
    """One cost, charged to one grant and perhaps one of its lines. Services have theirs in their log."""

    grant = TenantForeignKey("funding.Grant", on_delete=models.PROTECT, related_name="costs")
    line = TenantForeignKey(
        "funding.BudgetLine", null=True, blank=True, on_delete=models.PROTECT, related_name="costs"
    )
    on = models.DateField(_("date"))
    category = models.CharField(_("category"), max_length=16, choices=CostCategory)
    amount = models.DecimalField(
        _("amount in euros"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    note = models.CharField(_("what for"), max_length=160, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(name="funding_cost_amount", condition=models.Q(amount__gt=0)),
        ]
        indexes = [models.Index(fields=["organisation", "grant", "on"], name="funding_cost_by_grant")]

    class Privacy:
        """Nothing about any person: the form says so."""

        personal = ()
        special = ()
        operational = ("grant", "line", "on", "category", "amount", "note")
        retention = "grant"

    def __str__(self) -> str:
        return f"{self.amount} {self.on}"
