"""The whole of small-number protection: mark, hide more, prove, and go on until the proof holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from renate.reports.suppression.choose import Chooser
from renate.reports.suppression.figures import Cell, Figures
from renate.reports.suppression.marks import Mark, Shown
from renate.reports.suppression.proof import Interval, intervals, published_view
from renate.reports.suppression.system import components

ROUNDS = 12


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
    exposed: set[str] = set()
    for keys, sums in components(list(figures.cells), figures.sums):
        group = Figures({key: figures.cells[key] for key in keys}, sums)
        exposed |= _protect_group(group, marks, threshold)
    view = published_view(figures, marks)
    watched = [
        key for key in figures.cells if marks[key].is_hidden and _is_watched(figures.cells[key], threshold)
    ]
    proof = intervals(view, figures.sums, threshold, of=watched)
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
    return Mark.SMALL if 0 < cell.value < threshold else Mark.SHOWN


def _is_watched(cell: Cell, threshold: int) -> bool:
    """Unprinted remainders matter only when small; a large one may be worked out by anyone."""
    return cell.guarded and not cell.public and (cell.printed or 0 < cell.value < threshold)


def _must_reach(cell: Cell, mark: Mark, threshold: int) -> tuple[int, ...]:
    """The values that a small figure must still be able to have."""
    if cell.public:
        return ()
    if mark is Mark.LOW and cell.sensitive:
        return (0, threshold - 1)
    if mark in {Mark.SMALL, Mark.LOW} or (0 < cell.value < threshold and mark.is_hidden):
        return (1, threshold - 1)
    return ()


def _protect_group(group: Figures, marks: dict[str, Mark], threshold: int) -> set[str]:
    """Hide until the proof holds for one group of figures; answers what can't be protected any more."""
    chooser = Chooser(list(group.cells), group.sums, group, threshold)
    exposed: set[str] = set()
    for _ in range(ROUNDS):
        open_ends = list(_open_ends(group, marks, threshold, exposed))
        if not open_ends:
            return exposed
        for key, value in open_ends:
            further = chooser.other_table(marks, key, value)
            if further is None:
                _close_around(key, group, marks, exposed)
                break  # the marks have changed: ask the proof again
            marks.update(dict.fromkeys(further, Mark.WITHHELD))
    _close_all(group, marks)
    return exposed | {key for key, _ in _open_ends(group, marks, threshold, exposed)}


def _open_ends(
    group: Figures, marks: dict[str, Mark], threshold: int, exposed: set[str]
) -> Iterator[tuple[str, int]]:
    """Hidden figures, each with a value that it must be able to have and, as the proof says, cannot."""
    hidden = [
        key
        for key, cell in group.cells.items()
        if marks[key].is_hidden and _is_watched(cell, threshold) and key not in exposed
    ]
    found = intervals(published_view(group, marks), group.sums, threshold, of=hidden)
    for key in hidden:
        cell, interval = group.cells[key], found[key]
        reach = _must_reach(cell, marks[key], threshold)
        if not reach and len(interval) < threshold - 1:
            reach = (interval.low + threshold - 2,)
        yield from ((key, value) for value in reach if not interval.low <= value <= interval.high)


def _close_around(key: str, group: Figures, marks: dict[str, Mark], exposed: set[str]) -> None:
    """No table of this shape protects the figure: say nothing about its neighbours, wider each time."""
    near = {key} | {each for each in group.cells if marks[each] is Mark.CLOSED}
    near |= {
        each
        for bound in group.sums
        for each in (bound.total, *bound.parts)
        if near & {bound.total, *bound.parts}
    }
    wider = [each for each in near if _can_close(group.cells[each], marks[each])]
    if not wider:
        exposed.add(key)
    marks.update(dict.fromkeys(wider, Mark.CLOSED))


def _close_all(group: Figures, marks: dict[str, Mark]) -> None:
    marks.update({key: Mark.CLOSED for key, cell in group.cells.items() if _can_close(cell, marks[key])})


def _can_close(cell: Cell, mark: Mark) -> bool:
    return cell.printed and not cell.public and mark is not Mark.CLOSED
