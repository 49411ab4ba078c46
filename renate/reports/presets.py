"""Presets: tables grouped as a donor or a statistical office asks for them (domain 6, S3-01)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from renate.reports.codes import Preset
from renate.reports.indicators import Words


@dataclass(frozen=True)
class Grouping:
    """Headings with the tables below each, and the breakdowns that belong to it."""

    groups: tuple[tuple[Words, tuple[str, ...]], ...]
    breakdowns: tuple[str, ...] = ()

    @property
    def tables(self) -> list[str]:
        """All tables of the preset, once each."""
        return list(dict.fromkeys(key for _title, keys in self.groups for key in keys))


PRESETS: Mapping[str, Grouping] = {
    Preset.KBF: Grouping(
        (
            (_("Aim 1: Assistance and reintegration"),
             ("T1", "T2", "T4", "T7", "T8", "T10", "T11", "T12", "T13", "T14",
              "T15", "T16")),
            (_("Aim 2: Capacity"), ("T17",)),
            (_("Aim 3: Cooperation with the state"), ("T18",)),
            (_("Aim 4: Models of assistance"), ("T19",)),
            (_("Aim 5: Sustainability"), ("T20", "T21", "T22")),
        )
    ),
    Preset.EUROSTAT: Grouping(
        (
            (_("Persons by sex, age and citizenship"), ("T1", "T2", "T3")),
            (_("Exploitation and recruitment"), ("T4", "T5")),
            (_("Assistance received"), ("T6", "T8", "T9")),
            (_("Limits of the data"), ("T22",)),
        ),
        ("sex", "age"),
    ),
    Preset.UNVTF: Grouping(
        (
            (_("Persons reached"), ("T1", "T2")),
            (_("Services"), ("T8", "T9")),
            (_("Results"), ("T10", "T12", "T13", "T14", "T15")),
            (_("Money"), ("T21",)),
        )
    ),
}  # fmt: skip


def group_of(preset: str, table: str) -> str:
    """The heading a table stands under; none in an own choice."""
    grouping = PRESETS.get(preset)
    if grouping is None:
        return ""
    return next((str(title) for title, keys in grouping.groups if table in keys), str(_("Further tables")))


def in_preset_order(preset: str, tables: list[str]) -> list[str]:
    """The chosen tables as the preset orders them; those it does not know come last."""
    grouping = PRESETS.get(preset)
    if grouping is None:
        return tables
    known = [key for key in grouping.tables if key in tables]
    return [*known, *(key for key in tables if key not in known)]
