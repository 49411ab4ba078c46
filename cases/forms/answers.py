"""Questions that may stay without an answer, each with its reason: one way for every field (domain 2.4)."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import NotAnswered
from cases.forms.fields import COUNTRY_GROUPS, YES_NO, one_of
from cases.rules.answers import REASONS, is_answered
from renate.kit.conflicts import SEALED

WHY = "_why_not"
_REASON_CHOICES = [("", _("Not recorded")), *NotAnswered.choices]
_WITHOUT = (_("Without an answer"), NotAnswered.choices)
_EMPTY: dict[str, Any] = {"yes_no": None, "list": [], "country": "", "scale": None}


def asked_one_of(choices: Any, label: Any, **kwargs: Any) -> forms.ChoiceField:
    """One code, or the reason why there is none; both stand in the same column."""
    pairs = list(getattr(choices, "choices", choices))
    known = {code for code, _label in pairs}
    return one_of([*pairs, *(p for p in NotAnswered.choices if p[0] not in known)], label, **kwargs)


def asked_yes_no(label: Any, **kwargs: Any) -> forms.ChoiceField:
    """Yes, no, or why neither."""
    pairs = [("", _("Not recorded")), *YES_NO, *NotAnswered.choices]
    return _marked("yes_no", forms.ChoiceField(choices=pairs, label=label, required=False, **kwargs))


def asked_some_of(choices: Any, label: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    """Any number of codes, or one reason why there are none."""
    pairs = [*getattr(choices, "choices", choices), _WITHOUT]
    field = forms.MultipleChoiceField(
        choices=pairs, label=label, required=False, widget=forms.CheckboxSelectMultiple, **kwargs
    )
    return _marked("list", field)


def asked_country(label: Any, **kwargs: Any) -> forms.ChoiceField:
    """A country, the near ones first, or why none is known."""
    pairs = [*COUNTRY_GROUPS, _WITHOUT]
    return _marked("country", forms.ChoiceField(choices=pairs, label=label, required=False, **kwargs))


def asked_scale(steps: Any, label: Any, **kwargs: Any) -> forms.ChoiceField:
    """A step of a scale of numbers, or why there is none."""
    pairs = [("", _("Not recorded")), *steps, *NotAnswered.choices]
    return _marked("scale", forms.ChoiceField(choices=pairs, label=label, required=False, **kwargs))


def _marked(kind: str, field: Any) -> Any:
    field.asked = kind
    return field


class AskedForm(forms.Form):
    """A form over questions of a row: `answers()` gives the values and, beside them, the reasons."""

    # Fields with a small list of reasons of their own: dates, numbers, words.
    WITH_REASON: ClassVar[tuple[str, ...]] = ()
    # Where a field stands for a question of another name.
    QUESTION: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        order: list[str] = []
        for name in list(self.fields):
            order.append(name)
            if name in self.WITH_REASON:
                order.append(name + WHY)
                label = _("%(question)s: if there is no answer, why") % {"question": self.fields[name].label}
                self.fields[name + WHY] = forms.ChoiceField(
                    choices=_REASON_CHOICES, label=label, required=False
                )
        self.order_fields(order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            value = cleaned.get(name)
            if getattr(field, "asked", "") == "list" and value and len(value) > 1 and REASONS & set(value):
                self.add_error(name, _("Tick what applies, or one reason for having no answer; not both."))
            if is_answered(value) and cleaned.get(name + WHY):
                self.add_error(name, _("Give either the answer or the reason for having none."))
        return cleaned

    def answers(self, names: Iterable[str] | None = None) -> dict[str, Any]:
        """Values by field, and `not_answered`: question to reason."""
        own = [name for name in self.fields if name != SEALED and not name.endswith(WHY)]
        wanted = [name for name in (names or own) if name in self.cleaned_data]
        values: dict[str, Any] = {}
        silences: dict[str, str] = {}
        for name in wanted:
            values[name], reason = self._split(name)
            if reason:
                silences[self.QUESTION.get(name, name)] = reason
        return values | {"not_answered": silences}

    def _split(self, name: str) -> tuple[Any, str]:
        value, kind = self.cleaned_data[name], getattr(self.fields[name], "asked", "")
        if not kind:
            return value, self.cleaned_data.get(name + WHY) or ""
        given = value if isinstance(value, list) else [value]
        reason = next((code for code in given if code in REASONS), "")
        if reason:
            return _EMPTY[kind], reason
        if kind == "scale":
            return int(value) if value else None, ""
        return ({"yes": True, "no": False}.get(value) if kind == "yes_no" else value), ""

    @classmethod
    def initial_of(cls, row: Any, **given: Any) -> dict[str, Any]:
        """What is stored of a row, answers and reasons, as the form shows it."""
        stored: dict[str, Any] = {}
        for name, field in cls.base_fields.items():
            value = given[name] if name in given else getattr(row, name)
            reason = row.not_answered.get(cls.QUESTION.get(name, name), "")
            kind = getattr(field, "asked", "")
            if kind == "yes_no":
                value = reason or {True: "yes", False: "no"}.get(value, "")
            elif kind == "scale":
                value = reason or ("" if value is None else str(value))
            elif kind:
                value = ([reason] if kind == "list" else reason) if reason else value
            stored[name] = value
            if name in cls.WITH_REASON:
                stored[name + WHY] = reason
        return stored
