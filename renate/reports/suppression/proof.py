"""The reader who tries to find someone: what could each hidden figure be, given all that is published?

It knows the published numbers, the sums between them, what each mark means and that people are counted in
whole numbers. It never sees a true value, so it can be run against any table, ours or not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from renate.reports.suppression.figures import Figures, Sum
from renate.reports.suppression.marks import Mark, Shown
from renate.reports.suppression.system import Range, System, components, solve


@dataclass(frozen=True)
class Interval:
    """The least and the greatest that a hidden figure could be."""

    low: int
    high: int

    def __len__(self) -> int:
        return self.high - self.low + 1

    def values(self) -> range:
        """Every number in between."""
        return range(self.low, self.high + 1)


class _Reader:
    """One group of connected figures; each answer of the solver widens what is possible for all of them."""

    def __init__(self, keys: Sequence[str], sums: Sequence[Sum], ranges: Mapping[str, Range]) -> None:
        self.system = System.of(keys, sums)
        self.ranges = ranges
        self.place = {key: column for column, key in enumerate(keys)}
        self.seen: dict[str, Range] = {}

    def _extreme(self, key: str, sign: int) -> None:
        aim = np.zeros(len(self.system.keys))
        aim[self.place[key]] = sign
        found = solve(self.system, self.ranges, aim)
        if found is None:
            raise ValueError(f"the published figures contradict each other at {key}")
        for each, value in found.items():
            low, high = self.seen.get(each, (value, value))
            self.seen[each] = (min(low, value), max(high, value))

    def interval(self, key: str) -> Interval:
        """Both ends; an end already seen at the mark's own bound needs no further question."""
        for sign, end in ((1, 0), (-1, 1)):
            if key not in self.seen or self.seen[key][end] != self.ranges[key][end]:
                self._extreme(key, sign)
        return Interval(*self.seen[key])


def intervals(
    published: Mapping[str, Shown], sums: Sequence[Sum], threshold: int, *, of: Iterable[str] | None = None
) -> dict[str, Interval]:
    """The feasible interval of every hidden figure (or of those named in `of`)."""
    ceiling = 1000 * threshold + 10 * max([each.value or 0 for each in published.values()], default=0)
    ranges = {}
    for key, each in published.items():
        low, high = each.mark.bounds(threshold, each.value or 0)
        ranges[key] = (low, min(high, ceiling) if each.mark.is_hidden else high)
    wanted = set(of) if of is not None else {key for key, each in published.items() if each.mark.is_hidden}
    found: dict[str, Interval] = {}
    constants = {key for key, (low, high) in ranges.items() if low == high}
    found |= {key: Interval(*ranges[key]) for key in wanted & constants}
    for keys, bound in components(list(published), sums, constants):
        if asked := [key for key in keys if key in wanted - constants]:
            reader = _Reader(keys, bound, ranges)
            found |= {key: reader.interval(key) for key in asked}
    return found


def published_view(figures: Figures, marks: Mapping[str, Mark]) -> dict[str, Shown]:
    """What of these figures a reader gets: numbers only where they are shown."""
    return {
        key: Shown(marks[key], cell.value if marks[key] is Mark.SHOWN else None)
        for key, cell in figures.cells.items()
    }
