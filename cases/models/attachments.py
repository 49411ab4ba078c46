"""Documents put into a file: kept in the database, sealed piece by piece under the organisation's key.

In the database and not in a folder, so that row security, transactions, backups, key rotation and
crypto-erasure cover them with everything else.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.codes import ATTACHMENT_SECTIONS, AttachmentKind, AttachmentType, RemovalReason
from renate.kit.fields import EncryptedBytesField, EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class Attachment(TenantModel):
    """A document of a case; when it is taken out, its content goes and this line stays."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="attachments")
    section = models.CharField(_("section"), max_length=1, choices=ATTACHMENT_SECTIONS)
    kind = models.CharField(_("kind"), max_length=16, choices=AttachmentKind)
    title = EncryptedTextField(_("what it is"), blank=True, max_chars=200)
    content_type = models.CharField(max_length=80, choices=AttachmentType)
    size = models.PositiveIntegerField()
    added_on = models.DateField(_("added on"))
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    # The answer that a signed form is about.
    consent = TenantForeignKey(
        "cases.Consent", null=True, blank=True, on_delete=models.PROTECT, related_name="attachments"
    )
    removed_on = models.DateField(null=True, blank=True)
    removed_by = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removal_reason = models.CharField(_("reason"), max_length=16, choices=RemovalReason, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                name="cases_attachment_removed_for_a_reason",
                condition=Q(removed_on__isnull=True, removal_reason="")
                | (Q(removed_on__isnull=False) & ~Q(removal_reason="")),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "case", "added_on"], name="cases_attachment_case")]

    class Privacy:
        personal = (
            "case", "section", "kind", "title", "content_type", "size", "added_on", "by", "consent",
            "removed_on", "removed_by", "removal_reason",
        )  # fmt: skip
        special = ()
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_there(self) -> bool:
        """Whether there is still something to read."""
        return self.removed_on is None


class AttachmentChunk(TenantModel):
    """One piece of a document. The seal covers which document, which piece, and whether it is the last."""

    attachment = TenantForeignKey("cases.Attachment", on_delete=models.PROTECT, related_name="chunks")
    number = models.PositiveIntegerField()
    is_last = models.BooleanField()
    content = EncryptedBytesField(bound_to=("attachment_id", "number", "is_last"))

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "attachment", "number", name="cases_chunk_once"),
        ]

    class Privacy:
        personal = ("attachment",)
        special = ("content",)
        operational = ("number", "is_last")
        retention = "case"

    def __str__(self) -> str:
        return f"{self.attachment_id} {self.number}"
