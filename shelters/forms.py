"""Shape of input for houses, beds and stays; the rules are asked by the operations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import TargetPopulation
from cases.forms.work import IncidentForm
from cases.models import Case
from renate.kit import clock
from shelters.codes import (
    LEAVING_REASONS,
    WAIT_ENDS,
    AbsenceKind,
    AcceptedSex,
    ApartKind,
    HouseCare,
    ReasonIn,
    SafetyMeasure,
    ShelterLevel,
    Urgency,
)
from shelters.models import Bed, Shelter

_FIRST_REASONS = [
    (code, label) for code, label in ReasonIn.choices if code not in {ReasonIn.NEXT_LEVEL, ReasonIn.OTHER_BED}
]
_LAST_REASONS = [(reason.value, reason.label) for reason in LEAVING_REASONS]


class ShelterForm(forms.ModelForm):
    """A house: name, level, address, whom it takes in."""

    accepts_sexes = forms.MultipleChoiceField(
        label=_("Takes in"),
        choices=AcceptedSex.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked means everyone."),
    )
    target_populations = forms.MultipleChoiceField(
        label=_("Serves"),
        choices=TargetPopulation.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    safety_measures = forms.MultipleChoiceField(
        label=_("Safety measures"),
        choices=SafetyMeasure.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    professional_care = forms.MultipleChoiceField(
        label=_("Care in the house"),
        choices=HouseCare.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Shelter
        fields = [
            "name",
            "level",
            "model_of_care",
            "region",
            "address",
            "police_contact",
            "police_contact_checked_on",
            "safety_measures",
            "security_features",
            "professional_care",
            "daily_life",
            "accepts_sexes",
            "min_age",
            "max_age",
            "oldest_male_age",
            "max_children",
            "target_populations",
        ]
        widgets = {"daily_life": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["level"]


class BedForm(forms.Form):
    """One more bed in a room."""

    room = forms.CharField(label=_("Room"), max_length=30)
    label = forms.CharField(label=_("Bed"), max_length=30, help_text=_("A letter or a number, such as A."))
    on = forms.DateField(label=_("In use from"), initial=clock.today)
    is_extra = forms.BooleanField(
        label=_("Extra bed"),
        required=False,
        help_text=_("Put up in an emergency: not part of the capacity, and needs a reason at every use."),
    )


class RetireBedForm(forms.Form):
    """The first night on which the bed is not there."""

    on = forms.DateField(label=_("Out of use from"), initial=clock.today)


class BedChoice(forms.ModelChoiceField):
    """Free beds, under the heading of their shelter."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Bed.objects.none(), label=_("Bed"), **kwargs)
        # Offered when the page was drawn, taken by a colleague since.
        self.error_messages["invalid_choice"] = _("This bed is taken or no longer in use. Choose another.")

    def offer(self, beds: Iterable[Bed]) -> None:
        """Set what can be chosen; the value is the public id, never the key."""
        found = list(beds)
        self.queryset = Bed.objects.filter(pk__in=[bed.pk for bed in found]).select_related("shelter")
        self.to_field_name = "public_id"
        houses: dict[str, list[tuple[str, str]]] = {}
        for bed in found:
            heading = f"{bed.shelter.name} ({bed.shelter.get_level_display()})"
            extra = f" – {_('extra bed')}" if bed.is_extra else ""
            houses.setdefault(heading, []).append((bed.public_id, f"{bed}{extra}"))
        self.choices = [("", _("Choose a bed")), *houses.items()]


