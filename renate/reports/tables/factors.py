"""T10 the fourteen factors of success."""

from django.utils.translation import gettext_lazy as _

from reintegration.codes import Phase, ScoreLevel
from reintegration.instrument import instrument
from renate.reports.indicators import Words
from renate.reports.indicators.factors import CHANGES, NUMBERS, SCORES
from renate.reports.tables.base import (
    Builder,
    Chart,
    Column,
    Count,
    Part,
    Row,
    Section,
    Sentence,
    Share,
    Table,
)

_COARSE = {"1-2": (1, 2), "3": (3,), "4-5": (4, 5)}
_COARSE_LABELS = (_("1–2 needs intensive support"), _("3 supported"), _("4–5 stable"))
_CHANGE_LABELS = {"improved": _("Higher"), "same": _("The same"), "worse": _("Lower")}


def _names() -> dict[int, Words]:
    """The fourteen names, short enough for a table."""
    return {factor.number: _(factor.name.split(" (")[0]) for factor in instrument().factors}


def _short_names() -> dict[int, Words]:
    """The same, short enough for a chart."""
    return {factor.number: _(factor.short) for factor in instrument().factors}


def _distribution(builder: Builder) -> tuple[list[list[str]], tuple[str, ...], int]:
    """Keys of each factor's scores, their labels, and from which place on they are stable.

    Five scores; three groups where a quarter of the factors would have a small cell (rule 2).
    """
    fine = [[f"assessed|factor={n}|score={score}" for score in SCORES] for n in NUMBERS]
    if 4 * sum(builder.small(keys) > 0 for keys in fine) < len(fine):
        return fine, tuple(f"{score.value} {score.label}" for score in ScoreLevel), 3
    coarse = [
        [
            builder.merged(
                f"assessed|factor={n}|scores={code}", [f"assessed|factor={n}|score={s}" for s in scores]
            ).key
            for code, scores in _COARSE.items()
        ]
        for n in NUMBERS
    ]
    return coarse, tuple(map(str, _COARSE_LABELS)), 2


def _factors(builder: Builder) -> Section:
    builder.count("assisted", headline=True)
    assessed = builder.count("assessed", headline=True)
    builder.figures.add_share("assisted", "assessed")
    distribution, labels, stable_from = _distribution(builder)
    names, rows, bars = _names(), [], []
    for number, keys in zip(NUMBERS, distribution, strict=True):
        none = f"assessed|factor={number}|score=none"
        builder.total("assessed", (*keys, none))
        cells = tuple(map(Count, keys))
        stable = Share(tuple(keys[stable_from:]), tuple(keys))
        rows.append(Row(f"{number}. {names[number]}", (*cells, Count(none), stable)))
        bars.append((_short_names()[number], cells))
    columns: tuple[Words, ...] = (*labels, _("No score"), _("Stable"))
    return Section(
        lead=(
            Sentence(
                _("{n} of the assisted persons have a final assessment by the cut-off date."), n=assessed
            ),
            Sentence(_("The fourteen factors are read side by side; they are not added up to one figure.")),
        ),
        tables=(
            Table(_("Persons by score"), _("Factor"), tuple(Column(each) for each in columns), tuple(rows)),
            _elements(builder),
            *_elements_by_phase(builder),
            _changes(builder, names),
        ),
        chart=Chart(
            _("Where persons stand in the fourteen factors"),
            _("% of persons with a score"),
            tuple(bars),
            labels,
        ),
    )


_LOWEST = {
    "stable": _("All stable"), "supported": _("Lowest is 3"), "intensive": _("Lowest is 1–2"), 
    "none": _("No score"),
}  # fmt: skip


def _elements(builder: Builder) -> Table:
    """The five elements of success, each by its lowest factor: a part of a person's life that fails shows."""
    rows = []
    for element, label in instrument().groups.items():
        keys = [f"assessed|element={element}|lowest={level}" for level in _LOWEST]
        builder.total("assessed", keys)
        share = Share((keys[0],), tuple(keys[:3]))
        rows.append(Row(_(label), (*map(Count, keys), share)))
    columns = (*_LOWEST.values(), _("Stable"))
    title = _("Five elements of success, by the lowest of their factors")
    return Table(title, _("Element"), tuple(map(Column, columns)), tuple(rows))


def _elements_by_phase(builder: Builder) -> tuple[Table, ...]:
    """Persons who are stable in an element, of those assessed in a phase."""
    phases = [phase for phase in Phase if builder.value(f"assessed|at={phase}")]
    if not phases:
        return ()
    builder.total_of("assessed", [f"assessed|at={phase}" for phase in phases])
    rows = []
    for element, label in instrument().groups.items():
        whole = f"assessed|element={element}|lowest=stable"
        keys = [f"{whole}|at={phase}" for phase in phases]
        builder.total(whole, keys)
        for phase, key in zip(phases, keys, strict=True):
            builder.figures.add_share(f"assessed|at={phase}", key)
        rows.append(Row(_(label), (*map(Count, keys), Count(whole))))
    wholes = [Count(f"assessed|at={phase}") for phase in phases]
    rows.append(Row(_("Assessed persons"), (*wholes, Count("assessed")), is_total=True))
    columns = (*(Column(phase.label) for phase in phases), Column(_("All")))
    title = _("Stable in the element, by phase at the assessment")
    return (Table(title, _("Element"), columns, tuple(rows)),)


def _changes(builder: Builder, names: dict[int, Words]) -> Table:
    rows = []
    for number in NUMBERS:
        whole = f"compared|factor={number}"
        parts = [f"{whole}|change={change}" for change in CHANGES]
        builder.count(whole)
        builder.total(whole, parts)
        builder.figures.add_share("assessed", whole)
        share = Share((parts[0],), (whole,))
        rows.append(Row(f"{number}. {names[number]}", (*map(Count, parts), Count(whole), share)))
    columns = (*_CHANGE_LABELS.values(), _("Compared"), _("Higher, share"))
    return Table(
        _("Change from baseline to the newest assessment"),
        _("Factor"),
        tuple(map(Column, columns)),
        tuple(rows),
    )


PARTS = (
    Part(
        "T10",
        _("Fourteen factors of success"),
        _("Scores, share stable, five elements by phase, change since the baseline"),
        ("assisted", "scores", "elements", "changes"),
        _factors,
    ),
)
