"""Putting a document in, and taking one out."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cases.codes import ATTACHMENT_SECTIONS, AttachmentKind, RemovalReason
from cases.forms.fields import one_of
from cases.models import Case, Consent

ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx,.odt,.txt"


class ConsentChoice(forms.ModelChoiceField):
    """A consent of the file, by purpose and day."""

    def label_from_instance(self, obj: Consent) -> str:
        return f"{obj.get_purpose_display()}, {obj.valid_from:%-d %b %Y}"


class AttachmentForm(forms.Form):
    """A document and where it belongs. Names of files are not kept."""

    document = forms.FileField(
        label=_("Document"),
        help_text=_("PDF, JPEG, PNG, Word, OpenDocument or plain text, up to 10 MB. Pictures lose the"
                    " place and time that cameras write into them."),
        widget=forms.FileInput({"accept": ACCEPT}),
    )  # fmt: skip
    section = one_of((), _("Who may read it"), required=True)
    kind = one_of(AttachmentKind, _("Kind"), required=True)
    title = forms.CharField(label=_("What it is"), max_length=200, required=False)
    consent = ConsentChoice(
        Consent.objects.none(), label=_("Consent"), required=False, empty_label=_("None"),
        help_text=_("For a signed form: the answer it is about."),
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, sections: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [pair for pair in ATTACHMENT_SECTIONS if pair[0] in sections]
        self.fields["section"].choices = [("", _("Choose")), *named]  # type: ignore[attr-defined]
        consents = Consent.objects.filter(person=case.person_id).order_by("-valid_from", "-id")
        self.fields["consent"].queryset = consents  # type: ignore[attr-defined]

    def details(self) -> dict[str, Any]:
        """What the operation is given; the bytes are read here, and nowhere written down in the clear."""
        values = dict(self.cleaned_data)
        document: UploadedFile = values.pop("document")
        return {**values, "content": document.read(), "name": document.name or ""}


class RemovalForm(forms.Form):
    """Why a document is taken out."""

    reason = one_of(
        [pair for pair in RemovalReason.choices if pair[0] != RemovalReason.ANONYMISED], _("Why"),
        required=True, radio=True,
    )  # fmt: skip
