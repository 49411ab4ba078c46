"""The catalogue as an organisation offers it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import one_of, some_of
from reintegration.catalogue import CATEGORY_LABELS, Category
from reintegration.codes import Phase, ProviderKind, Unit


class OfferForm(forms.Form):
    """Every service of the catalogue, ticked where it is offered."""

    services = forms.MultipleChoiceField(
        label=_("Offered here"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, offer: list[Category], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["services"].choices = [  # type: ignore[attr-defined]
            (category.label, [(service.code, service.label) for service in category.services])
            for category in offer
            if category.services
        ]


class OwnServiceForm(forms.Form):
    """A service that the catalogue does not have."""

    category = one_of(list(CATEGORY_LABELS.items()), _("Category"), required=True)
    name = forms.CharField(label=_("Service"), max_length=80)
    unit = one_of(Unit, _("Counted in"), required=True)
    phases = some_of([(p.value, p.label) for p in Phase if p != Phase.EXTENDED], _("Usual in"))
    providers = some_of(ProviderKind, _("Who may provide it"))

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["category"]
