"""Forms of the grant pages."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from renate.funding.codes import CostCategory, DeadlineKind, FundingKind
from renate.funding.models import BudgetLine, Donor, Grant, Programme


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
    grantee = forms.CharField(
        label=_("Grantee"),
        max_length=160,
        required=False,
        help_text=_("Only if the money is passed on: the site or partner that works with it."),
    )
    report_due_on = forms.DateField(
        label=_("Report due on"),
        widget=forms.DateInput,
        required=False,
        help_text=_("The next date on which the donor expects a report."),
    )


def _euros() -> forms.DecimalField:
    return forms.DecimalField(
        label=_("Amount in euros"),
        max_digits=12,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


class LineForm(forms.Form):
    """A line of a grant's budget."""

    name = forms.CharField(label=_("Name"), max_length=120)
    category = forms.ChoiceField(label=_("Category"), choices=CostCategory.choices)
    amount = _euros()
    is_restricted = forms.BooleanField(label=_("Restricted: may pay for this category only"), required=False)


class InstalmentForm(forms.Form):
    """A payment that the donor has promised."""

    amount = _euros()
    due_on = forms.DateField(label=_("Expected on"), widget=forms.DateInput)


class DeadlineForm(forms.Form):
    """A day on which the donor expects something."""

    kind = forms.ChoiceField(label=_("What"), choices=DeadlineKind.choices)
    due_on = forms.DateField(
        label=_("Due on"), widget=forms.DateInput, help_text=_("A reminder comes 30 and 7 days before.")
    )


class CostForm(forms.Form):
    """A cost that is no service to a person."""

    on = forms.DateField(label=_("Date"), widget=forms.DateInput)
    category = forms.ChoiceField(
        label=_("Category"),
        choices=CostCategory.choices,
        help_text=_("Costs of services to persons are entered with the service, and counted from there."),
    )
    line: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Budget line"), queryset=BudgetLine.objects.none(), required=False, empty_label=_("No line")
    )
    amount = _euros()
    note = forms.CharField(
        label=_("What for"), max_length=160, required=False, help_text=_("No names of persons.")
    )

    def __init__(self, *args: Any, grant: Grant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["line"]).queryset = grant.lines.order_by("name")
