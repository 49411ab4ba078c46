"""The bar of months and the checklist, as the phase page shows them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from cases.models import Case
from reintegration.codes import NominalPhase, Phase
from reintegration.instrument import instrument
from reintegration.models import PhasePeriod
from reintegration.queries.cycles import PhaseView
from reintegration.queries.readiness import readiness_facts
from reintegration.reasons import CHECK_LABELS
from reintegration.rules.phases import NEXT_PHASE, completed_months
from reintegration.rules.readiness import Readiness, readiness_for

# Percent of the bar that a word, or its first letter, needs on a narrow screen.
WORD_FROM, LETTER_FROM = 22.0, 3.5


@dataclass(frozen=True)
class Stretch:
    """One stretch of a bar, as percentages already written for SVG."""

    x: str
    width: str
    middle: str
    label: str
    phase: str
    is_current: bool


@dataclass(frozen=True)
class Mark:
    """A month named under the bar."""

    x: str
    month: int
    anchor: str


@dataclass(frozen=True)
class Bar:
    """Nominal phases above, decided ones below, today as a line; `sentence` says it in words."""

    nominal: tuple[Stretch, ...]
    decided: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    today: str


def bar_of(view: PhaseView, periods: list[PhasePeriod]) -> Bar:
    """The months of a cycle from its start to the end of the programme, or today if that is later."""
    start = view.cycle.started_on
    edges = [0, view.boundaries.transition, view.boundaries.reintegration, view.boundaries.programme]
    total = max(edges[-1], completed_months(start, view.on) + 1)
    nominal = tuple(
        _stretch(a, b, total, str(phase.label), phase, phase == view.nominal)
        for a, b, phase in zip(edges, edges[1:], NominalPhase, strict=False)
    )
    decided = tuple(
        _stretch(
            _months(start, period.from_on), _months(start, period.to_on or view.on), total,
            period.get_phase_display(), period.phase, period.to_on is None,
        )
        for period in reversed(periods)
    )  # fmt: skip
    marks = tuple(Mark(_percent(edge, total), edge, _anchor(edge, total)) for edge in edges)
    return Bar(nominal, decided, marks, _percent(_months(start, view.on), total))


def _months(start: date, on: date) -> float:
    """Months since the start, with the part of the month that has begun."""
    whole = completed_months(start, on)
    begun = start + relativedelta(months=whole)
    length = (start + relativedelta(months=whole + 1) - begun).days
    return whole + max(0, (on - begun).days) / length


def _stretch(a: float, b: float, total: float, label: str, phase: str, current: bool) -> Stretch:
    width = 100 * (b - a) / total
    shown = label if width >= WORD_FROM else label[:1] if width >= LETTER_FROM else ""
    return Stretch(
        _percent(a, total), f"{max(width, 0.4):.2f}%", _percent((a + b) / 2, total), shown, phase, current
    )


def _percent(months: float, total: float) -> str:
    return f"{100 * months / total:.2f}%"


def _anchor(edge: int, total: float) -> str:
    return "start" if edge == 0 else "end" if edge == total else "middle"


def next_target(view: PhaseView) -> str:
    """The phase that comes next by its order; in follow-up there is none."""
    return str(NEXT_PHASE.get(view.cycle.phase, Phase.FOLLOW_UP))


@dataclass(frozen=True)
class CheckLine:
    """One line of the checklist in words; `factors` are those that fall short."""

    label: Any
    met: bool
    factors: tuple[str, ...]


@dataclass(frozen=True)
class Checklist:
    """What is there and what is missing for the next phase."""

    target: Phase
    lines: tuple[CheckLine, ...]

    @property
    def missing(self) -> int:
        """How many lines are not met."""
        return sum(not line.met for line in self.lines)


def checklist_of(case: Case, view: PhaseView) -> Checklist | None:
    """Readiness for the next phase; None in follow-up, and after a cycle has ended."""
    target = NEXT_PHASE.get(view.cycle.phase)
    if target is None or view.cycle.ended_on is not None:
        return None
    readiness = readiness_for(target, readiness_facts(case, view.cycle, view.on))
    return _in_words(readiness) if readiness else None


def _in_words(readiness: Readiness) -> Checklist:
    names = {factor.number: f"{factor.number} {factor.short}" for factor in instrument().factors}
    lines = tuple(
        CheckLine(CHECK_LABELS[check.code], check.met, tuple(names[n] for n in check.factors))
        for check in readiness.checks
    )
    return Checklist(Phase(readiness.target), lines)
