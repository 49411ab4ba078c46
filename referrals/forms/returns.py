"""Shape of input for returns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import COUNTRIES, LANGUAGES
from cases.forms.fields import country, day, long_text, one_of
from referrals.codes import DestinationKind, ReturnType, ScreeningResult, StepState
from referrals.models import ReturnContact, ReturnLeg


def moment(label: Any, **kwargs: Any) -> forms.DateTimeField:
    """A day and an hour, with the browser's own control."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, **kwargs)


class ReturnForm(forms.Form):
    """The journey as the person wants it."""

    from_country = country(_("From"), required=True)
    transit_countries = forms.MultipleChoiceField(
        label=_("Through"), choices=COUNTRIES, required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    to_country = country(_("To"), required=True)
    destination = one_of(DestinationKind, _("The person wants to live"))
    situation = long_text(_("From which situation the person returns"), limit=4000, rows=4)


class ReturnOpenForm(ReturnForm):
    """Beginning a return."""

    kind = one_of(ReturnType, _("How"), required=True, radio=True)
    arrived_on = day(
        _("Arrived on"), required=False, help_text=_("Only for who was sent back or came alone.")
    )
    field_order = ["kind", "arrived_on"]


class ReturnChangeForm(ReturnForm):
    """Changing it, and the person's decision."""

    decided_on = day(
        _("The person decided to go on"), required=False, help_text=_("A decision may be taken back.")
    )
    field_order = ["decided_on"]


class StepForm(forms.Form):
    """One step of the checklist."""

    state = one_of(StepState, _("State"), required=True, radio=True)
    done_on = day(_("Done on"), required=False)
    note = long_text(_("Note"), limit=4000, rows=4)


class LegForm(forms.ModelForm):
    """One part of the way."""

    to_country = country(_("Country of arrival"), required=True)
    departs_at = moment(_("Leaves"))
    arrives_at = moment(_("Arrives"))

    class Meta:
        model = ReturnLeg
        fields = [
            "mode",
            "from_place",
            "departs_at",
            "to_place",
            "to_country",
            "arrives_at",
            "booking",
            "escorted",
            "met_by",
        ]


class WayContactForm(forms.ModelForm):
    """Somebody who helps on the way."""

    country = country(_("Country"), required=True)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ReturnContact
        fields = ["role", "country", "name", "reach", "languages", "knows", "confirmed_on"]


class DepartForm(forms.Form):
    """The person leaves."""

    at = moment(_("Left at"))
    call_due_at = moment(
        _("Safe arrival to be heard of by"),
        required=False,
        help_text=_(
            "Empty: two hours after the last leg arrives. When nobody has heard by then, all are told."
        ),
    )
    urgent_override = long_text(
        _("Why it cannot wait"), limit=1000, rows=3,
        help_text=_("Only a coordinator, and only where staying is more dangerous than a gap above."),
    )  # fmt: skip


class ScreeningForm(forms.Form):
    """What the screening at arrival found."""

    screening = one_of(ScreeningResult, _("What was found"), required=True, radio=True)
    note = long_text(_("Note"), limit=4000, rows=4)


class StopForm(forms.Form):
    """The return does not take place."""

    note = forms.CharField(
        label=_("Why"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )
