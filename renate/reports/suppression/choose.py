"""Which further figures to hide so that a small one can't be worked out (complementary suppression, rule 2).

For a small figure and a value it must still be able to have, the solver looks for another table, as near to
the true one as possible, in which the figure has that value. What differs between the two tables is what has
to be hidden: a reader then can't tell them apart. (The method is Fischetti and Salazar's; cheap cells first.)
"""

from collections.abc import Mapping
from math import log2

import numpy as np
from scipy import sparse

from renate.reports.suppression.figures import Figures, Sum
from renate.reports.suppression.marks import Mark
from renate.reports.suppression.system import Range, System, solve


class Chooser:
    """Finds the cheapest other table for one group of connected figures."""

    def __init__(self, keys: list[str], sums: list[Sum], figures: Figures, threshold: int) -> None:
        self.keys, self.figures, self.threshold = keys, figures, threshold
        self.totals = {each.total for each in sums if len(each.parts) > 1}
        plain = System.of(keys, sums).matrix
        # each figure may go up or down: value + up - down
        self.system = System(
            tuple(f"+{key}" for key in keys) + tuple(f"-{key}" for key in keys),
            sparse.csr_array(sparse.hstack([plain, -plain])),
        )
        self.ceiling = 20 * threshold + 2 * max((figures.cells[key].value for key in keys), default=0)

    def _moves(self, key: str, mark: Mark) -> tuple[Range, float]:
        """How far a figure may differ, and what it costs to hide it."""
        cell = self.figures.cells[key]
        if cell.public:
            return (0, 0), 0.0
        if mark is Mark.SHOWN and cell.value < self.threshold:
            return (0, 0), 0.0  # a zero that is shown stays shown
        shown = mark is Mark.SHOWN
        low, high = (Mark.WITHHELD if shown else mark).bounds(self.threshold, cell.value)
        ends = (low - cell.value, min(high, self.ceiling) - cell.value)
        return ends, self._cost(cell.value, key) if shown else 0.001

    def _cost(self, value: int, key: str) -> float:
        rank = 50.0 if self.figures.cells[key].headline else 6.0 if key in self.totals else 1.0
        return rank * (1.0 + log2(value + 1))

    def other_table(self, marks: Mapping[str, Mark], target: str, value: int) -> set[str] | None:
        """The shown figures to hide so that `target` could be `value`; None when no hiding is enough."""
        ranges: dict[str, Range] = {}
        costs = np.zeros(2 * len(self.keys))
        for column, key in enumerate(self.keys):
            (low, high), cost = self._moves(key, marks[key])
            if key == target:
                low = high = value - self.figures.cells[key].value
            ranges[f"+{key}"] = (max(low, 0), max(high, 0))
            ranges[f"-{key}"] = (max(-high, 0), max(-low, 0))
            costs[column] = costs[column + len(self.keys)] = cost
        found = solve(self.system, ranges, costs)
        if found is None:
            return None
        return {key for key in self.keys if found[f"+{key}"] != found[f"-{key}"] and marks[key] is Mark.SHOWN}
