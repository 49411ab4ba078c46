"""Documents of a file: put in, read whole, taken out."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.codes import AttachmentKind, RemovalReason
from cases.models import Attachment, AttachmentChunk, Case, Consent
from cases.operations.people import may_identify
from cases.queries.consent import special_data_refused
from cases.rules.uploads import UploadRefused, accepted, pieces
from renate import audit
from renate.accounts.access import section_access
from renate.accounts.models import Membership
from renate.accounts.roles import Access
from renate.kit.crypto import SealBroken
from renate.kit.errors import RuleError

MOST_IN_A_FILE = 300


class AttachmentError(RuleError):
    """The document can't be put in or taken out."""


@transaction.atomic
def add_attachment(
    *, by: Membership, on: date, case: Case, section: str, kind: str, content: bytes, name: str,
    title: str = "", consent: Consent | None = None,
) -> Attachment:  # fmt: skip
    """Put a document into a section that the member writes. Raises AttachmentError."""
    _check(by, case, section, kind, consent)
    content_type, kept = _accepted(content, name)
    attachment = Attachment(
        case=case, section=section, kind=kind, title=title, consent=consent, by=by, added_on=on,
        content_type=content_type, size=len(kept),
    )  # fmt: skip
    attachment.full_clean()
    attachment.save()
    AttachmentChunk.objects.bulk_create(
        [
            AttachmentChunk(attachment=attachment, number=number, is_last=is_last, content=piece)
            for number, is_last, piece in pieces(kept)
        ],
        batch_size=16,
    )
    audit.record("attachment.added", on=attachment, case=case.public_id, section=section, kind=kind)
    return attachment


@transaction.atomic
def read_attachment(*, by: Membership, attachment: Attachment) -> bytes:
    """The whole document, every piece opened before the first is given. Raises SealBroken."""
    if not attachment.is_there:
        raise AttachmentError(_("This document was taken out of the file."))
    audit.record("attachment.read", on=attachment, case=attachment.case.public_id, section=attachment.section)
    chunks = list(attachment.chunks.order_by("number"))
    if [chunk.number for chunk in chunks] != list(range(len(chunks))) or not chunks:
        raise SealBroken("pieces of a document are missing")
    if [chunk.is_last for chunk in chunks] != [False] * (len(chunks) - 1) + [True]:
        raise SealBroken("the end of a document is missing")
    return b"".join(chunk.content for chunk in chunks)


@transaction.atomic
def remove_attachment(*, by: Membership, on: date, attachment: Attachment, reason: str) -> Attachment:
    """Take a document out: its content is gone, the line and the record stay. Raises AttachmentError."""
    if not attachment.is_there:
        raise AttachmentError(_("This document was taken out of the file already."))
    if reason == RemovalReason.ANONYMISED:
        raise AttachmentError(_("Choose why it is taken out."), field="reason")
    _check_section(by, attachment.section)
    attachment.chunks.all().delete()
    attachment.removed_on, attachment.removed_by, attachment.removal_reason = on, by, reason
    attachment.title = ""
    attachment.full_clean()
    attachment.save()
    audit.record("attachment.removed", on=attachment, case=attachment.case.public_id, reason=reason)
    return attachment


def _check(by: Membership, case: Case, section: str, kind: str, consent: Consent | None) -> None:
    _check_section(by, section)
    if kind == AttachmentKind.IDENTITY and not may_identify(case.person):
        text = _("Storing identifying data was refused: a copy of an identity document can't be kept.")
        raise AttachmentError(text, field="kind")
    if special_data_refused(case.person, section):
        text = _("The person refused to have such data stored: keep this in your own professional file.")
        raise AttachmentError(text, field="section")
    if consent is not None and (kind != AttachmentKind.CONSENT or consent.person_id != case.person_id):
        raise AttachmentError(_("Only a signed consent form belongs to a consent."), field="consent")
    if Attachment.objects.filter(case=case, removed_on__isnull=True).count() >= MOST_IN_A_FILE:
        raise AttachmentError(_("The file holds %(count)s documents already.") % {"count": MOST_IN_A_FILE})


def _check_section(by: Membership, section: str) -> None:
    if section_access(by, section) < Access.WRITE:
        raise AttachmentError(_("Your role does not write this section."), field="section")


def _accepted(content: bytes, name: str) -> tuple[str, bytes]:
    try:
        return accepted(content, name)
    except UploadRefused as refused:
        texts = {
            "empty": _("The file is empty."),
            "too_large": _("The file is larger than 10 MB. Scan it with fewer dots, or split it."),
            "too_many_pixels": _("The picture has too many dots. Save it smaller."),
            "mislabelled": _("The ending of the file name does not fit its content."),
            "unknown": _(
                "Only PDF, JPEG, PNG, Word (.docx), OpenDocument (.odt) and plain text are accepted."
            ),
            "broken": _("The file is damaged and can't be opened."),
            "locked": _("The PDF is locked by a password. Save it without one."),
            "active": _("The document holds a program or other files. Save it as a plain PDF."),
            "flood": _("The document unpacks to more than is accepted."),
        }
        raise AttachmentError(texts[refused.why], field="document") from None
