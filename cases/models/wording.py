"""What is read to a person before the answer, and on what ground of law each purpose rests (domain 4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes import LANGUAGES, Basis, ConsentPurpose, SpecialGround
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class ConsentText(TenantModel):
    """The organisation's own words about a purpose in one language; never changed, only followed."""

    purpose = models.CharField(_("purpose"), max_length=20, choices=ConsentPurpose)
    language = models.CharField(_("language"), max_length=3, choices=LANGUAGES)
    version = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"), max_length=5000)
    digest = models.CharField(max_length=64)
    written_on = models.DateField(_("in use from"))
    written_by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                "organisation", "purpose", "language", "version", name="cases_consent_text_version"
            ),
        ]

    class Privacy:
        personal = ("written_by",)
        special = ()
        operational = ("purpose", "language", "version", "text", "digest", "written_on")
        retention = "organisation"

    def __str__(self) -> str:
        return f"{self.purpose} {self.language} {self.version}"


class PurposeBasis(TenantModel):
    """The organisation's decision about one purpose: Article 6, and Article 9 where data are special."""

    purpose = models.CharField(_("purpose"), max_length=20, choices=ConsentPurpose)
    basis = models.CharField(_("ground, Article 6"), max_length=24, choices=Basis)
    special_ground = models.CharField(
        _("ground for special data, Article 9"), max_length=24, choices=SpecialGround
    )
    note = models.TextField(_("note"), blank=True, max_length=2000)
    decided_on = models.DateField(_("decided on"))
    decided_by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "purpose", name="cases_purpose_basis_once"),
        ]

    class Privacy:
        personal = ("decided_by",)
        special = ()
        operational = ("purpose", "basis", "special_ground", "note", "decided_on")
        retention = "organisation"

    def __str__(self) -> str:
        return f"{self.purpose} {self.basis}"
