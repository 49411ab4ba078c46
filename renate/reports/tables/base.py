"""What a table is made of, before any number is known to it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from renate.reports.indicators import Measures, Words
from renate.reports.suppression import Figures


@dataclass(frozen=True)
class Count:
    """Persons, by key."""

    key: str


@dataclass(frozen=True)
class Share:
    """Per cent: the sum of `parts` in the sum of `wholes`; printed only where all of them are (rule 3)."""

    parts: tuple[str, ...]
    wholes: tuple[str, ...]


@dataclass(frozen=True)
class Ratio:
    """So many for one, with two decimals; printed only where both are."""

    part: str
    whole: str


@dataclass(frozen=True)
class Companion:
    """A number that counts no persons but follows them: printed only where the persons `of` are."""

    value: int | Decimal | float | None
    of: tuple[str, ...] = ()
    kind: str = "number"  # number, percent, euros


Cell = Count | Share | Ratio | Companion


@dataclass(frozen=True, init=False)
class Sentence:
    """A whole sentence with named {places} for figures, so that a translation may put them where it wants.

    [Square brackets] mark an aside, which falls away where one of its figures is withheld; where one outside
    of asides is, the whole sentence does. A figure may be None: then there is nothing to say of it.
    """

    text: Words
    places: Mapping[str, Cell | Words | None]

    def __init__(self, text: Words, **places: Cell | Words | None) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "places", places)


@dataclass(frozen=True)
class Column:
    """A heading."""

    label: Words


@dataclass(frozen=True)
class Row:
    """A line; a total is set off."""

    label: Words
    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """One printed table."""

    title: Words
    first_column: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Chart:
    """One picture: bars (one cell a line) or stacked shares (several cells a line)."""

    title: Words
    unit: Words
    rows: tuple[tuple[Words, tuple[Cell, ...]], ...]
    series: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Section:
    """What one part prints: a sentence that says what is seen, a chart, tables."""

    lead: tuple[Sentence, ...]
    tables: tuple[Table, ...]
    chart: Chart | None = None


@dataclass(frozen=True)
class Part:
    """A table of the list T1…T22, to be chosen for a report."""

    key: str
    title: Words
    about: Words
    indicators: tuple[str, ...]
    build: Callable[["Builder"], Section]
    broken: tuple[str, ...] = ()  # populations that a breakdown adds a table of
    crossed: str = ""  # a grouping of its own that each chosen breakdown is crossed with


@dataclass
class Builder:
    """Collects the cells of all chosen parts; the threshold is known to merge small categories (rule 2)."""

    measures: Measures
    threshold: int
    preset: str = ""
    figures: Figures = field(default_factory=Figures)

    def count(self, key: str, *, headline: bool = False) -> Count:
        """Put a printed count in."""
        self.figures.add(key, int(self.measures[key]), headline=headline)
        return Count(key)

    def merged(self, key: str, of: Iterable[str]) -> Count:
        """Put several counts in as one."""
        self.measures[key] = sum(int(self.measures[each]) for each in of)
        return self.count(key)

    def total(self, whole: str, parts: Iterable[str]) -> None:
        """The parts make up the whole; all are printed."""
        parts = tuple(parts)
        for part in parts:
            self.count(part)
        self.figures.add_sum(whole, parts)

    def total_of(self, whole: str, parts: Iterable[str]) -> None:
        """The same where the whole has not been laid yet."""
        self.count(whole)
        self.total(whole, parts)

    def small(self, keys: Iterable[str]) -> int:
        """How many of these counts are small."""
        return sum(0 < self.measures[key] < self.threshold for key in keys)

    def value(self, key: str) -> int | Decimal:
        """A measure that counts no persons."""
        return self.measures[key]


def with_tables(section: Section, more: Iterable[Table]) -> Section:
    """The same section with further tables at its end."""
    return replace(section, tables=(*section.tables, *more))
