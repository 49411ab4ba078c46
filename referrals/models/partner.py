"""Outside bodies that an organisation works with."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes import COUNTRIES, LANGUAGES
from referrals.codes import PartnerKind, ServiceAsked
from renate.kit.fields import EncryptedTextField
from renate.tenancy.models import TenantModel


class Partner(TenantModel):
    """A body outside the network: one's own directory, read by nobody else (S3-71)."""

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=PartnerKind)
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES)
    area = models.CharField(_("town or area"), max_length=100, blank=True)
    services = ArrayField(
        models.CharField(max_length=30, choices=ServiceAsked),
        verbose_name=_("services"),
        default=list,
        blank=True,
    )
    languages = ArrayField(
        models.CharField(max_length=3, choices=LANGUAGES),
        verbose_name=_("languages"),
        default=list,
        blank=True,
    )
    contact_person = EncryptedTextField(_("contact person"), blank=True, max_chars=120)
    contact = EncryptedTextField(
        _("phone, e-mail or address"),
        blank=True,
        long=True,
        max_chars=500,
        help_text=_("How to reach them safely."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="referrals_partner_name_once",
                violation_error_message=_("There is a partner of this name."),
            ),
        ]

    class Privacy:
        personal = ("contact_person", "contact")
        special = ()
        operational = ("name", "kind", "country", "area", "services", "languages", "is_active")
        retention = "organisation"

    def __str__(self) -> str:
        return self.name

    @property
    def service_labels(self) -> list[str]:
        """The services in words."""
        return [str(ServiceAsked(code).label) for code in self.services]
