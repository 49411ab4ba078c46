"""A person's own words, agreed for named uses (S3-91, domain 4 media_story)."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from renate.kit.fields import EncryptedTextField
from renate.reports.codes import QuoteUse
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class Quote(TenantModel):
    """Exactly the text that the person agreed to. It may be printed while that consent stands."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="quotes")
    consent = TenantForeignKey("cases.Consent", on_delete=models.PROTECT, related_name="quotes")
    text = EncryptedTextField(_("the person's words"), long=True, max_chars=1200)
    said_by = EncryptedTextField(_("printed below it"), blank=True, max_chars=60)
    uses = ArrayField(models.CharField(max_length=16, choices=QuoteUse), verbose_name=_("agreed uses"))

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "case"], name="reports_quote_case")]

    class Privacy:
        """Words of the person."""

        personal = ("text", "said_by")
        special = ()
        operational = ("case", "consent", "uses")
        retention = "case"

    def __str__(self) -> str:
        return self.public_id

    def clean(self) -> None:
        if self.consent.case_id != self.case_id:
            raise ValidationError("consent and words are of one case")
