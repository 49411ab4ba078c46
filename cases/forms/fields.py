"""Fields of the case file that Django does not have: partial dates, the seven questions, code lists."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import COUNTRIES, NEAR_COUNTRIES, ChecklistQuestion, Precision
from cases.rules.partial_dates import UNKNOWN_DATE, PartialDate

BLANK = ("", _("Not recorded"))
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
COUNTRY_GROUPS = [
    BLANK,
    (_("Near"), NEAR_COUNTRIES),
    (_("All others"), COUNTRIES[len(NEAR_COUNTRIES) :]),
]


class PartialDateWidget(forms.MultiWidget):
    """Day, month and year as three small inputs; what isn't known stays empty."""

    template_name = "cases/widgets/partial_date.html"
    parts = ((_("Day"), 2), (_("Month"), 2), (_("Year"), 4))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        inputs = [
            forms.TextInput({"inputmode": "numeric", "size": size, "maxlength": size})
            for _label, size in self.parts
        ]
        super().__init__(inputs, attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = [label for label, _size in self.parts]
        context["parts"] = list(zip(labels, context["widget"]["subwidgets"], strict=True))
        return context

    def decompress(self, value: PartialDate | None) -> list[Any]:
        if value is None or not value.is_known or value.value is None:
            return [None, None, None]
        day = value.value.day if value.precision == Precision.DAY else None
        month = None if value.precision == Precision.YEAR else value.value.month
        return [day, month, value.value.year]


class PartialDateField(forms.MultiValueField):
    """A date as far as it is known: day, month and year, month and year, the year, or nothing."""

    widget = PartialDateWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", _("As far as it is known: the year alone is enough."))
        parts = [forms.IntegerField(required=False) for _part in range(3)]
        super().__init__(parts, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> PartialDate:
        texts = [str(part or "").strip() for part in (value or ["", "", ""])]
        if any(text and not (text.isascii() and text.isdigit()) for text in texts):
            raise forms.ValidationError(_("Enter day, month and year in figures."))
        return self.compress([int(text) if text else None for text in texts])

    def compress(self, data_list: Sequence[int | None]) -> PartialDate:
        day, month, year = data_list
        if year is None:
            if day or month:
                raise forms.ValidationError(_("Enter the year too, or leave all three empty."))
            return UNKNOWN_DATE
        if day is not None and month is None:
            raise forms.ValidationError(_("Enter the month too, or leave the day empty."))
        if not 1900 <= year <= 2200:
            raise forms.ValidationError(_("Enter the year with four figures."))
        try:
            value = date(year, month or 1, day or 1)
        except ValueError:
            raise forms.ValidationError(_("There is no such day.")) from None
        precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
        return PartialDate(value, precision)


class ChecklistWidget(forms.MultiWidget):
    """Seven questions with yes and no, none answered beforehand."""

    template_name = "cases/widgets/checklist.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([forms.RadioSelect(choices=YES_NO) for _code in ChecklistQuestion.values], attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        questions = zip(ChecklistQuestion.labels, context["widget"]["subwidgets"], strict=True)
        context["questions"] = list(questions)
        return context

    def decompress(self, value: dict[str, bool] | None) -> list[str | None]:
        words: dict[bool | None, str] = {True: "yes", False: "no"}
        return [words.get((value or {}).get(code)) for code in ChecklistQuestion.values]

    def id_for_label(self, id_: str) -> str:
        return id_


class ChecklistField(forms.MultiValueField):
    """The seven questions asked before a consent counts as given (domain 4)."""

    widget = ChecklistWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Explained before asking"))
        kwargs.setdefault("help_text", _("All seven must be a yes before a consent counts as given."))
        parts = [forms.ChoiceField(choices=YES_NO, required=False) for _code in ChecklistQuestion.values]
        super().__init__(parts, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> dict[str, bool]:
        """A refusal needs no answers; the rule asks for all seven when the answer is a yes."""
        parts = zip(self.fields, value or [], strict=False)
        return self.compress([field.clean(answer) for field, answer in parts])

    def compress(self, data_list: Sequence[str]) -> dict[str, bool]:
        answers = zip(ChecklistQuestion.values, data_list or [], strict=False)
        return {code: answer == "yes" for code, answer in answers if answer}


def one_of(
    choices: Any, label: Any, *, required: bool = False, radio: bool = False, **kwargs: Any
) -> forms.ChoiceField:
    """One code of a list; a radio list never has an answer beforehand."""
    pairs = list(getattr(choices, "choices", choices))
    if radio:
        kwargs["widget"] = forms.RadioSelect
    elif not pairs or pairs[0][0] != "":
        pairs = [("", _("Choose")) if required else BLANK, *pairs]
    return forms.ChoiceField(choices=pairs, label=label, required=required, **kwargs)


def some_of(choices: Any, label: Any, *, required: bool = False, **kwargs: Any) -> forms.MultipleChoiceField:
    """Any number of codes of a list, as tick boxes."""
    pairs = list(getattr(choices, "choices", choices))
    return forms.MultipleChoiceField(
        choices=pairs, label=label, required=required, widget=forms.CheckboxSelectMultiple, **kwargs
    )


def country(label: Any, *, required: bool = False, **kwargs: Any) -> forms.ChoiceField:
    """A country, the near ones first."""
    return forms.ChoiceField(choices=COUNTRY_GROUPS, label=label, required=required, **kwargs)


def yes_no_unknown(label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """Yes, no, or not known."""
    return forms.TypedChoiceField(
        choices=[("", _("Not known")), *YES_NO],
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        label=label,
        required=False,
        **kwargs,
    )


def flag_initial(value: bool | None) -> str:
    """The stored three-valued flag as the choice field shows it."""
    return "" if value is None else "yes" if value else "no"


def long_text(
    label: Any, *, limit: int = 20_000, rows: int = 6, required: bool = False, **kwargs: Any
) -> Any:
    """Several lines of text."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=limit,
        widget=forms.Textarea({"rows": rows}),
        **kwargs,
    )


def day(label: Any, *, required: bool = True, **kwargs: Any) -> forms.DateField:
    """A full date, with the browser's own control."""
    return forms.DateField(label=label, required=required, widget=forms.DateInput, **kwargs)
