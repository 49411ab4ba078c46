"""The course of one cycle: phases as people decided them, in order and without gaps (R-01, R-03, R-07)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from dateutil.relativedelta import relativedelta

from reintegration.codes import ExtensionReason, Phase, PhaseBasis
from reintegration.rules.phases import DEFAULT_BOUNDARIES, boundaries_of, completed_months
from renate.demo.luck import Luck

_CLOSE_TO_CALENDAR = 21


@dataclass
class Span:
    """One phase from a day on; the next begins on the day this one ends."""

    phase: str
    from_on: date
    basis: str
    to_on: date | None = None
    readiness: dict[str, Any] = field(default_factory=dict)


@dataclass
class Course:
    """One cycle. `until` is the last day anything can have happened: its end, or today."""

    number: int
    started_on: date
    until: date
    spans: list[Span]
    is_over: bool = True
    outcome: str = ""
    extended_until: date | None = None
    extension_reason: str = ""

    def phase_on(self, day: date) -> str:
        """The decided phase on a day."""
        return [span.phase for span in self.spans if span.from_on <= day or span is self.spans[0]][-1]

    def months_on(self, day: date) -> int:
        """Completed months in the programme."""
        return completed_months(self.started_on, day)

    @property
    def step_back(self) -> Span | None:
        """The move to an earlier phase, if there was one."""
        return next((span for span in self.spans if span.basis == PhaseBasis.SETBACK), None)


Moves = list[tuple[str, date]]


def told(number: int, until: date, moves: Moves, *, is_over: bool = True, outcome: str = "") -> Course:
    """A course with these phases from these days on, the first being the start."""
    start = moves[0][1]
    spans = [Span(phase, day, _basis(moves, n, start)) for n, (phase, day) in enumerate(moves)]
    for span, following in pairwise(spans):
        span.to_on = following.from_on
    if is_over:
        spans[-1].to_on = until
    return Course(number, start, until, spans, is_over, outcome)


def _basis(moves: Moves, n: int, start: date) -> str:
    phase, day = moves[n]
    order = Phase.values
    if n == 0:
        return PhaseBasis.ENTRY
    if order.index(phase) < order.index(moves[n - 1][0]):
        return PhaseBasis.SETBACK
    if phase == Phase.EXTENDED:
        return PhaseBasis.OTHER
    boundaries = {b.phase: b.on for b in boundaries_of(start, DEFAULT_BOUNDARIES)}
    due = boundaries.get(phase)
    near = due is not None and abs((day - due).days) <= _CLOSE_TO_CALENDAR
    return PhaseBasis.CALENDAR if near else PhaseBasis.READINESS


def finished(luck: Luck, number: int, start: date, end: date, outcome: str, *, planned: bool) -> Course:
    """A cycle of the past, from its first day to its last."""
    days = (end - start).days
    moves: Moves = [(Phase.CRISIS, start)]
    first = luck.number(70, 125) if days < 300 else min(luck.number(70, 125), int(days * 0.3))
    second = luck.number(290, 430) if days < 300 else min(luck.number(290, 430), int(days * 0.62))
    if luck.chance(0.13):
        moves = [(Phase.TRANSITION, start)]
    elif first < days - 10:
        moves.append((Phase.TRANSITION, start + timedelta(days=first)))
    if second < days - 30:
        moves.append((Phase.REINTEGRATION, start + timedelta(days=second)))
        moves += _later(luck, start, end, second, planned)
    course = told(number, end, moves, outcome=outcome)
    if any(phase == Phase.EXTENDED for phase, _ in moves):
        course.extended_until = end + timedelta(days=luck.number(5, 40))
        course.extension_reason = luck.pick([ExtensionReason.COURT_PENDING, ExtensionReason.TREATMENT])
    return course


def _later(luck: Luck, start: date, end: date, second: int, planned: bool) -> Moves:
    """What may come after the move to reintegration: a step back and forth, an extension, a follow-up."""
    moves: Moves = []
    days, last = (end - start).days, second
    if days - second > 420 and luck.chance(0.16):
        back = luck.number(second + 60, days - 330)
        last = back + luck.number(60, 110)
        moves += [
            (Phase.TRANSITION, start + timedelta(days=back)),
            (Phase.REINTEGRATION, start + timedelta(days=last)),
        ]
    if completed_months(start, end) >= 36:
        moves.append((Phase.EXTENDED, start + relativedelta(months=35) + timedelta(days=luck.number(0, 20))))
    elif planned and days - last > 260 and luck.chance(0.25):
        moves.append((Phase.FOLLOW_UP, end - timedelta(days=luck.number(60, 120))))
    return moves
