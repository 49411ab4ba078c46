"""Which further figures to hide so that a small one can't be worked out (complementary suppression, rule 2).

For a small figure and a value it must still be able to have, the solver looks for another table, as near to
the true one as possible, in which the figure has that value. What differs between the two tables is what has
to be hidden: a reader then can't tell them apart. (The method is Fischetti and Salazar's; cheap cells first.)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2

import numpy as np

from renate.reports.suppression.figures import Figures, Sum
from renate.reports.suppression.marks import Mark
from renate.reports.suppression.system import Range, System, components, solve


@dataclass(frozen=True)
class _Block:
    """Figures solved together; each may go up or down: value + up - down."""

    keys: list[str]
    sums: list[Sum]

    @cached_property
    def system(self) -> System:
        return System.of(self.keys, self.sums).up_and_down


class Chooser:
    """Finds the cheapest other table: first below the headline totals, then among all figures."""

    def __init__(self, figures: Figures, threshold: int) -> None:
        self.figures, self.threshold = figures, threshold
        self.totals = {each.total for each in figures.sums if len(each.parts) > 1}
        self.ceiling = 20 * threshold + 2 * max((cell.value for cell in figures.cells.values()), default=0)
        headlines = {key for key, cell in figures.cells.items() if cell.headline}
        self.near = self._blocks(headlines)
        self.far = self._blocks(set())

    def _blocks(self, fixed: set[str]) -> dict[str, _Block]:
        """The block of each figure; figures in `fixed` stay as they are in all of them."""
        found: dict[str, _Block] = {}
        for keys, sums in components(list(self.figures.cells), self.figures.sums, fixed):
            block = _Block(keys, sums)
            found |= {key: block for key in keys if key not in fixed}
        return found

    def below_headlines(self, marks: Mapping[str, Mark], target: str, value: int) -> set[str] | None:
        """The shown figures to hide so that `target` could be `value`, while the headline totals stay."""
        return (
            self._solve(self.near[target], marks, target, value, still=True) if target in self.near else None
        )

    def anywhere(self, marks: Mapping[str, Mark], target: str, value: int) -> set[str] | None:
        """The same among all figures; None when no hiding is enough."""
        return self._solve(self.far[target], marks, target, value, still=False)

    def _solve(
        self, block: _Block, marks: Mapping[str, Mark], target: str, value: int, *, still: bool
    ) -> set[str] | None:
        ranges, costs = self._ranges(block.keys, marks, still=still)
        change = value - self.figures.cells[target].value
        ranges[f"+{target}"] = (max(change, 0), max(change, 0))
        ranges[f"-{target}"] = (max(-change, 0), max(-change, 0))
        found = solve(block.system, ranges, costs)
        if found is None:
            return None
        changed = {key for key in block.keys if found[f"+{key}"] != found[f"-{key}"]}
        return {key for key in changed if marks[key] is Mark.SHOWN}

    def _ranges(
        self, keys: Sequence[str], marks: Mapping[str, Mark], *, still: bool
    ) -> tuple[dict[str, Range], np.ndarray]:
        ranges: dict[str, Range] = {}
        costs = np.zeros(2 * len(keys))
        for column, key in enumerate(keys):
            (low, high), cost = self._moves(key, marks[key])
            if still and self.figures.cells[key].headline:
                low, high = 0, 0
            ranges[f"+{key}"] = (max(low, 0), max(high, 0))
            ranges[f"-{key}"] = (max(-high, 0), max(-low, 0))
            costs[column] = costs[column + len(keys)] = cost
        return ranges, costs

    def _moves(self, key: str, mark: Mark) -> tuple[Range, float]:
        """How far a figure may differ, and what it costs to hide it."""
        cell = self.figures.cells[key]
        shown = mark is Mark.SHOWN
        if cell.public or (shown and cell.value < self.threshold):
            return (0, 0), 0.0  # a zero that is shown stays shown
        low, high = (Mark.WITHHELD if shown else mark).bounds(self.threshold, cell.value)
        ends = (low - cell.value, min(high, self.ceiling) - cell.value)
        return ends, self._cost(cell.value, key) if shown else 0.001

    def _cost(self, value: int, key: str) -> float:
        rank = 50.0 if self.figures.cells[key].headline else 6.0 if key in self.totals else 1.0
        return rank * (1.0 + log2(value + 1))
