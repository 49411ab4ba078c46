"""Numbers, days and set phrases of a report, in the language that is active."""

from datetime import date
from decimal import Decimal
from unicodedata import normalize

from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from renate.reports.indicators import Words

HEADINGS: dict[str, Words] = {
    "narrative": gettext_lazy("Summary"),
    "challenges": gettext_lazy("Challenges"),
    "changes": gettext_lazy("Changes"),
    "lessons": gettext_lazy("Lessons"),
}
_MONTHS = (
    pgettext_lazy("month in a date", "Jan"), pgettext_lazy("month in a date", "Feb"),
    pgettext_lazy("month in a date", "Mar"), pgettext_lazy("month in a date", "Apr"),
    pgettext_lazy("month in a date", "May"), pgettext_lazy("month in a date", "Jun"),
    pgettext_lazy("month in a date", "Jul"), pgettext_lazy("month in a date", "Aug"),
    pgettext_lazy("month in a date", "Sep"), pgettext_lazy("month in a date", "Oct"),
    pgettext_lazy("month in a date", "Nov"), pgettext_lazy("month in a date", "Dec"),
)  # fmt: skip
# The letters of Serbian, Macedonian, Bulgarian and Ukrainian in one order that suits each of them.
_CYRILLIC = "абвгґдђѓеєжзѕиіїјйклљмнњопрстћќуфхцчџшщъьюя"
_PLACES = {letter: chr(0x400 + place) for place, letter in enumerate(_CYRILLIC)}


def alphabetical(text: str) -> str:
    """By what names stand in a list: Ö beside O, and Ј after И, not before А."""
    return "".join(_PLACES.get(char) or normalize("NFKD", char)[0] for char in text.casefold())


def separators() -> tuple[str, str]:
    """What parts thousands, and decimals."""
    return get_format("THOUSAND_SEPARATOR"), get_format("DECIMAL_SEPARATOR")


def number(value: int | Decimal | float, places: int = 0) -> str:
    """Rounded, with the separators of the language."""
    thousand, decimal = separators()
    return f"{value:,.{places}f}".translate({ord(","): thousand, ord("."): decimal})


def percent(value: Decimal | float) -> str:
    """With one decimal."""
    return _("{n}%").format(n=number(value, 1))


def euros(value: int | Decimal | float) -> str:
    """Whole euros."""
    return _("EUR {n}").format(n=number(value))


def fewer_than(value: str) -> str:
    """A small count inside a sentence."""
    return _("fewer than {n}").format(n=value)


def day(value: date) -> str:
    """A day nobody can misread: 22 Nov 2026."""
    return _("{day} {month} {year}").format(day=value.day, month=_MONTHS[value.month - 1], year=value.year)


def period(start: str, end: str) -> str:
    """From one day to another."""
    return _("{start} to {end}").format(start=start, end=end)


def size_of_network(members: int, countries: int) -> str:
    """How many members a report of the network is about."""
    return _("{organisations} {in_countries}").format(
        organisations=ngettext("{n} organisation", "{n} organisations", members).format(n=members),
        in_countries=ngettext("in {n} country", "in {n} countries", countries).format(n=countries),
    )


def corrects(version: int, correction: str) -> str:
    """What a later version says of itself, with the officer's own words."""
    said = _("{version}: corrects version {earlier}").format(version=version, earlier=version - 1)
    return f"{said}. {correction}" if correction else said


def note_on_marks(threshold: int) -> str:
    """What stands in place of a small number, said wherever tables are (domain 6, small numbers 1)."""
    return _(
        "<{threshold}: 1 to {most} persons. [c]: withheld so that no small number can be worked out. "
        "Suppressed to protect persons."
    ).format(threshold=threshold, most=threshold - 1)
