"""Bodies that an organisation works with: its own directory, whom to call there, what was agreed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes import COUNTRIES, LANGUAGES
from referrals.codes import AgreementKind, PartnerKind, ServiceAsked
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class Partner(TenantModel):
    """A body of one's own directory, read by nobody else; `member` ties it to an organisation of the network
    (S1-09, S1-19, S3-69…71, S3-80).
    """

    member = models.ForeignKey(
        "tenancy.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
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
    nrm_member = models.BooleanField(_("takes part in the national mechanism"), default=False)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="referrals_partner_name_once",
                violation_error_message=_("There is a partner of this name."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "member"],
                condition=models.Q(member__isnull=False),
                name="referrals_partner_member_once",
                violation_error_message=_("This member is in the directory already."),
            ),
        ]

    class Privacy:
        personal = ("contact_person", "contact")
        special = ()
        operational = (
            "member", "name", "kind", "country", "area", "services", "languages", "nrm_member", "is_active",
        )  # fmt: skip
        retention = "organisation"

    def __str__(self) -> str:
        return self.name

    @property
    def service_labels(self) -> list[str]:
        """The services in words."""
        return [str(ServiceAsked(code).label) for code in self.services]

    @property
    def language_labels(self) -> list[str]:
        """The languages in words."""
        words = dict(LANGUAGES)
        return [str(words.get(code, code)) for code in self.languages]


class PartnerContact(TenantModel):
    """Somebody to call at a body."""

    partner = TenantForeignKey("referrals.Partner", on_delete=models.PROTECT, related_name="contacts")
    name = EncryptedTextField(_("name"), max_chars=120)
    job = EncryptedTextField(_("what they do"), blank=True, max_chars=120)
    reach = EncryptedTextField(_("phone or e-mail"), blank=True, max_chars=300)
    languages = ArrayField(
        models.CharField(max_length=3, choices=LANGUAGES),
        verbose_name=_("languages"),
        default=list,
        blank=True,
    )
    is_current = models.BooleanField(_("still there"), default=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "partner"], name="referrals_contact_partner")]

    class Privacy:
        personal = ("name", "job", "reach")
        special = ()
        operational = ("partner", "languages", "is_current")
        retention = "organisation"

    def __str__(self) -> str:
        return self.public_id


class Agreement(TenantModel):
    """A memorandum, procedures or a contract with a body, and how long it holds (S3-70)."""

    partner = TenantForeignKey("referrals.Partner", on_delete=models.PROTECT, related_name="agreements")
    kind = models.CharField(_("kind"), max_length=16, choices=AgreementKind)
    signed_on = models.DateField(_("signed on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    note = EncryptedTextField(_("what it covers"), blank=True, long=True, max_chars=2000)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("signed_on")),
                name="referrals_agreement_ends_after_start",
                violation_error_message=_("An agreement can't end before it was signed."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "partner"], name="referrals_agreement_partner")]

    class Privacy:
        personal = ("note",)
        special = ()
        operational = ("partner", "kind", "signed_on", "valid_until")
        retention = "organisation"

    def __str__(self) -> str:
        return self.public_id