class StayMoveForm(forms.Form):
    """Another bed, perhaps of another level."""

    bed = BedChoice()
    on = forms.DateField(label=_("From the night of"), initial=clock.today)
    expected_to = forms.DateField(label=_("Expected until"), required=False)
    override_reason = forms.CharField(
        label=_("Reason for an exception"),
        required=False,
        max_length=500,
        help_text=_(
            "Only when the shelter's own limits speak against this stay and it has to be all the same."
        ),
    )

    def __init__(self, *args: Any, beds: Iterable[Bed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(BedChoice, self.fields["bed"]).offer(beds)


class StayStartForm(StayMoveForm):
    """A bed for a person."""

    reason_in = forms.ChoiceField(label=_("Reason for the stay"), choices=_FIRST_REASONS)
    children_with = forms.IntegerField(
        label=_("Children who come along"), min_value=0, max_value=20, initial=0
    )
    field_order = ("bed", "on", "expected_to", "reason_in", "children_with", "override_reason")


class StayEndForm(forms.Form):
    """When and why the person leaves."""

    on = forms.DateField(label=_("Day of leaving"), initial=clock.today)
    reason_out = forms.ChoiceField(
        label=_("Reason for leaving"), choices=[("", _("Choose a reason")), *_LAST_REASONS]
    )


class StayExpectForm(forms.Form):
    """Until when the bed is expected to be taken."""

    expected_to = forms.DateField(
        label=_("Expected until"), required=False, help_text=_("Leave empty when it is open.")
    )


class DayForm(forms.Form):
    """The night that the board shows."""

    on = forms.DateField(label=_("Night of"), required=False)


class CloseForm(forms.Form):
    """The first night on which nobody lives in the house."""

    on = forms.DateField(label=_("Closed from"), initial=clock.today)


class HouseRulesForm(forms.Form):
    """A new version of the house rules."""

    text = forms.CharField(
        label=_("House rules"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Short sentences that everybody who lives there understands."),
    )
    on = forms.DateField(label=_("Valid from"), initial=clock.today)


class ExplainForm(forms.Form):
    """The day on which the rules were explained and agreed."""

    on = forms.DateField(label=_("Explained and agreed on"), initial=clock.today)


class AwayForm(forms.Form):
    """The person is away and keeps the bed."""

    on = forms.DateField(label=_("Away from"), initial=clock.today)
    expected_back_on = forms.DateField(label=_("Expected back on"), required=False)
    kind = forms.ChoiceField(label=_("Why"), choices=[("", _("Choose")), *AbsenceKind.choices])
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class BackForm(forms.Form):
    """The person is back."""

    on = forms.DateField(label=_("Back on"), initial=clock.today)


class WaitingForm(forms.Form):
    """A place on the waiting list."""

    level = forms.ChoiceField(label=_("Level"), choices=[("", _("Choose")), *ShelterLevel.choices])
    urgency = forms.TypedChoiceField(
        label=_("Needed"), choices=Urgency.choices, coerce=int, widget=forms.RadioSelect
    )
    shelter = forms.ModelChoiceField(
        label=_("Only in"),
        queryset=Shelter.objects.none(),
        to_field_name="public_id",
        required=False,
        help_text=_("Leave empty when any house of the level will do."),
    )
    needed_from = forms.DateField(label=_("Needed from"), required=False)
    children = forms.IntegerField(label=_("Children who come along"), min_value=0, max_value=20, initial=0)
    needs = forms.CharField(
        label=_("What the house should know"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For instance stairs, diet, a quiet room. Nothing about what happened."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["shelter"])
        field.queryset = Shelter.objects.filter(closed_on__isnull=True).order_by("name")


class WaitingEndForm(forms.Form):
    """Why the bed is not needed any more."""

    end = forms.ChoiceField(
        label=_("How it ended"), choices=[("", _("Choose")), *[(end.value, end.label) for end in WAIT_ENDS]]
    )
    on = forms.DateField(label=_("On"), initial=clock.today)


class ApartForm(forms.Form):
    """Somebody from whom the person should be kept apart."""

    code = forms.CharField(
        label=_("Code of the other person"), max_length=20, help_text=_("As in the head of their file.")
    )
    kind = forms.ChoiceField(label=_("Why"), choices=[("", _("Choose")), *ApartKind.choices])
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class HouseIncidentForm(IncidentForm):
    """What happened in a house, and which residents it concerns."""

    who = forms.MultipleChoiceField(
        label=_("Whom it concerns"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, residents: list[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._residents = {case.public_id: case for case in residents}
        choices = [(ref, case.person.case_code) for ref, case in self._residents.items()]
        self.fields["who"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["who"]

    def details(self) -> dict[str, Any]:
        """What the operation takes, by its names."""
        values = dict(self.cleaned_data)
        cases = [self._residents[ref] for ref in values.pop("who", [])]
        return {**values, "cases": cases}
