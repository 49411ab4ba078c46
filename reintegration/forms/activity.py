"""A group activity and who took part."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import day, long_text, one_of
from reintegration.catalogue import service_choices
from reintegration.codes import DeliveryMode, ProviderKind, Unit
from reintegration.forms.plan import grant_field, money
from reintegration.operations import ActivityDetails, Participant
from reintegration.queries.activities import Guest
from reintegration.queries.offering import offered_services
from renate.funding.models import Grant


class ActivityForm(forms.Form):
    """What took place once, for several."""

    on = day(_("Day"))
    service = forms.ChoiceField(label=_("Service"))
    participants = forms.MultipleChoiceField(
        label=_("Who took part"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one.")},
    )  # fmt: skip
    quantity = forms.DecimalField(
        label=_("How much, each"), min_value=0, max_digits=9, decimal_places=2, initial=1
    )
    unit = one_of(Unit, _("Counted in"), required=True, initial=Unit.SESSION)
    mode = one_of(DeliveryMode, _("How"), required=True, initial=DeliveryMode.IN_PERSON)
    provider_kind = one_of(
        ProviderKind, _("Provided by"), required=True, initial=ProviderKind.CARE_PROVIDER_OWN
    )
    total_cost = money(_("Cost in all, in euros"))
    grant = grant_field()
    note = long_text(
        _("Note"), limit=2000, rows=3, help_text=_("It stands in everybody's file: name nobody here.")
    )

    def __init__(self, *args: Any, guests: list[Guest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._guests = {guest.key: guest for guest in guests}
        fields: dict[str, Any] = self.fields
        fields["participants"].choices = [(guest.key, guest.label) for guest in guests]
        fields["service"].choices = [("", _("Choose")), *service_choices(offered_services())]
        fields["grant"].queryset = Grant.objects.select_related("donor").order_by("code")
        fields["total_cost"].help_text = _("Shared out evenly, to the cent.")

    def who_took_part(self) -> list[Participant]:
        """Those ticked, once each."""
        chosen = [self._guests[key] for key in dict.fromkeys(self.cleaned_data["participants"])]
        return [Participant(guest.case, guest.recipient) for guest in chosen]

    def details(self) -> ActivityDetails:
        """What the operation takes."""
        apart = {"on", "participants"}
        return ActivityDetails(**{k: v for k, v in self.cleaned_data.items() if k not in apart})
