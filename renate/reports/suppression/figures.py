"""The figures of one report as a system: cells, and the sums that bind them.

A cell has one key wherever it is printed, so linked tables are protected together (rule 4): "assisted, women"
in the table by age and in the table by exploitation is one cell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Cell:
    """One count. `sensitive`: zero is hidden too (rule 1). `printed=False`: in no table, only derivable."""

    key: str
    value: int
    sensitive: bool = False
    printed: bool = True
    headline: bool = False  # hidden last: the totals a report is read for
    public: bool = False  # already published elsewhere: can't be hidden any more
    kept_hidden: bool = False  # an issued report of the same population hides it
    guarded: bool = True  # False: counts no persons, may be worked out by anyone


@dataclass(frozen=True)
class Sum:
    """`total` is the sum of `parts`: what every reader can add up."""

    total: str
    parts: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """All figures of the sum."""
        return (self.total, *self.parts)


@dataclass
class Figures:
    """Cells and sums; built by the table makers, read by the choice and by the proof."""

    cells: dict[str, Cell] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)

    def add(self, key: str, value: int, *, sensitive: bool = False, headline: bool = False) -> str:
        """Put a printed count in; a second time it must be the same number."""
        known = self.cells.get(key)
        if known and known.value != value:
            raise ValueError(f"{key} is {known.value} in one table and {value} in another")
        self.cells[key] = Cell(
            key,
            value,
            sensitive=sensitive or bool(known and known.sensitive),
            headline=headline or bool(known and known.headline),
        )
        return key

    def lay(self, key: str, value: int, *, guarded: bool) -> None:
        """Put a number in that is printed nowhere but can be worked out."""
        if value < 0:
            raise ValueError(f"{key} would be less than nothing")
        self.cells[key] = Cell(key, value, printed=False, guarded=guarded)

    def add_sum(self, total: str, parts: Iterable[str]) -> None:
        """Bind a total to parts that make it up exactly."""
        bound = Sum(total, tuple(parts))
        held = sum(self.cells[key].value for key in bound.parts)
        if held != self.cells[total].value:
            raise ValueError(f"the parts of {total} make {held}, not {self.cells[total].value}")
        if bound not in self.sums:
            self.sums.append(bound)

    def add_share(self, whole: str, part: str) -> None:
        """Bind a part to a whole: what is left over can be worked out, so it is a cell too."""
        rest = f"{whole}−{part}"
        left = self.cells[whole].value - self.cells[part].value
        if left < 0:
            raise ValueError(f"{part} is more than {whole}")
        self.cells[rest] = Cell(rest, left, printed=False)
        self.add_sum(whole, (part, rest))

    def add_cover(self, whole: str, parts: Iterable[str]) -> None:
        """Bind a whole to parts that overlap but leave nobody out: together they are at least the whole."""
        parts = tuple(parts)
        held = sum(self.cells[key].value for key in parts)
        together, twice = f"{whole}≤{parts[0]}+…", f"{whole}≪{parts[0]}+…"
        over = held - self.cells[whole].value
        if over < 0:
            raise ValueError(f"the parts leave out some of {whole}")
        self.cells[together] = Cell(together, held, printed=False, guarded=False)
        self.cells[twice] = Cell(twice, over, printed=False, guarded=False)
        self.add_sum(together, parts)
        self.add_sum(together, (whole, twice))

    def publish_elsewhere(self, values: Mapping[str, int]) -> None:
        """Figures of the very same population that an issued report already shows."""
        for key in values.keys() & self.cells.keys():
            if self.cells[key].value == values[key]:
                self.cells[key] = replace(self.cells[key], public=True)

    def keep_hidden(self, keys: Iterable[str]) -> None:
        """Figures of the very same population that an issued report hides."""
        for key in set(keys) & self.cells.keys():
            self.cells[key] = replace(self.cells[key], kept_hidden=True)

    def compare(self, earlier: Mapping[str, int]) -> None:
        """Rule 4: the difference to the last issued report can be worked out, so it is a cell too."""
        for key in sorted(earlier.keys() & self.cells.keys()):
            new, old = self.cells[key], earlier[key]
            before, step = f"{key}@earlier", f"{key}@difference"
            self.cells[before] = Cell(before, old, public=True)
            self.cells[step] = Cell(step, abs(new.value - old), printed=False)
            larger, smaller = (key, before) if new.value >= old else (before, key)
            self.add_sum(larger, (smaller, step))
