"""The table of a breakdown: one or two groupings at once, bound to all other tables (rules 2, 5)."""

from collections.abc import Sequence
from itertools import product

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from renate.reports.codes import AgeGroup
from renate.reports.indicators import Words
from renate.reports.indicators.crossing import POPULATIONS, in_order
from renate.reports.indicators.groups import Dimension
from renate.reports.tables.base import Builder, Column, Count, Row, Share, Table
from renate.reports.tables.lines import joined

Groups = list[tuple[Words, tuple[str, ...]]]
_FINE = {
    "0-17": (AgeGroup.CHILD_0_11, AgeGroup.CHILD_12_14, AgeGroup.CHILD_15_17),
    "18-24": (AgeGroup.ADULT_18_24,),
    "25-34": (AgeGroup.ADULT_25_34,),
    "35+": (AgeGroup.ADULT_35_59, AgeGroup.ADULT_60),
    "unknown": (AgeGroup.UNKNOWN,),
}


def breakdown(builder: Builder, population: str, keys: Sequence[str]) -> Table | None:
    """One population by the chosen groupings; None where nothing was chosen or nobody counted."""
    dimensions = in_order(keys)
    whole = POPULATIONS[population].key
    if not dimensions or not builder.measures.get(whole):
        return None
    grid = _Grid(builder, whole, dimensions)
    who = POPULATIONS[population].label
    if len(dimensions) == 1:
        return grid.list_of(_("{who} by {what}").format(who=who, what=dimensions[0].after_by))
    first, second = (dimension.after_by for dimension in dimensions)
    return grid.cross_of(_("{who} by {what} and {second}").format(who=who, what=first, second=second))


class _Grid:
    """Cells of one population, summed into lines that are large enough, and bound together."""

    def __init__(self, builder: Builder, whole: str, dimensions: Sequence[Dimension]) -> None:
        self.builder, self.whole, self.dimensions = builder, whole, dimensions
        builder.count(whole)
        self.groups: list[Groups] = [self._groups(each) for each in dimensions]
        for dimension, groups in zip(dimensions, self.groups, strict=True):
            keys = [self._cell([dimension], [codes]) for _label, codes in groups]
            builder.total(whole, keys)
            self._bind_elsewhere(dimension, groups)

    def _groups(self, dimension: Dimension) -> Groups:
        stem = f"{self.whole}|{dimension.word}"
        for code in dimension.groups:
            self.builder.measures.setdefault(f"{stem}={code}", 0)
        return joined(self.builder, stem, dimension.groups)

    def _cell(self, dimensions: Sequence[Dimension], codes: Sequence[tuple[str, ...]]) -> str:
        """The cell of groups that may each be several joined ones."""
        key = self.whole + "".join(
            f"|{d.word}={'+'.join(each)}" for d, each in zip(dimensions, codes, strict=True)
        )
        tails = (
            "".join(f"|{d.word}={code}" for d, code in zip(dimensions, each, strict=True))
            for each in product(*codes)
        )
        self.builder.measures[key] = sum(
            int(self.builder.measures.get(self.whole + tail, 0)) for tail in tails
        )
        self.builder.count(key)
        return key

    def _bind_elsewhere(self, dimension: Dimension, groups: Groups) -> None:
        """Sums with cells of other tables: a part of the assisted is never more than the assisted."""
        figures = self.builder.figures
        for _label, codes in groups:
            own = f"{self.whole}|{dimension.word}={'+'.join(codes)}"
            if self.whole != "assisted":
                everybody = f"assisted|{dimension.word}={'+'.join(codes)}"
                if everybody in figures.cells:
                    figures.add_share(everybody, own)
            elif dimension.key == "age":
                fine = [f"assisted|age={part}" for code in codes for part in _FINE[code]]
                if all(key in figures.cells for key in fine):
                    figures.add_sum(own, fine)
            elif dimension.key == "form" and len(codes) == 1:
                form = f"assisted|form={codes[0]}"
                if form in figures.cells and codes[0] not in {"none", "several"}:
                    figures.add_share(form, own)

    def list_of(self, title: str) -> Table:
        """One grouping: number and share."""
        dimension = self.dimensions[0]
        rows = []
        for label, codes in self.groups[0]:
            key = self._cell([dimension], [codes])
            rows.append(Row(label, (Count(key), Share((key,), (self.whole,)))))
        whole = (Count(self.whole), Share((self.whole,), (self.whole,)))
        rows.append(Row(_("Total"), whole, is_total=True))
        columns = (Column(_lazy("Persons")), Column(_lazy("Share")))
        return Table(title, dimension.label, columns, tuple(rows))

    def cross_of(self, title: str) -> Table:
        """Two groupings: a row for each group of the first, a column for each of the second, and sums."""
        first, second = self.dimensions
        down, across = self.groups
        cells = {(a, b): self._cell([first, second], [a, b]) for _l, a in down for _m, b in across}
        total = self.builder.figures.add_sum
        for _label, a in down:
            total(self._cell([first], [a]), [cells[a, b] for _m, b in across])
        for _label, b in across:
            total(self._cell([second], [b]), [cells[a, b] for _l, a in down])
        rows = [
            Row(
                label,
                (*(Count(cells[a, b]) for _m, b in across), Count(self._cell([first], [a]))),
            )
            for label, a in down
        ]
        sums = (*(Count(self._cell([second], [b])) for _m, b in across), Count(self.whole))
        rows.append(Row(_("Total"), sums, is_total=True))
        columns = (*(Column(label) for label, _b in across), Column(_lazy("Total")))
        return Table(title, first.label, columns, tuple(rows))
