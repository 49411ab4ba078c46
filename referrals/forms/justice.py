"""Shape of input for legal matters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import country, long_text, one_of, some_of, yes_no_unknown
from referrals.codes import HearingState, Protection
from referrals.models import Hearing, LegalMatter, ProtectionOrder

_OVER = [(state.value, state.label) for state in HearingState if state != HearingState.PLANNED]


class MatterForm(forms.ModelForm):
    """One proceeding in one country."""

    country = country(_("Country"), required=True)
    legal_aid = yes_no_unknown(_("Legal aid granted"))
    protection = some_of(Protection, _("Protection measures"))

    class Meta:
        model = LegalMatter
        fields = [
            "kind",
            "country",
            "role",
            "status",
            "status_on",
            "authority",
            "file_number",
            "lawyer",
            "legal_aid",
            "support_person",
            "protection",
            "appeal_deadline",
            "claim_deadline",
            "compensation_claimed",
            "compensation_awarded",
            "compensation_paid",
            "result",
            "note",
        ]


class HearingForm(forms.ModelForm):
    """A day in a matter."""

    at = forms.DateTimeField(
        label=_("Date and time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    protection = some_of(Protection, _("Protection measures"))

    class Meta:
        model = Hearing
        fields = ["kind", "at", "place", "testifies", "mode", "support_person", "protection"]


class TestimonyForm(forms.Form):
    """The person was asked again."""

    __test__ = False

    answer = forms.ChoiceField(
        label=_("The person was asked again, alone and without pressure, and says"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        help_text=_("A no needs no reason and changes nothing in the help."),
    )


class HearingResultForm(forms.Form):
    """What came of it."""

    state = one_of(_OVER, _("State"), required=True, radio=True)
    testified = yes_no_unknown(_("The person testified"))
    result = long_text(_("What came of it"), rows=4)
    aftercare = forms.CharField(label=_("After-care"), max_length=400, required=False)


class OrderForm(forms.ModelForm):
    """An order that keeps somebody away."""

    country = country(_("Country"), required=True)

    class Meta:
        model = ProtectionOrder
        fields = ["state", "country", "applied_on", "issued_on", "valid_until", "against", "conditions"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["against"].help_text = _("How they stand to the person, never their name.")
