"""Documents, the right to stay, the time to reflect (domain 2.3, R-22, R-23)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.codes import COUNTRIES, LANGUAGES, DocumentKind, DocumentStatus, ReflectionEnd, Residence
from cases.rules.papers import REFLECTION_DAYS
from renate.kit.fields import BlindIndexField, EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class IdentityDocument(TenantModel):
    """A document of the person, also one that is lost or was never had."""

    person = TenantForeignKey("cases.Person", on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(_("document"), max_length=24, choices=DocumentKind)
    status = models.CharField(_("status"), max_length=24, choices=DocumentStatus)
    number = EncryptedTextField(_("number"), blank=True, max_chars=60)
    number_index = BlindIndexField(source="number")
    country = models.CharField(_("issued by"), max_length=2, choices=COUNTRIES, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                name="cases_document_ends_after_start",
                condition=Q(issued_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gte=F("issued_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "person"], name="cases_document_person"),
            models.Index(fields=["organisation", "number_index"], name="cases_document_number"),
            models.Index(fields=["organisation", "expires_on"], name="cases_document_expires"),
        ]

    class Privacy:
        personal = (
            "person", "kind", "number", "number_index", "country", "issued_on", "expires_on",
        )  # fmt: skip
        special = ("status",)
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class ResidenceStatus(TenantModel):
    """On what ground the person may stay in a country, and until when."""

    person = TenantForeignKey("cases.Person", on_delete=models.PROTECT, related_name="residences")
    kind = models.CharField(_("status"), max_length=32, choices=Residence)
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "person"], name="cases_residence_person"),
            models.Index(fields=["organisation", "valid_to"], name="cases_residence_expires"),
        ]

    class Privacy:
        personal = ("person", "country", "valid_to")
        special = ("kind",)
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class ReflectionPeriod(TenantModel):
    """The days in which the person decides freely, with services whatever the decision (R-22)."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="reflection_periods")
    from_on = models.DateField(_("from"))
    days = models.PositiveSmallIntegerField(
        _("days"), default=REFLECTION_DAYS, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    to_on = models.DateField(_("until"))
    informed_on = models.DateField(_("informed on"), null=True, blank=True)
    language = models.CharField(_("informed in"), max_length=3, choices=LANGUAGES, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_reason = models.CharField(_("why it ended"), max_length=24, choices=ReflectionEnd, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                name="cases_reflection_ends_after_start",
                condition=Q(to_on__gte=F("from_on"))
                & (Q(ended_on__isnull=True) | Q(ended_on__gte=F("from_on"))),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "case"], name="cases_reflection_case"),
            models.Index(fields=["organisation", "to_on"], name="cases_reflection_ends"),
        ]

    class Privacy:
        personal = ("case", "language")
        special = ("from_on", "days", "to_on", "informed_on", "ended_on", "ended_reason")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
