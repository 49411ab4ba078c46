"""Shape of input for referrals to bodies without an account."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import day, long_text, one_of, some_of
from cases.models import Consent
from referrals.codes import DeclineReason, ReferralReason, ServiceAsked, TrmPhase
from referrals.models import Partner
from referrals.operations.outside import ANSWERS
from renate.accounts.roles import Section

_SAID = [(state.value, state.label) for state in ANSWERS]


class ConsentChoice(forms.ModelChoiceField):
    """Consents by day and parts."""

    def label_from_instance(self, obj: Any) -> str:
        parts = ", ".join(str(Section(letter).label) for letter in sorted(obj.sections)) or _("no part named")
        return f"{date_format(obj.valid_from, 'j M Y')}: {parts}"


class OutsideForm(forms.Form):
    """What is asked of which body."""

    partner = forms.ModelChoiceField(
        label=_("Body"), queryset=Partner.objects.none(), to_field_name="public_id", empty_label=_("Choose")
    )
    consent = ConsentChoice(
        label=_("Consent"),
        queryset=Consent.objects.none(),
        to_field_name="public_id",
        empty_label=_("Choose"),
        help_text=_("The person's yes to telling an authority; it holds for one referral."),
    )
    reason = one_of(ReferralReason, _("Reason"), required=True, radio=True)
    services_asked = some_of(ServiceAsked, _("What is asked for"), required=True)
    sections = forms.MultipleChoiceField(label=_("Sections in the file"), widget=forms.CheckboxSelectMultiple)
    urgent = forms.BooleanField(label=_("Urgent"), required=False)
    escorted = forms.BooleanField(label=_("We accompany the person there"), required=False)
    nrm_channel = forms.BooleanField(label=_("Through the national mechanism"), required=False)
    trm_phase = one_of(TrmPhase, _("Phase of the transnational referral"))
    contact_person = forms.CharField(label=_("Whom we reached there"), max_length=200, required=False)
    if_impossible = long_text(_("What if it is not possible"), limit=2000, rows=3)
    feedback_due_on = day(_("Feedback due on"), required=False, help_text=_("Empty: in two weeks."))

    def __init__(self, *args: Any, consents: Any, sections: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Partner.objects.filter(is_active=True).order_by("name")
        cast(forms.ModelChoiceField, self.fields["partner"]).queryset = known
        cast(forms.ModelChoiceField, self.fields["consent"]).queryset = consents
        cast(forms.MultipleChoiceField, self.fields["sections"]).choices = [
            (letter, Section(letter).label) for letter in sections
        ]


class OutsideAnswerForm(forms.Form):
    """What the body said."""

    state = one_of(_SAID, _("Answer"), required=True, radio=True)
    responded_on = day(_("Date"))
    decline_reason = one_of(DeclineReason, _("Reason for declining"))
    feedback = long_text(_("Feedback"), limit=4000, rows=4)
    feedback_due_on = day(_("Next feedback due on"), required=False)
