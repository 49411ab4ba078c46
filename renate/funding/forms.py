"""Forms of the grant pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from renate.funding.codes import FundingKind
from renate.funding.models import Donor, Programme


class DonorForm(forms.Form):
    """A donor."""

    name = forms.CharField(label=_("Name"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind of source"), choices=FundingKind.choices)


class ProgrammeForm(forms.Form):
    """A programme."""

    name = forms.CharField(label=_("Name"), max_length=160)
    code = forms.CharField(label=_("Code"), max_length=20, help_text=_("Short, as your donors write it."))
    from_on = forms.DateField(label=_("From"), widget=forms.DateInput)
    to_on = forms.DateField(label=_("To"), widget=forms.DateInput, required=False)

    def clean(self) -> dict:
        data = super().clean() or {}
        if data.get("from_on") and data.get("to_on") and data["to_on"] < data["from_on"]:
            self.add_error("to_on", _("The programme ends before it begins."))
        return data


class GrantForm(forms.Form):
    """A grant of a donor for a programme."""

    donor = forms.ModelChoiceField(label=_("Donor"), queryset=Donor.objects.all())
    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.all())
    code = forms.CharField(label=_("Code"), max_length=30, help_text=_("The number in the grant agreement."))
    amount = forms.DecimalField(
        label=_("Amount in euros"),
        max_digits=12,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    from_on = forms.DateField(label=_("From"), widget=forms.DateInput)
    to_on = forms.DateField(label=_("To"), widget=forms.DateInput)
    report_due_on = forms.DateField(
        label=_("Report due on"),
        widget=forms.DateInput,
        required=False,
        help_text=_("The next date on which the donor expects a report."),
    )
