"""What an organisation makes of the catalogue: services off or on, and services of its own (domain 3)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from reintegration.catalogue import Service
from reintegration.codes import Phase, ProviderKind, Unit
from renate.tenancy.models import TenantModel


class ServiceOffer(TenantModel):
    """A service that is off here, or one of our own; what the catalogue says needs no row."""

    code = models.CharField(max_length=64)
    is_on = models.BooleanField(_("offered here"), default=True)
    is_own = models.BooleanField(default=False)
    name = models.CharField(_("service"), max_length=80, blank=True)
    unit = models.CharField(_("counted in"), max_length=8, choices=Unit, default=Unit.SESSION)
    phases = ArrayField(
        models.CharField(max_length=16, choices=Phase), verbose_name=_("usual in"), default=list, blank=True
    )
    providers = ArrayField(
        models.CharField(max_length=32, choices=ProviderKind),
        verbose_name=_("who may provide it"),
        default=list,
        blank=True,
    )

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "code"], name="reintegration_offer_code"),
        ]

    class Privacy:
        """A list of services."""

        personal = ()
        special = ()
        operational = ("code", "is_on", "is_own", "name", "unit", "phases", "providers")
        retention = "organisation"

    def __str__(self) -> str:
        return self.name or self.code

    def as_service(self) -> Service:
        """One of our own services as the catalogue has it."""
        return Service(
            self.code, self.name, tuple(self.phases), (), tuple(self.providers), self.unit, is_own=True
        )
