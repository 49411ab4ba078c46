"""The form of a report."""

from datetime import date
from textwrap import shorten
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from renate.funding.models import Grant, Programme
from renate.reports.codes import Audience, Preset, QuoteUse
from renate.reports.indicators.groups import DIMENSIONS
from renate.reports.languages import LANGUAGES, is_translated
from renate.reports.models import Report
from renate.reports.presets import PRESETS
from renate.reports.quoting import usable_quotes
from renate.reports.tables import PARTS

_MARKS = _(
    "No names, no stories of persons. A line that begins with # is a heading, with - a list; "
    "**bold**, *emphasis*."
)


def _text(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": 8}), required=False,
        max_length=40_000,
    )  # fmt: skip


def table_choices() -> list[tuple[str, str]]:
    """The tables with what they hold."""
    return [(key, f"{part.title}: {part.about}") for key, part in PARTS.items()]


def language_choices() -> list[tuple[str, str]]:
    """Languages by their own names; of one without a catalogue it is said what stays English."""
    only_texts = _("%(name)s, for your texts only; the rest is printed in English")
    return [(code, name if is_translated(code) else only_texts % {"name": name}) for code, name in LANGUAGES]


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
    breakdowns = forms.MultipleChoiceField(
        label=_("Breakdowns"),
        choices=[(key, dimension.label) for key, dimension in DIMENSIONS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "At most two at once. They add tables to assisted persons, forms of exploitation, phases, "
            "outcomes and persons trafficked before."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language of the report"),
        choices=language_choices,
        initial="en",
        help_text=_("Headings, tables, charts and definitions are printed in it. Write your texts in it."),
    )
    narrative = _text(_("Summary"), _MARKS)
    challenges = _text(_("Challenges"))
    changes = _text(_("Changes"))
    lessons = _text(_("Lessons"))
    quotes = forms.MultipleChoiceField(
        label=_("Words of persons"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Only words whose consent stands today and names this use can be chosen."),
    )
    preset = forms.ChoiceField(choices=Preset.choices, widget=forms.HiddenInput, initial=Preset.OWN)

    def __init__(self, *args: Any, is_network: bool = False, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_network:
            for name in ("programme", "grant", "only_charged", "quotes"):
                del self.fields[name]
            return
        choices = quote_choices(on)
        if choices:
            cast(forms.MultipleChoiceField, self.fields["quotes"]).choices = choices
        else:
            del self.fields["quotes"]


def quote_choices(on: date) -> list[tuple[str, str]]:
    """The words that may be printed today, for whichever readers; which readers is checked on saving."""
    found = {
        quote.public_id: quote.text
        for audience in Audience
        for quote in usable_quotes(audience, on)
    }  # fmt: skip
    return [(ref, shorten(text, 160, placeholder=" …")) for ref, text in found.items()]


def initial_of(report: Report) -> dict[str, Any]:
    """The form's first values for a report that is there."""
    return {name: getattr(report, name) for name in ReportForm.base_fields}


def preset_initial(preset: str) -> dict[str, Any]:
    """The form's first values for a preset: its tables and breakdowns."""
    grouping = PRESETS.get(preset)
    if grouping is None:
        return {}
    tables = [key for key in grouping.tables if key in PARTS]
    return {"preset": preset, "tables": tables, "breakdowns": list(grouping.breakdowns)}


class CorrectionForm(forms.Form):
    """What a new version corrects."""

    correction = forms.CharField(
        label=_("What is corrected"),
        max_length=400,
        help_text=_("Printed on the title page of the new version. The issued version stays as it is."),
    )


class ReturnForm(forms.Form):
    """Why a report goes back."""

    note = forms.CharField(label=_("What is to be changed"), max_length=400, required=False)


class QuoteForm(forms.Form):
    """Words of a person for reports."""

    text = forms.CharField(
        label=_("The person's words"),
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Exactly the text that the person agreed to. Nothing by which others could know them."),
    )
    said_by = forms.CharField(
        label=_("Printed below it"),
        max_length=60,
        required=False,
        help_text=_("Such as “a woman who was in the programme”. Never a name, a place or an age."),
    )
    uses = forms.MultipleChoiceField(
        label=_("Agreed uses"), choices=QuoteUse.choices, widget=forms.CheckboxSelectMultiple
    )


class BrandForm(forms.Form):
    """How reports look."""

    colour = forms.CharField(
        label=_("Colour"), widget=forms.TextInput(attrs={"type": "color"}),
        help_text=_("Dark enough for white letters."),
    )  # fmt: skip
    logo = forms.FileField(
        label=_("Logo"), required=False, help_text=_("PNG or JPEG, at most 1 MB. Printed on the title page.")
    )
    without_logo = forms.BooleanField(label=_("Print no logo"), required=False)
