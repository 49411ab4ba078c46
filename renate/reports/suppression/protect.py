"""The whole of small-number protection: mark, hide more, prove, and go on until the proof holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from renate.reports.suppression.choose import Chooser
from renate.reports.suppression.figures import Cell, Figures
from renate.reports.suppression.marks import Mark, Shown
from renate.reports.suppression.proof import Interval, intervals, published_view

ROUNDS = 40


@dataclass(frozen=True)
class Protected:
    """The published figures and their proof. `exposed`: what earlier issues already give away."""

    threshold: int
    shown: dict[str, Shown]
    proof: dict[str, Interval] = field(default_factory=dict)
    exposed: tuple[str, ...] = ()

    def text(self, key: str) -> str:
        """One figure as it is printed."""
        return self.shown[key].text(self.threshold)

    def number(self, key: str) -> int | None:
        """One figure where it is shown, None where it is hidden."""
        return self.shown[key].value

    @property
    def narrowest(self) -> int | None:
        """How many values the best-known hidden figure still has."""
        return min((len(each) for key, each in self.proof.items() if key not in self.exposed), default=None)


def protect(figures: Figures, *, threshold: int) -> Protected:
    """Hide small counts and all that would reveal them; prove it (domain 6, small numbers 1, 2, 4, 8)."""
    if threshold < 2:
        raise ValueError("a threshold below 2 protects nobody")
    marks = first_marks(figures, threshold)
    exposed = _Protection(figures, marks, threshold).run()
    view = published_view(figures, marks)
    proof = intervals(view, figures.sums, threshold, of=_watched(figures, marks, threshold))
    return Protected(threshold, view, proof, tuple(sorted(exposed)))


def first_marks(figures: Figures, threshold: int) -> dict[str, Mark]:
    """Primary suppression: small counts; zeros too in a line with a small total and in sensitive columns."""
    marks = {key: _first_mark(cell, threshold) for key, cell in figures.cells.items()}
    nothing = {
        part
        for each in figures.sums
        if marks[each.total] is Mark.SHOWN and not figures.cells[each.total].value
        for part in each.parts
    }
    changed = True
    while changed:
        changed = False
        for each in figures.sums:
            if marks[each.total] not in {Mark.SMALL, Mark.LOW}:
                continue
            for part in set(each.parts) - nothing:
                cell = figures.cells[part]
                if cell.printed and not cell.public and marks[part] in {Mark.SHOWN, Mark.SMALL}:
                    marks[part], changed = Mark.LOW, True
    return marks


def _first_mark(cell: Cell, threshold: int) -> Mark:
    if cell.public:
        return Mark.SHOWN
    if not cell.printed:
        return Mark.UNPRINTED
    if cell.sensitive and cell.value < threshold:
        return Mark.LOW
    if cell.kept_hidden and cell.value >= threshold:
        return Mark.WITHHELD
    return Mark.SMALL if 0 < cell.value < threshold else Mark.SHOWN


def _watched(figures: Figures, marks: dict[str, Mark], threshold: int) -> list[str]:
    """Hidden figures that must stay unknown; of unprinted remainders only the small ones, of noughts none."""
    return [key for key, cell in figures.cells.items() if marks[key].is_hidden and _matters(cell, threshold)]


def _matters(cell: Cell, threshold: int) -> bool:
    if cell.public or not cell.guarded:
        return False
    if cell.value >= threshold or not cell.value:
        return cell.printed and (cell.value > 0 or cell.sensitive)
    return True


def _must_reach(cell: Cell, mark: Mark, threshold: int) -> tuple[int, ...]:
    """The values that a small figure must still be able to have."""
    if mark is Mark.LOW and cell.sensitive:
        return (0, threshold - 1)
    if mark in {Mark.SMALL, Mark.LOW} or 0 < cell.value < threshold:
        return (1, threshold - 1)
    return ()


class _Protection:
    """The search for what else to hide, over the marks of one report."""

    def __init__(self, figures: Figures, marks: dict[str, Mark], threshold: int) -> None:
        self.figures, self.marks, self.threshold = figures, marks, threshold
        self.chooser = Chooser(figures, threshold)
        self.exposed: set[str] = set()
        self.reach: dict[str, int] = {}
        self.headlines = {key for key, cell in figures.cells.items() if cell.headline}

    def run(self) -> set[str]:
        """Hide until the proof holds; answers what can't be protected any more."""
        for _ in range(ROUNDS):
            open_ends = list(self._open_ends())
            if not open_ends:
                return self.exposed
            for key, value in open_ends:
                self._hide_for(key, value)
        self._close(self.figures.cells)
        return self.exposed | {key for key, _ in self._open_ends()}

    def _open_ends(self) -> Iterator[tuple[str, int]]:
        """Hidden figures, each with a value that it must be able to have and, as the proof says, cannot."""
        hidden = [
            key for key in _watched(self.figures, self.marks, self.threshold) if key not in self.exposed
        ]
        view = published_view(self.figures, self.marks)
        found = intervals(view, self.figures.sums, self.threshold, of=hidden)
        for key in hidden:
            interval = found[key]
            reach = _must_reach(self.figures.cells[key], self.marks[key], self.threshold)
            if not reach and len(interval) < self.threshold - 1:
                reach = (interval.low + self.threshold - 2,)
            yield from ((key, value) for value in reach if not interval.low <= value <= interval.high)

    def _hide_for(self, key: str, value: int) -> None:
        """Hide what the cheapest other table differs in. Where none of this shape is possible, say nothing at
        all about the neighbours, wider each time; the headline totals are touched last.
        """
        if self._hide(self.chooser.below_headlines(self.marks, key, value)):
            return
        self.reach[key] = reach = self.reach.get(key, 0) + 1
        if self._close(self._around(key, reach, self.headlines)):
            return
        if self._hide(self.chooser.anywhere(self.marks, key, value)):
            return
        near = self._around(key, reach, set())
        if not self._close(near) and len(near) == len(self._around(key, reach + 1, set())):
            self.exposed.add(key)

    def _hide(self, keys: set[str] | None) -> bool:
        self.marks.update(dict.fromkeys(keys or (), Mark.WITHHELD))
        return keys is not None

    def _around(self, key: str, reach: int, fixed: set[str]) -> set[str]:
        near = {key}
        for _ in range(reach):
            found = {each for bound in self.figures.sums if near & set(bound.keys) for each in bound.keys}
            near |= found - fixed
        return near

    def _close(self, keys: Iterable[str]) -> bool:
        wider = [key for key in keys if self._can_close(self.figures.cells[key], self.marks[key])]
        self.marks.update(dict.fromkeys(wider, Mark.CLOSED))
        return bool(wider)

    @staticmethod
    def _can_close(cell: Cell, mark: Mark) -> bool:
        """A nought that is shown stays: it tells nothing about anybody."""
        return (
            cell.printed
            and not cell.public
            and mark is not Mark.CLOSED
            and (cell.value > 0 or mark.is_hidden)
        )
