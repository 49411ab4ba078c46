"""Shape of input for the directory of bodies and the log of cooperation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import COUNTRIES, LANGUAGES
from cases.forms.fields import country, day, long_text, one_of, some_of
from referrals.codes import Audience, CoopKind, PartnerKind, ServiceAsked, TrainingTopic
from referrals.models import Agreement, ContactEntry, CooperationActivity, Partner, PartnerContact


def _languages() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Languages"),
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class PartnerForm(forms.ModelForm):
    """A body."""

    services = some_of(ServiceAsked, _("What it offers"))
    languages = _languages()

    class Meta:
        model = Partner
        fields = [
            "name",
            "kind",
            "country",
            "area",
            "services",
            "languages",
            "nrm_member",
            "contact_person",
            "contact",
            "is_active",
        ]


class PartnerFilter(forms.Form):
    """Which bodies to list."""

    kind = one_of([("", _("All kinds")), *PartnerKind.choices], _("Kind"))
    country = forms.ChoiceField(label=_("Country"), choices=[("", _("All")), *COUNTRIES], required=False)
    service = one_of([("", _("All")), *ServiceAsked.choices], _("Offers"))


class PartnerContactForm(forms.ModelForm):
    """Somebody to call."""

    languages = _languages()

    class Meta:
        model = PartnerContact
        fields = ["name", "job", "reach", "languages", "is_current"]


class AgreementForm(forms.ModelForm):
    """A memorandum or another agreement."""

    class Meta:
        model = Agreement
        fields = ["kind", "signed_on", "valid_until", "note"]


class ContactLogForm(forms.ModelForm):
    """One contact with a body."""

    happened_on = day(_("Date"))
    field_order = ["happened_on"]

    class Meta:
        model = ContactEntry
        fields = ["with_whom", "topic", "next_step", "next_on"]


class ParticipantsWidget(forms.MultiWidget):
    """A small number for each group."""

    template_name = "referrals/widgets/participants.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        number = {"min": 0, "max": 9999, "size": 4, "inputmode": "numeric"}
        super().__init__([forms.NumberInput(number) for _group in Audience.values], attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["groups"] = list(zip(Audience.labels, context["widget"]["subwidgets"], strict=True))
        return context

    def decompress(self, value: dict[str, int] | None) -> list[int | None]:
        return [(value or {}).get(group) for group in Audience.values]


class ParticipantsField(forms.MultiValueField):
    """How many people of which group took part."""

    widget = ParticipantsWidget

    def __init__(self, **kwargs: Any) -> None:
        parts = [
            forms.IntegerField(required=False, min_value=0, max_value=9999) for _group in Audience.values
        ]
        super().__init__(parts, require_all_fields=False, required=False, **kwargs)

    def compress(self, data_list: list[int | None]) -> dict[str, int]:
        return {group: count for group, count in zip(Audience.values, data_list or [], strict=False) if count}


class ActivityForm(forms.ModelForm):
    """A meeting, training, draft or piece of advocacy."""

    kind = one_of(CoopKind, _("Kind"), required=True)
    happened_on = day(_("Date"))
    country = country(_("Country"), required=True)
    topics = some_of(TrainingTopic, _("Topics"))
    participants = ParticipantsField(label=_("Participants by group"))
    partners = forms.ModelMultipleChoiceField(
        label=_("Bodies that took part"),
        queryset=Partner.objects.none(),
        to_field_name="public_id",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    result = long_text(
        _("What came of it"), limit=4000, rows=4, help_text=_("No word about a person: donors may read this.")
    )
    field_order = [
        "kind", "title", "happened_on", "days", "country", "topics", "partners", "participants", "result",
    ]  # fmt: skip

    class Meta:
        model = CooperationActivity
        fields = ["kind", "title", "days", "country", "topics", "participants", "result"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Partner.objects.filter(is_active=True).order_by("name")
        self.fields["partners"].queryset = known  # type: ignore[attr-defined]
