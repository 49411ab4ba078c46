"""Arithmetic and checks of the fourteen factors (domain 2.6, 2.7).

Worker's and person's scores stand side by side and are never averaged; there is no single index
unless ten factors are valid; nothing here ranks people, staff or organisations.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from reintegration.codes import AssessmentKind, ScoreLevel, ScoreMark
from reintegration.instrument import FACTORS_WITH_NA, NUMBERS

MIN_VALID_FOR_MEAN = 10
NOTABLE_GAP = 2
STABLE_FROM = ScoreLevel.STABLE
BASELINE_NOT_BEFORE = timedelta(hours=72)


@dataclass(frozen=True)
class Score:
    """One factor in one assessment."""

    worker: int | None = None
    own: int | None = None
    mark: str = ScoreMark.NONE
    comment: str = ""

    @property
    def is_valid(self) -> bool:
        """Scored, neither NA nor NK."""
        return self.worker is not None and self.mark == ScoreMark.NONE


Scores = Mapping[int, Score]


def valid(scores: Scores) -> dict[int, int]:
    """Factor number → worker's score, for the factors that have one."""
    return {n: s.worker for n, s in sorted(scores.items()) if s.is_valid and s.worker is not None}


def mean(scores: Scores) -> float | None:
    """Mean of the valid scores; None below ten valid ones, for it would mislead."""
    found = valid(scores)
    return sum(found.values()) / len(found) if len(found) >= MIN_VALID_FOR_MEAN else None


def stable_count(scores: Scores) -> int:
    """How many factors are stable or sustained."""
    return sum(score >= STABLE_FROM for score in valid(scores).values())


def critical_count(scores: Scores) -> int:
    """How many factors are critical."""
    return sum(score == ScoreLevel.CRITICAL for score in valid(scores).values())


def change(scores: Scores, baseline: Scores) -> dict[int, int]:
    """Score minus baseline score, for factors valid in both."""
    now, then = valid(scores), valid(baseline)
    return {n: now[n] - then[n] for n in now if n in then}


def gaps(scores: Scores) -> dict[int, int]:
    """Person's score minus worker's, where they differ by two or more: to talk about, not to mend."""
    found = {n: s.own - s.worker for n, s in sorted(scores.items()) if s.is_valid and s.own and s.worker}
    return {n: gap for n, gap in found.items() if abs(gap) >= NOTABLE_GAP}


def objections_to_score(number: int, score: Score) -> list[tuple[str, str]]:
    """What is wrong with one score, as (field, code). An empty score is right in a draft."""
    found: list[tuple[str, str]] = []
    for field, value in (("worker", score.worker), ("own", score.own)):
        if value is not None and value not in ScoreLevel.values:
            found.append((field, "out_of_range"))
    if score.mark != ScoreMark.NONE and score.worker is not None:
        found.append(("worker", "score_and_mark"))
    if score.mark == ScoreMark.NOT_APPLICABLE:
        if number not in FACTORS_WITH_NA:
            found.append(("worker", "never_na"))
        elif not score.comment.strip():
            found.append(("comment", "na_reason"))
    return found


def unanswered(scores: Scores) -> list[int]:
    """Factors that carry neither score nor mark; a final assessment has none."""
    return [n for n in NUMBERS if n not in scores or _is_empty(scores[n])]


def _is_empty(score: Score) -> bool:
    return score.worker is None and score.mark == ScoreMark.NONE


def baseline_objection(on: date, cycle_started_on: date, earlier_kinds: Iterable[str]) -> str | None:
    """One baseline a cycle, and never in the first 72 hours (domain 2.7)."""
    if AssessmentKind.BASELINE in set(earlier_kinds):
        return "second_baseline"
    return "baseline_too_early" if on < cycle_started_on + BASELINE_NOT_BEFORE else None
