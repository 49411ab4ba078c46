"""Consent: one purpose a form, nothing ticked beforehand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import (
    LANGUAGES,
    Assent,
    ConsentDecision,
    ConsentForm,
    ConsentPurpose,
    DisclosedTo,
    DisclosureReason,
    GivenBy,
    PersonTold,
)
from cases.codes.consent_words import PURPOSE_WORDS
from cases.forms.fields import ChecklistField, day, long_text, one_of, some_of
from cases.rules.consent import not_asked
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
    """What the person answered about one purpose; only what this purpose asks for is shown."""

    purpose = one_of(ConsentPurpose, _("Purpose"), required=True)
    receiver = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        empty_label=_("None"),
        help_text=_("Only for sharing with one named organisation."),
    )
    sections = some_of(SHAREABLE, _("Parts of the record that may be shared"))
    scope = long_text(_("To what exactly"), limit=1000, rows=3)
    checklist = ChecklistField()
    decision = one_of(ASKABLE, _("Decision"), required=True, radio=True)
    given_by = one_of(GivenBy, _("Who decided"), required=True)
    assent = one_of(
        Assent, _("The child’s own answer"),
        help_text=_("Asked in suitable words, also of young children, and kept beside the adult’s answer."),
    )  # fmt: skip
    form = one_of(ConsentForm, _("How it was given"), required=True)
    witness = forms.CharField(label=_("Witness"), max_length=200, required=False)
    language = one_of(LANGUAGES, _("Language of the conversation"))
    interpreter = forms.CharField(label=_("Interpreter"), max_length=200, required=False)
    on = day(_("Date of the decision"))
    valid_until = day(
        _("Valid until"), required=False, help_text=_("Empty: as long as this purpose allows at most.")
    )

    def __init__(self, *args: Any, own: Organisation, is_minor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Organisation.objects.filter(kind="member", is_active=True).exclude(pk=own.pk)
        self.fields["receiver"].queryset = members.order_by("name")  # type: ignore[attr-defined]
        if not is_minor:
            del self.fields["assent"]
        asked = str(self.data.get("purpose", "") if self.is_bound else self.initial.get("purpose", ""))
        self.about = ConsentPurpose(asked) if asked in ConsentPurpose.values else None
        if self.about is not None:
            self._narrow(self.about)

    def _narrow(self, purpose: ConsentPurpose) -> None:
        """Only the questions of one purpose; the purpose itself is not asked again."""
        self.fields["purpose"].widget = forms.HiddenInput()
        self.fields["scope"].help_text = PURPOSE_WORDS[purpose].scope
        if purpose == ConsentPurpose.SHARE_AUTHORITY:
            self.fields["sections"].help_text = _("For a referral to it: only these can go into its file.")
        for name in not_asked(purpose):
            del self.fields[name]


class WithdrawalForm(forms.Form):
    """The day on which a yes was taken back."""

    on = day(_("Taken back on"))


class DisclosureForm(forms.Form):
    """Facts passed on without consent: the reason, the least facts, whether the person knows."""

    on = day(_("Date"))
    reason = one_of(DisclosureReason, _("Reason"), required=True, radio=True)
    grounds = long_text(_("Why it could not wait, or could not be asked"), limit=3000, rows=4, required=True)
    receiver = one_of(DisclosedTo, _("To"), required=True)
    receiver_name = forms.CharField(label=_("Office and person"), max_length=300, required=False)
    facts = long_text(
        _("Facts passed on"), limit=3000, rows=4, required=True, help_text=_("As few as the reason needs.")
    )
    person_told = one_of(PersonTold, _("The person"), required=True, radio=True)


class DisclosureReviewForm(forms.Form):
    """Looking at it again within seven days."""

    on = day(_("Reviewed on"))
    review_note = long_text(_("Was it right, was it the least?"), limit=3000, rows=4, required=True)
    person_told = one_of(PersonTold, _("The person"), required=True, radio=True)
