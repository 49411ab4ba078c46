"""Scores that move: low at first, higher later, down after a setback (domain 2.6, 2.7)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from reintegration.codes import AssessmentKind, Phase, ScoreMark, Severity
from reintegration.instrument import CRITICAL_FACTORS, NUMBERS
from renate.demo.library import load
from renate.demo.luck import Luck
from renate.demo.people import Profile
from renate.demo.setbacks import QUIET_END
from renate.demo.timeline import Course

_ROUNDS = (3, 6, 9, 12, 18, 24, 30, 36)  # domain 2.7
_ROUNDS_THEN = (12, 24)  # of the first years: fewer were made
_CLOSE = 45
_DIP = timedelta(days=110)


@dataclass
class Assessment:
    """One round; `scores` are the fields of FactorScore by factor."""

    on: date
    kind: str
    phase: str
    months: int
    with_person: bool = True
    scores: dict[int, dict[str, Any]] = field(default_factory=dict)
    rating: dict[str, Any] | None = None

    def worker(self) -> dict[int, int]:
        """The worker's scores, where there are any."""
        return {n: row["worker_score"] for n, row in self.scores.items() if row.get("worker_score")}

    def not_applicable(self) -> frozenset[int]:
        """Factors marked so."""
        return frozenset(n for n, row in self.scores.items() if row.get("mark") == ScoreMark.NOT_APPLICABLE)


@dataclass(frozen=True)
class Aim:
    """How well it goes: reintegrated, partly, or hardly."""

    goes_well: bool = False
    partly: bool = False
    planned_end: bool = True


def assessments(
    luck: Luck,
    course: Course,
    profile: Profile,
    setbacks: Sequence[dict[str, Any]],
    aim: Aim,
    dependants: bool,
) -> list[Assessment]:
    """All rounds of one cycle, with scores."""
    path = Path.drawn(luck, course, aim)
    left_out = _not_applicable(luck, profile, course.started_on, dependants)
    rounds = [
        Assessment(day, kind, course.phase_on(day), course.months_on(day), with_person=luck.chance(0.92))
        for day, kind in _days(luck, course, aim)
    ]
    for index, each in enumerate(rounds):
        each.scores = {n: _score(luck, path, n, each, setbacks, left_out) for n in NUMBERS}
        if index and each.with_person and luck.chance(0.6):
            each.rating = _rating(luck, each)
    return rounds


def _days(luck: Luck, course: Course, aim: Aim) -> list[tuple[date, str]]:
    """Days of assessment: baseline, before phase decisions, at the usual months, before closing."""
    baseline = course.started_on + timedelta(days=luck.number(5, 26))
    found: dict[date, str] = {baseline: AssessmentKind.BASELINE} if baseline < course.until else {}
    if course.is_over and aim.planned_end and (course.until - baseline).days > 60:
        closing = course.until - timedelta(days=luck.number(2, 16))
        found[closing] = AssessmentKind.CLOSURE
        if aim.goes_well:
            found[closing - timedelta(days=luck.number(100, 150))] = AssessmentKind.PERIODIC
    for span in course.spans[1:]:
        if span.phase != Phase.EXTENDED:
            _add(found, span.from_on - timedelta(days=luck.number(2, 12)), AssessmentKind.PHASE_CHANGE, 12)
    for months in _ROUNDS_THEN if course.is_over else _ROUNDS:
        day = course.started_on + relativedelta(months=months) + timedelta(days=luck.number(-9, 6))
        if day < course.until:
            _add(found, day, AssessmentKind.PERIODIC, _CLOSE)
    return sorted((day, kind) for day, kind in found.items() if course.started_on < day <= course.until)


def _add(found: dict[date, str], day: date, kind: str, apart: int) -> None:
    if all(abs((day - other).days) > apart for other in found):
        found[day] = kind


