"""A donor gives a grant for a programme, in euros, for a period (S3-02, S3-77)."""

from datetime import date
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from renate.funding.codes import FundingKind
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class Donor(TenantModel):
    """Who gives money. An organisation keeps its own list: donors are no shared directory."""

    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=20, choices=FundingKind, default=FundingKind.FOUNDATION)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "name", name="funding_donor_once"),
        ]

    class Privacy:
        """Nothing about any person."""

        personal = ()
        special = ()
        retention = "grant"
        operational = ("name", "kind")

    def __str__(self) -> str:
        return self.name


class Programme(TenantModel):
    """What grants are given for, such as a three-year programme of several organisations."""

    name = models.CharField(_("name"), max_length=160)
    code = models.CharField(_("code"), max_length=20)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "code", name="funding_programme_once"),
            models.CheckConstraint(
                name="funding_programme_period",
                condition=models.Q(to_on__isnull=True) | models.Q(to_on__gte=models.F("from_on")),
            ),
        ]

    class Privacy:
        """Nothing about any person."""

        personal = ()
        special = ()
        retention = "grant"
        operational = ("name", "code", "from_on", "to_on")

    def __str__(self) -> str:
        return self.name


class GrantQuerySet(TenantQuerySet):
    """Grants by period."""

    def running_between(self, from_on: date, to_on: date) -> "GrantQuerySet":
        """Grants whose period touches the given one; whole, never a share of them."""
        return self.filter(from_on__lte=to_on, to_on__gte=from_on)

    def with_next_deadline(self) -> "GrantQuerySet":
        """Adds next_due_on, the earliest day on which the donor still waits for something."""
        return self.annotate(
            next_due_on=models.Min("deadlines__due_on", filter=models.Q(deadlines__done_on=None))
        )

    def total(self) -> Decimal:
        """The sum of the amounts in euros."""
        return self.aggregate(total=models.Sum("amount"))["total"] or Decimal(0)


class Grant(TenantModel):
    """Money of one donor for one programme: amount in euros, period, when the donor expects a report."""

    donor = TenantForeignKey(Donor, on_delete=models.PROTECT, related_name="grants", verbose_name=_("donor"))
    programme = TenantForeignKey(
        Programme, on_delete=models.PROTECT, related_name="grants", verbose_name=_("programme")
    )
    code = models.CharField(_("code"), max_length=30)
    amount = models.DecimalField(
        _("amount in euros"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"))
    grantee = models.CharField(
        _("grantee"), max_length=160, blank=True,
        help_text=_("Empty: this organisation. Else the site or partner that the money is passed on to."),
    )  # fmt: skip

    objects = TenantManager.from_queryset(GrantQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "code", name="funding_grant_once"),
            models.CheckConstraint(name="funding_grant_amount", condition=models.Q(amount__gt=0)),
            models.CheckConstraint(
                name="funding_grant_period", condition=models.Q(to_on__gte=models.F("from_on"))
            ),
        ]

    class Privacy:
        """Nothing about any person."""

        personal = ()
        special = ()
        retention = "grant"
        operational = ("donor", "programme", "code", "amount", "from_on", "to_on", "grantee")

    def __str__(self) -> str:
        return f"{self.code} · {self.donor}"
