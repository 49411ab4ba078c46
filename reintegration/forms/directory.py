"""The directory: looking for a service, and keeping an entry."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import LANGUAGES
from cases.forms.fields import day, one_of
from reintegration.catalogue import service_choices
from reintegration.codes import ProviderKind
from reintegration.forms.work import count
from reintegration.queries.offering import offered_services


class DirectorySearchForm(forms.Form):
    """Which service, in which language, where."""

    service = forms.ChoiceField(label=_("Service"), required=False)
    language = one_of([("", _("Any")), *LANGUAGES], _("Language"))
    area = forms.CharField(label=_("Town or area"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [("", _("Any")), *service_choices(offered_services())]  # type: ignore[attr-defined]


class ProviderEntryForm(forms.Form):
    """One service of one provider."""

    service = forms.ChoiceField(label=_("Service"))
    provider = forms.CharField(label=_("Provider"), max_length=120)
    provider_kind = one_of(ProviderKind, _("Kind of provider"), required=True)
    area = forms.CharField(label=_("Town or area"), max_length=100, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=LANGUAGES, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    accepts = forms.CharField(
        label=_("Takes in"), max_length=200, required=False, help_text=_("For instance: women with children.")
    )
    cost = forms.CharField(
        label=_("Cost"), max_length=100, required=False, help_text=_("For instance: free with a referral.")
    )
    waiting_days = count(_("Days of waiting"), 3650)
    on = day(_("Verified on"))
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose")), *service_choices(offered_services())]
        self.fields["service"].choices = choices  # type: ignore[attr-defined]
