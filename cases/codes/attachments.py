"""Documents put into the file: what they are, in which section, and why one was taken out again."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from renate.accounts.roles import Section


class AttachmentKind(models.TextChoices):
    """What a document is, in words that tell nothing."""

    CONSENT = "consent_form", _("Signed consent form")
    IDENTITY = "identity", _("Copy of an identity document")
    OFFICIAL = "official", _("Letter or decision of an authority")
    COURT = "court", _("Court paper")
    MEDICAL = "medical", _("Medical paper")
    CERTIFICATE = "certificate", _("School or training certificate")
    CONTRACT = "contract", _("Contract")
    PHOTOGRAPH = "photograph", _("Photograph")
    OTHER = "other", pgettext_lazy("document", "Other")


class AttachmentType(models.TextChoices):
    """What is accepted, recognised by its content."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word (.docx)"
    ODT = "application/vnd.oasis.opendocument.text", "OpenDocument (.odt)"
    TEXT = "text/plain", _("Plain text")


class RemovalReason(models.TextChoices):
    """Why a document was taken out."""

    WRONG_FILE = "wrong_file", _("It belongs to another file")
    DUPLICATE = "duplicate", _("It is there twice")
    ASKED = "asked", _("The person asked for it")
    NOT_NEEDED = "not_needed", _("It is not needed any more")
    UNREADABLE = "unreadable", _("It can't be read")
    ANONYMISED = "anonymised", _("The file was anonymised")


# A document is read by whoever reads its section in full: no stay, address, money or figures.
ATTACHMENT_SECTIONS = [pair for pair in Section.choices if pair[0] in "ABCEFGHKL"]