@dataclass(frozen=True)
class Path:
    """Where each factor begins and where it is heading."""

    course: Course
    aim: Aim
    start: dict[int, float]
    target: dict[int, float]

    @classmethod
    def drawn(cls, luck: Luck, course: Course, aim: Aim) -> "Path":
        """Draw beginnings and targets."""
        table = load("work")["factor_start"]
        start = {n: table[str(n)] + luck.between(-0.9, 0.9) for n in NUMBERS}
        return cls(course, aim, start, {n: _target(luck, n, start[n], aim) for n in NUMBERS})

    def level(self, n: int, day: date) -> float:
        """The level of a factor on a day, before chance and setbacks; a plateau in the last third."""
        whole = (self.course.until - self.course.started_on).days if self.course.is_over else 900
        share = min(1.0, (day - self.course.started_on).days / max(1, whole) / 0.62)
        return self.start[n] + (self.target[n] - self.start[n]) * share**0.8

    def has_to_hold(self, day: date) -> bool:
        """The last months before a good end (R-06)."""
        return self.aim.goes_well and self.course.is_over and day > self.course.until - QUIET_END


def _target(luck: Luck, n: int, start: float, aim: Aim) -> float:
    if aim.goes_well:
        return luck.between(4.3, 5.0) if n in CRITICAL_FACTORS else luck.between(3.4, 4.9)
    return luck.between(2.7, 4.3) if aim.partly else start + luck.between(-0.2, 1.4)


def _score(
    luck: Luck,
    path: Path,
    n: int,
    at: Assessment,
    setbacks: Sequence[dict[str, Any]],
    left_out: dict[int, str],
) -> dict[str, Any]:
    if n in left_out:
        return {"mark": ScoreMark.NOT_APPLICABLE, "comment": left_out[n]}
    level = path.level(n, at.on) + luck.between(-0.45, 0.45)
    for row in setbacks:
        if n in row["factors"] and row["on"] <= at.on <= row["on"] + _DIP:
            level -= 1.6 if row["severity"] == Severity.SEVERE else 0.9
    if path.has_to_hold(at.on):
        level = max(level, 3.6 if n in CRITICAL_FACTORS else 2.0)
    elif n in (7, 11, 12, 13) and luck.chance(0.16 if at.kind == AssessmentKind.BASELINE else 0.03):
        return {"mark": ScoreMark.NOT_KNOWN}
    worker = min(5, max(1, round(level)))
    return {"worker_score": worker, "self_score": _own(luck, worker) if at.with_person else None}


def _own(luck: Luck, worker: int) -> int | None:
    """The person's own score: often the same, at times another view, at times not asked."""
    apart = luck.weighted({0: 48, 1: 16, -1: 16, 2: 3, -2: 3, None: 14})
    return None if apart is None else min(5, max(1, worker + apart))


def _not_applicable(luck: Luck, profile: Profile, on: date, dependants: bool) -> dict[int, str]:
    reasons = load("words")["na_reasons"]
    age = profile.age_on(on)
    found = {3, 8} if age < 15 else set()
    if not dependants:
        found.add(14)
    if luck.chance(0.2):
        found.add(13)
    if age > 55 or (age >= 18 and luck.chance(0.05)):
        found.add(4)
    return {n: reasons[str(n)] for n in sorted(found - set(CRITICAL_FACTORS) | (found & {8}))}


def _rating(luck: Luck, at: Assessment) -> dict[str, Any]:
    words = load("words")
    scored = at.worker().values()
    percent = round((sum(scored) / max(1, len(scored)) - 1) * 25 / 5 + luck.number(-3, 3)) * 5
    has_words = luck.chance(0.35)
    return {
        "success_percent": min(100, max(5, percent)),
        "intends_to_remigrate": luck.weighted(
            {"no": 60, "maybe": 18, "yes_regular": 8, "yes_irregular": 2, "unknown": 12}
        ),
        "trusted_people": luck.weighted({0: 1, 1: 4, 2: 4, 3: 2, 4: 1}),
        "biggest_success": luck.pick(words["successes"]) if has_words else "",
        "biggest_fear": luck.pick(words["fears"]) if has_words and luck.chance(0.6) else "",
        "biggest_need": luck.pick(words["needs"]) if has_words else "",
        "rest_reason": luck.pick(words["rest"]) if has_words and luck.chance(0.5) else "",
    }
