"""Consent: one purpose a form, nothing ticked beforehand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import LANGUAGES, ConsentDecision, ConsentForm, ConsentPurpose, GivenBy
from cases.forms.fields import ChecklistField, day, one_of, some_of
from renate.accounts.roles import Section
from renate.tenancy.models import Organisation

ASKABLE = [
    (ConsentDecision.GIVEN, ConsentDecision.GIVEN.label),
    (ConsentDecision.REFUSED, ConsentDecision.REFUSED.label),
    (ConsentDecision.NOT_POSSIBLE, ConsentDecision.NOT_POSSIBLE.label),
]
# What a person can agree to pass on: never notes of the psychologist, shelter addresses or money.
SHAREABLE = [pair for pair in Section.choices if pair[0] in "ABCDEFHIK"]


class ConsentAnswerForm(forms.Form):
    """What the person answered about one purpose."""

    purpose = one_of(ConsentPurpose, _("Purpose"), required=True)
    checklist = ChecklistField()
    decision = one_of(ASKABLE, _("Decision"), required=True, radio=True)
    given_by = one_of(GivenBy, _("Who decided"), required=True)
    form = one_of(ConsentForm, _("How it was given"), required=True)
    language = one_of(LANGUAGES, _("Language of the conversation"))
    on = day(_("Date of the decision"))
    valid_until = day(
        _("Valid until"), required=False, help_text=_("Empty: as long as this purpose allows at most.")
    )
    receiver = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        empty_label=_("None"),
        help_text=_("Only for sharing with one named organisation."),
    )
    sections = some_of(SHAREABLE, _("Parts of the record that may be shared"))

    def __init__(self, *args: Any, own: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Organisation.objects.filter(kind="member", is_active=True).exclude(pk=own.pk)
        self.fields["receiver"].queryset = members.order_by("name")  # type: ignore[attr-defined]


class WithdrawalForm(forms.Form):
    """The day on which a yes was taken back."""

    on = day(_("Taken back on"))
