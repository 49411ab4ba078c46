"""T11 what persons say themselves: success in per cent, the wish to leave again."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from renate.reports.tables.base import (
    Builder,
    Column,
    Companion,
    Count,
    Part,
    Row,
    Section,
    Sentence,
    Share,
    Table,
)
from renate.reports.tables.lines import bars, spread_table

LEAST_FOR_A_MEDIAN = 10
_BANDS = (
    ("0-24", _("Under 25 %"), range(25)),
    ("25-49", _("25 to 49 %"), range(25, 50)),
    ("50-74", _("50 to 74 %"), range(50, 75)),
    ("75-100", _("75 % and more"), range(75, 101)),
)


def median_of(said: Mapping[int, int]) -> float | None:
    """The value in the middle of counts by value; none for fewer than ten (rule 3)."""
    number = sum(said.values())
    if number < LEAST_FOR_A_MEDIAN:
        return None
    values = sorted(said)
    reached, low = 0, None
    for value in values:
        reached += said[value]
        if low is not None:
            return (low + value) / 2
        if 2 * reached == number:
            low = value
        elif 2 * reached > number:
            return float(value)
    return None


def values_below(builder: Builder, stem: str) -> dict[int, int]:
    """Counts by whole number, of all keys that begin like this."""
    found = {}
    for key, number in builder.measures.items():
        if key.startswith(stem):
            found[int(key.removeprefix(stem))] = int(number)
    return found


def _voices(builder: Builder) -> Section:
    builder.count("assisted", headline=True)
    rated = builder.count("rated")
    builder.figures.add_share("assisted", rated.key)
    said = values_below(builder, "rated|percent=")
    keys = []
    for code, _label, values in _BANDS:
        builder.measures[f"rated|band={code}"] = sum(said.get(value, 0) for value in values)
        keys.append(f"rated|band={code}")
    builder.total(rated.key, keys)
    middle = median_of(said)
    median = Companion(Decimal(str(middle)) if middle is not None else None, of=(rated.key,), kind="percent")
    rows = [
        Row(label, (Count(key), Share((key,), (rated.key,))))
        for (_code, label, _values), key in zip(_BANDS, keys, strict=True)
    ]
    rows.append(Row(_("Persons who answered"), (rated, Share((rated.key,), (rated.key,))), is_total=True))
    table = Table(
        _("How far persons say they have come"), _("Own answer"), (Column(_("Persons")), Column(_("Share"))),
        tuple(rows),
    )  # fmt: skip
    _lines, leaving = spread_table(builder, "remigration")
    lead = Sentence(
        _("{n} of {all} assisted persons rated their own success[; half of them at {median} or more]."),
        n=rated,
        all=Count("assisted"),
        median=median,
    )
    lines = [(label, key) for (_c, label, _v), key in zip(_BANDS, keys, strict=True)]
    return Section((lead,), (table, leaving), bars(table.title, lines))


PARTS = (
    Part(
        "T11",
        _("What persons say themselves"),
        _("Self-rated success, wish to leave again"),
        ("assisted", "ratings", "remigration"),
        _voices,
    ),
)
