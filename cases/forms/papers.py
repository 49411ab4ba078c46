"""Documents, the right to stay, the time to reflect."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import LANGUAGES, DocumentKind, DocumentStatus, ReflectionEnd, Residence
from cases.forms.fields import country, day, one_of
from cases.rules.papers import REFLECTION_DAYS


class PaperForm(forms.Form):
    """A form over one stored row."""

    @classmethod
    def initial_for(cls, row: object) -> dict[str, Any]:
        """What is stored."""
        return {name: getattr(row, name) for name in cls.base_fields}


class DocumentForm(PaperForm):
    """A document, also one that is lost."""

    kind = one_of(DocumentKind, _("Document"), required=True)
    status = one_of(DocumentStatus, _("Status"), required=True)
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    country = country(_("Issued by"))
    issued_on = day(_("Issued on"), required=False)
    expires_on = day(
        _("Expires on"), required=False,
        help_text=_("The case manager is reminded 90, 60 and 30 days before."),
    )  # fmt: skip


class ResidenceForm(PaperForm):
    """On what ground the person may stay."""

    kind = one_of(Residence, _("Status"), required=True)
    country = country(_("Country"))
    valid_to = day(
        _("Valid until"), required=False,
        help_text=_("The case manager is reminded 90, 60 and 30 days before."),
    )  # fmt: skip


class PeriodForm(PaperForm):
    """The time to reflect, and how it ended."""

    from_on = day(_("From"), help_text=_("Begins with identification, also a presumed one."))
    days = forms.IntegerField(
        label=_("Days"), min_value=1, max_value=365, initial=REFLECTION_DAYS,
        help_text=_("At least 30; national law may grant more."),
    )  # fmt: skip
    informed_on = day(_("The person was informed on"), required=False)
    language = one_of(LANGUAGES, _("Informed in"))
    ended_on = day(_("Ended on"), required=False, help_text=_("Empty while it runs."))
    ended_reason = one_of(ReflectionEnd, _("Why it ended"))
