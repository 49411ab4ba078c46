"""Shape of input for houses, beds and stays; the rules are asked by the operations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import TargetPopulation
from renate.kit import clock
from shelters.codes import LEAVING_REASONS, AcceptedSex, ReasonIn
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

    class Meta:
        model = Shelter
        fields = [
            "name",
            "level",
            "model_of_care",
            "region",
            "address",
            "police_contact",
            "security_features",
            "accepts_sexes",
            "min_age",
            "max_age",
            "max_children",
            "target_populations",
        ]

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


class StayStartForm(forms.Form):
    """A bed for a person."""

    bed = BedChoice()
    on = forms.DateField(label=_("From the night of"), initial=clock.today)
    expected_to = forms.DateField(label=_("Expected until"), required=False)
    reason_in = forms.ChoiceField(label=_("Reason for the stay"), choices=_FIRST_REASONS)
    children_with = forms.IntegerField(
        label=_("Children who come along"), min_value=0, max_value=20, initial=0
    )
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
