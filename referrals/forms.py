"""Shape of input for referrals and partners; the rules are asked by the operations."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.codes import LANGUAGES
from cases.models import Case
from referrals.codes import DeclineReason, ReferralKind, ReferralReason, ServiceAsked
from referrals.models import Partner, Referral
from renate.accounts.models import Membership
from renate.accounts.roles import Act, Section
from renate.tenancy.models import Organisation


class OfferForm(forms.Form):
    """What is asked of whom, and which sections may be shared."""

    counterpart = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        empty_label=_("Choose an organisation"),
        help_text=_("The person's consent must name this organisation."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ReferralKind.choices, widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("Reason"), choices=ReferralReason.choices, widget=forms.RadioSelect)
    services_asked = forms.MultipleChoiceField(
        label=_("What is asked for"), choices=ServiceAsked.choices, widget=forms.CheckboxSelectMultiple
    )
    sections = forms.MultipleChoiceField(
        label=_("Sections to share after acceptance"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what the consent covers. Until they accept, they see an anonymous summary."),
    )
    urgent = forms.BooleanField(label=_("Urgent"), required=False)
    note = forms.CharField(
        label=_("Note for ourselves"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Stays here: the other side never sees it."),
    )

    def __init__(self, *args: Any, here: Organisation, sections: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["counterpart"]).queryset = (
            Organisation.objects.filter(is_active=True, kind="member")
            .exclude(pk=here.pk)
            .order_by("country", "name")
        )
        cast(forms.MultipleChoiceField, self.fields["sections"]).choices = [
            (letter, Section(letter).label) for letter in sections
        ]

    @staticmethod
    def values_of(referral: Referral) -> dict[str, Any]:
        """What a draft holds, to begin with."""
        names = ("kind", "reason", "services_asked", "sections", "urgent", "note")
        values = {name: getattr(referral, name) for name in names}
        return {**values, "counterpart": referral.counterpart.public_id}


class AcceptForm(forms.Form):
    """Who works with the person here."""

    case_manager: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Case manager"),
        queryset=Membership.objects.none(),
        to_field_name="public_id",
        empty_label=_("Choose a case manager"),
        help_text=_("They and the coordinators will be able to open the shared sections."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["case_manager"]).queryset = (
            Membership.objects.with_act(Act.OFFER_REFERRAL).select_related("user").order_by("user__full_name")
        )


class DeclineForm(forms.Form):
    """Why the answer is no."""

    reason = forms.ChoiceField(label=_("Reason"), choices=DeclineReason.choices, widget=forms.RadioSelect)


class CaseChoice(forms.ModelChoiceField):
    """Cases by code and day, never by name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.person.case_code} ({date_format(obj.opened_on, 'j M Y')})"


class LinkCaseForm(forms.Form):
    """The case opened here for the person."""

    case = CaseChoice(
        label=_("Case"),
        queryset=Case.objects.none(),
        to_field_name="public_id",
        empty_label=_("Choose a case"),
    )

    def __init__(self, *args: Any, cases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(CaseChoice, self.fields["case"])
        field.queryset = cases.select_related("person").order_by("-opened_on")


class ConfirmForm(forms.Form):
    """Nothing to fill in: the button is the decision."""


class PartnerForm(forms.ModelForm):
    """An outside body."""

    services = forms.MultipleChoiceField(
        label=_("Services"), choices=ServiceAsked.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=LANGUAGES,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )

    class Meta:
        model = Partner
        fields = [
            "name",
            "kind",
            "country",
            "area",
            "services",
            "languages",
            "contact_person",
            "contact",
            "is_active",
        ]
