"""Help for somebody of whom no record is kept: only that it was given (domain 4, services refused)."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes import FirstHelp
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class OneOffHelp(TenantModel):
    """A day, what was given, to how many; there is no place for anything about a person."""

    on = models.DateField(_("date"))
    kinds = ArrayField(models.CharField(max_length=24, choices=FirstHelp), verbose_name=_("what was given"))
    people = models.PositiveSmallIntegerField(
        _("people helped"), default=1, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "-on"], name="cases_one_off_day")]

    class Privacy:
        personal = ("by",)
        special = ()
        operational = ("on", "kinds", "people")
        retention = "organisation"

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"
