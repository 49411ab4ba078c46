"""The form of a report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renate.funding.models import Grant, Programme
from renate.reports.codes import Audience
from renate.reports.models import Report
from renate.reports.tables import PARTS


def table_choices() -> list[tuple[str, str]]:
    """The tables with what they hold."""
    return [(key, f"{part.title}: {part.about}") for key, part in PARTS.items()]


class ReportForm(forms.Form):
    """What a report is to say; figures are worked out from it."""

    title = forms.CharField(
        label=_("Title"), max_length=160, help_text=_("Printed on the title page. No names of persons.")
    )
    programme = forms.ModelChoiceField(
        label=_("Programme"),
        queryset=Programme.objects.order_by("name"),
        required=False,
        empty_label=_("All programmes"),
    )
    grant: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Grant"),
        queryset=Grant.objects.select_related("donor").order_by("code"),
        required=False,
        empty_label=_("All grants"),
        help_text=_("Named on the title page. Its programme is taken over."),
    )
    only_charged = forms.BooleanField(
        label=_("Count only services charged to this grant or programme"), required=False
    )
    period_from = forms.DateField(label=_("Period from"), widget=forms.DateInput)
    period_to = forms.DateField(label=_("Period to"), widget=forms.DateInput)
    cut_off_on = forms.DateField(
        label=_("Figures as at"),
        widget=forms.DateInput,
        help_text=_(
            "What happened later is not known to the report: outcomes count as they stood on this day."
        ),
    )
    audience = forms.ChoiceField(
        label=_("Readers"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        initial=Audience.DONOR,
        help_text=_("Counts below 5 are hidden from donors, below 11 from everyone."),
    )
    tables = forms.MultipleChoiceField(
        label=_("Tables"), choices=table_choices, widget=forms.CheckboxSelectMultiple, initial=list(PARTS)
    )
    narrative = forms.CharField(
        label=_("Summary"),
        widget=forms.Textarea(attrs={"rows": 10}),
        required=False,
        max_length=40_000,
        help_text=_(
            "Challenges, changes, lessons. No names, no stories of persons. A line that begins with # is a "
            "heading, with - a list; **bold**, *emphasis*."
        ),
    )


def initial_of(report: Report) -> dict[str, Any]:
    """The form's first values for a report that is there."""
    return {name: getattr(report, name) for name in ReportForm.base_fields}
