"""What is typed by mistake, by malice, or by a program that tries things."""

from collections.abc import Iterator
from random import Random
from typing import Any

from django.forms import BaseForm, Field

LONG = "Њ" * 20_000
NASTY = (
    "", " ", "\0", "a\0b", "'", "\"><script>", "{{ 7 }}", "%s%n", "../../etc/passwd", "-1", "0", "1e309",
    "NaN", "99999999999999999999", "2147483648", "32768", "2026-02-30", "0000-00-00", "9999-12-31",
    "0001-01-01", "2026-11-22", "31.12.2026", "true", "on", "null", "[]", '{"a": 1}', "nonsense",
    "\u202e\ufeff", "\U0001f600", "Đorđević Ђорђевић Λ", "٣", "²", "\r\n\r\n", LONG, "zzzzzzzzzzzz",
)  # fmt: skip
STEPS = ("save", "new", "search", "\0")
# The name a field is sent under, and the codes that it would take.
Fields = dict[str, list[str]]


def forms_in(context: Any) -> Iterator[BaseForm]:
    """Every form that a page was drawn with."""
    for layer in context or []:
        for scope in getattr(layer, "dicts", [layer]):
            for value in scope.values() if isinstance(scope, dict) else ():
                for form in value if isinstance(value, list | tuple) else [value]:
                    if isinstance(form, BaseForm):
                        yield form


def fields_of(context: Any) -> Fields:
    """Their fields, with the codes that each would take."""
    return {
        form.add_prefix(name): _codes(field)
        for form in forms_in(context)
        for name, field in form.fields.items()
    }


def _codes(field: Field) -> list[str]:
    pairs: list[tuple[Any, Any]] = []
    for code, label in getattr(field, "choices", None) or []:
        pairs += label if isinstance(label, list | tuple) else [(code, label)]
    return [str(code) for code, _label in pairs if str(code)][:40]


def form(fields: Fields, foreign: list[str], chance: Random) -> dict[str, Any]:
    """A form as it is sent: its own codes now and then, so that deeper checks are reached; parts missing."""
    sent: dict[str, Any] = {"step": chance.choice(STEPS)}
    for name, codes in fields.items():
        if chance.random() < 0.15:
            continue
        sent[name] = _value(codes, foreign, chance)
        if chance.random() < 0.2:  # a date or a list of questions is sent in parts
            sent |= {f"{name}_{part}": _value([], foreign, chance) for part in range(3)}
    return sent


def _value(codes: list[str], foreign: list[str], chance: Random) -> Any:
    if codes and chance.random() < 0.7:
        return chance.choice(codes)
    if chance.random() < 0.1:
        return [_value(codes, foreign, chance) for _time in range(3)]
    return chance.choice(foreign if chance.random() < 0.1 else NASTY)
