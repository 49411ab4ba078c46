"""From protected figures to what is printed: numbers, marks, sentences, charts. Nothing else sees them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from renate.kit import charts
from renate.reports import wording
from renate.reports.indicators import Words
from renate.reports.suppression import Mark, Protected
from renate.reports.tables.base import (
    Cell,
    Chart,
    Companion,
    Count,
    Ratio,
    Row,
    Section,
    Sentence,
    Share,
    Table,
)

LEAST_DENOMINATOR = 10  # shares and ratios of fewer persons say too much about each (rule 3)
NOTHING = "–"
HIDDEN = "[c]"
_ASIDE = re.compile(r"\[([^\[\]]*)\]")
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Printed:
    """One printed cell: its text, its number where there is one, and how a spreadsheet formats it."""

    text: str
    number: float | int | None = None
    kind: str = "count"

    def as_json(self) -> dict[str, Any]:
        """For the snapshot."""
        return {"text": self.text, "number": self.number, "kind": self.kind}


class Printer:
    """Prints cells of one protected set of figures."""

    def __init__(self, protected: Protected) -> None:
        self.protected = protected

    def cell(self, cell: Cell) -> Printed:
        """Any cell."""
        if isinstance(cell, Count):
            return self._count(cell)
        if isinstance(cell, Share):
            return self._share(cell)
        if isinstance(cell, Ratio):
            return self._ratio(cell)
        return self._companion(cell)

    def _count(self, cell: Count) -> Printed:
        number = self.protected.number(cell.key)
        return Printed(self.protected.text(cell.key) if number is None else wording.number(number), number)

    def _sum(self, keys: Sequence[str]) -> int | None:
        numbers = [self.protected.number(key) for key in keys]
        return None if None in numbers else sum(number or 0 for number in numbers)

    def _share(self, cell: Share) -> Printed:
        if not cell.wholes:
            return Printed("", kind="share")
        part, whole = self._sum(cell.parts), self._sum(cell.wholes)
        if part is None or whole is None:
            return Printed(HIDDEN, kind="share")
        if whole < LEAST_DENOMINATOR or 0 < part < self.protected.threshold:
            return Printed(NOTHING, kind="share")
        return Printed(wording.percent(100 * part / whole), part / whole, "share")

    def _ratio(self, cell: Ratio) -> Printed:
        part, whole = self._sum([cell.part]), self._sum([cell.whole])
        if part is None or whole is None:
            return Printed(HIDDEN, kind="ratio")
        if whole < LEAST_DENOMINATOR:
            return Printed(NOTHING, kind="ratio")
        return Printed(wording.number(part / whole, 2), part / whole, "ratio")

    def _companion(self, cell: Companion) -> Printed:
        if any(self.protected.shown[key].mark is not Mark.SHOWN for key in cell.of):
            return Printed(HIDDEN, kind=cell.kind)
        if cell.value is None:
            return Printed(NOTHING, kind=cell.kind)
        if cell.kind == "euros":
            return Printed(wording.euros(cell.value), float(Decimal(cell.value)), "euros")
        if cell.kind == "percent":
            return Printed(wording.percent(cell.value), float(cell.value) / 100, "share")
        whole = cell.value == int(cell.value)
        number = int(cell.value) if whole else float(cell.value)
        text = wording.number(number, 0 if whole else 1)
        return Printed(text, number, "count" if whole else "ratio")

    def sentence(self, sentence: Sentence) -> str:
        """A sentence with its figures; empty where a figure that it needs is withheld."""
        words = {name: self._spoken(part) for name, part in sentence.places.items()}
        pieces = _ASIDE.split(str(sentence.text))  # what stands outside of asides, and asides, in turn
        filled = [_filled(piece, words) for piece in pieces]
        if None in filled[::2]:
            return ""
        text = "".join(piece or "" for piece in filled)
        return text[:1].upper() + text[1:]

    def _spoken(self, part: Words | Cell | None) -> str | None:
        if part is None:
            return None
        if not isinstance(part, Cell):
            return str(part)
        printed = self.cell(part).text
        if printed.startswith("<"):
            return wording.fewer_than(printed[1:])
        return None if printed in {HIDDEN, NOTHING} else printed

    def table(self, table: Table) -> dict[str, Any]:
        """A table for the snapshot."""
        return {
            "title": str(table.title),
            "first_column": str(table.first_column),
            "columns": [str(column.label) for column in table.columns],
            "rows": [self._row(row) for row in table.rows],
        }

    def _row(self, row: Row) -> dict[str, Any]:
        cells = [self.cell(cell).as_json() for cell in row.cells]
        return {"label": str(row.label), "is_total": row.is_total, "cells": cells}

    def chart(self, chart: Chart) -> dict[str, Any] | None:
        """A chart for the snapshot: the picture and the sentence that says the same."""
        if not chart.rows:
            return None
        rows = [(str(label), [self.cell(cell) for cell in cells]) for label, cells in chart.rows]
        if not any(_drawn(cells, stacked=bool(chart.series)) for _label, cells in rows):
            return None  # the table says the same with less room
        then = pgettext("between the lines of a chart that is read aloud", "; ")
        says = (
            f"{chart.title}. " + then.join(f"{label}: {_said(cells, chart)}" for label, cells in rows) + "."
        )
        if chart.series:
            svg = charts.stacked_chart(
                {label: [cell.number for cell in cells] for label, cells in rows},
                [str(name) for name in chart.series],
                unit=str(chart.unit),
                says=says,
                colours=_pick(charts.RAMP, len(chart.series)),
                on_colours=_pick(charts.ON_RAMP, len(chart.series)),
                note=_("not shown: small numbers"),
                marks=wording.separators(),
            )
        else:
            bars = [charts.Bar(label, _height(cells[0]), cells[0].text) for label, cells in rows]
            svg = charts.bar_chart(bars, unit=str(chart.unit), says=says, marks=wording.separators())
        return {"title": str(chart.title), "svg": svg, "says": says}

    def section(self, section: Section) -> dict[str, Any]:
        """A whole section without its heading."""
        chart = self.chart(section.chart) if section.chart else None
        if chart:  # the caption of the table below says it already
            chart["repeats"] = any(str(table.title) == chart["title"] for table in section.tables[:1])
        return {
            "lead": [text for sentence in section.lead if (text := self.sentence(sentence))],
            # A table of nothing but its sum says what the sentence above it said.
            "tables": [
                self.table(table) for table in section.tables if not all(row.is_total for row in table.rows)
            ],
            "chart": chart,
        }


def _filled(text: str, words: Mapping[str, str | None]) -> str | None:
    """A text with its places filled; None where one of them is withheld."""
    if any(words[name] is None for name in _PLACE.findall(text)):
        return None
    return _PLACE.sub(lambda place: words[place[1]] or "", text)


def _drawn(cells: Sequence[Printed], *, stacked: bool) -> bool:
    """Whether a row of a chart shows anything: shares only where all of them are known."""
    numbers = [cell.number for cell in cells]
    return any(numbers) and not (stacked and None in numbers)


def _height(cell: Printed) -> float | None:
    if cell.number is None:
        return None
    return 100 * cell.number if cell.kind == "share" else cell.number


def _said(cells: Sequence[Printed], chart: Chart) -> str:
    if not chart.series:
        return cells[0].text
    return ", ".join(f"{name} {cell.text}" for name, cell in zip(chart.series, cells, strict=True))


def _pick(ramp: Sequence[str], size: int) -> list[str]:
    """All five colours, or ends and middle where scores are merged into three."""
    return [ramp[place] for place in (range(5) if size == 5 else (0, 2, 4))]
