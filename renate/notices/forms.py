"""What is chosen about reminders, as forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renate.kit.forms import add_rule_error
from renate.notices.codes import ClosedDayRule, MailChoice, Weekday
from renate.notices.operations.choosing import ChoiceError, parse_days
from renate.notices.wording import LANGUAGE_CHOICES

_HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]


def _hour_or_none(value: str) -> int | None:
    return int(value) if value else None


class PreferenceForm(forms.Form):
    """When and how one is reminded."""

    mail = forms.ChoiceField(
        label=_("In the daily mail"), widget=forms.RadioSelect, choices=MailChoice.choices,
        help_text=_("Every notice stands in the product in any case."),
    )  # fmt: skip
    hour = forms.TypedChoiceField(
        label=_("Not before"), coerce=_hour_or_none, empty_value=None, required=False,
        choices=[("", _("As the organisation chose")), *_HOURS],
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language of the mail"), required=False,
        choices=[("", _("As the organisation chose")), *LANGUAGE_CHOICES],
    )  # fmt: skip


class CalendarForm(forms.Form):
    """On which days the organisation is quiet, and when the daily mail leaves."""

    hour = forms.TypedChoiceField(label=_("The daily mail leaves at"), coerce=int, choices=_HOURS)
    keeps_holidays = forms.BooleanField(label=_("No mail on public holidays"), required=False)
    holiday_country = forms.CharField(
        label=_("Public holidays of"), max_length=2, required=False,
        help_text=_("Two letters, such as AL or XK. Empty means your own country."),
    )  # fmt: skip
    quiet_weekdays = forms.MultipleChoiceField(
        label=_("No mail on these days"), widget=forms.CheckboxSelectMultiple, choices=Weekday.choices,
        required=False,
    )  # fmt: skip
    closed_days = forms.CharField(
        label=_("Own days off"), widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=4000,
        help_text=_("One day a line, such as 2026-12-24."),
    )  # fmt: skip
    on_closed_day = forms.ChoiceField(
        label=_("A follow-up that falls on a day off"),
        widget=forms.RadioSelect,
        choices=ClosedDayRule.choices,
    )

    def clean_holiday_country(self) -> str:
        """A country whose holidays are known."""
        import holidays

        code = str(self.cleaned_data["holiday_country"]).strip().upper()
        if code and code not in holidays.list_supported_countries(include_aliases=False):
            raise forms.ValidationError(_("The holidays of this country are not known."))
        return code

    def clean(self) -> dict[str, Any]:
        """Days as days."""
        data = super().clean() or {}
        try:
            data["closed_days"] = parse_days(data.get("closed_days", ""))
        except ChoiceError as error:
            add_rule_error(self, error)
        return data
