"""Who offers what (domain 3): read by whoever makes a plan. Nothing about a person is in it."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes import LANGUAGES
from reintegration import catalogue
from reintegration.codes import ProviderKind
from reintegration.rules.directory import is_stale
from renate.tenancy.models import TenantModel

_LANGUAGE_WORDS = dict(LANGUAGES)


class ProviderEntry(TenantModel):
    """One service of one provider: where, in which languages, at what cost, how soon, last verified when."""

    service = models.CharField(_("service"), max_length=64)
    service_name = models.CharField(max_length=80, blank=True)
    provider = models.CharField(_("provider"), max_length=120)
    provider_kind = models.CharField(_("kind of provider"), max_length=32, choices=ProviderKind)
    area = models.CharField(_("town or area"), max_length=100, blank=True)
    languages = ArrayField(
        models.CharField(max_length=3, choices=LANGUAGES),
        verbose_name=_("languages"),
        default=list,
        blank=True,
    )
    accepts = models.CharField(_("takes in"), max_length=200, blank=True)
    cost = models.CharField(_("cost"), max_length=100, blank=True)
    waiting_days = models.PositiveSmallIntegerField(_("days of waiting"), null=True, blank=True)
    verified_on = models.DateField(_("verified on"))
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "provider", "service", "area"],
                name="reintegration_entry_once",
                violation_error_message=_("This provider has this service there already."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "service"], name="reintegration_entry_service")]

    class Privacy:
        """About bodies and their services."""

        personal = ()
        special = ()
        operational = (
            "service", "service_name", "provider", "provider_kind", "area", "languages", "accepts", "cost",
            "waiting_days", "verified_on", "is_active",
        )  # fmt: skip
        retention = "organisation"

    def __str__(self) -> str:
        return f"{self.label}: {self.provider}" + (f", {self.area}" if self.area else "")

    @property
    def label(self) -> str:
        """The service in words."""
        return self.service_name or catalogue.service_label(self.service)

    @property
    def language_words(self) -> list[str]:
        """The languages in words."""
        return [str(_LANGUAGE_WORDS[code]) for code in self.languages]

    def is_stale_on(self, on: date) -> bool:
        """Not verified for a year: call before sending somebody."""
        return is_stale(self.verified_on, on)
