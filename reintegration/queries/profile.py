"""The fourteen factors over time: worker's and person's rows side by side (domain 2.6)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from cases.models import Case
from reintegration.codes import AssessmentKind, ScoreMark
from reintegration.instrument import Factor, instrument
from reintegration.models import FactorAssessment, SelfRating
from reintegration.queries.cycles import latest_cycle
from reintegration.rules import factors
from reintegration.rules.factors import Score

MOST_COLUMNS = 12


@dataclass(frozen=True)
class Cell:
    """One factor in one assessment, as two cells of the heat map."""

    worker: int | None
    own: int | None
    mark: str
    has_gap: bool

    @property
    def mark_label(self) -> str:
        """NA or NK in letters."""
        return {ScoreMark.NOT_APPLICABLE: "NA", ScoreMark.NOT_KNOWN: "NK"}.get(ScoreMark(self.mark), "")


@dataclass(frozen=True)
class ProfileRow:
    """One factor through all shown assessments."""

    factor: Factor
    cells: tuple[Cell, ...]
    change: int | None

    @property
    def has_own(self) -> bool:
        """The person has scored this factor at least once."""
        return any(cell.own is not None for cell in self.cells)

    @property
    def latest(self) -> Cell | None:
        """The newest cell."""
        return self.cells[-1] if self.cells else None

    @property
    def is_low(self) -> bool:
        """Critical or fragile now: a goal may begin here."""
        return self.latest is not None and (self.latest.worker or 5) <= 2


@dataclass(frozen=True)
class Column:
    """One assessment with its few figures; the mean only from ten valid scores on."""

    assessment: FactorAssessment
    valid: int
    mean: float | None
    stable: int
    critical: int
    is_baseline: bool

    @property
    def rating(self) -> SelfRating | None:
        """How the person rated it, if the person did (S3-81)."""
        return getattr(self.assessment, "self_rating", None)


@dataclass(frozen=True)
class FactorProfile:
    """The whole profile; `gaps` are factors where worker and person differ by two or more now."""

    columns: tuple[Column, ...]
    rows: tuple[ProfileRow, ...]
    drafts: tuple[FactorAssessment, ...]
    gaps: dict[int, int]
    left_out: int = 0

    def limited_to(self, numbers: Collection[int]) -> "FactorProfile":
        """Only what a role reads of it (domain 7)."""
        rows = tuple(row for row in self.rows if row.factor.number in numbers)
        return replace(self, rows=rows, gaps={n: gap for n, gap in self.gaps.items() if n in numbers})

    @property
    def latest(self) -> Column | None:
        """The newest assessment."""
        return self.columns[-1] if self.columns else None

    @property
    def has_ratings(self) -> bool:
        """The person has put it in percent at least once."""
        return any(column.rating and column.rating.success_percent is not None for column in self.columns)


Scores = dict[int, Score]


def scores_of(assessment: FactorAssessment) -> Scores:
    """Factor number to score; reads prefetched rows, opens no comment."""
    return {row.factor: row.as_score() for row in assessment.scores.all()}


def factor_profile(case: Case) -> FactorProfile:
    """Profile of a case; the number of queries does not grow with the assessments."""
    found = FactorAssessment.objects.filter(case=case).select_related("by__user", "self_rating")
    every = list(found.prefetch_related("scores").order_by("on", "id"))
    final = [assessment for assessment in every if assessment.is_final]
    corrected = {assessment.replaces_id for assessment in final}
    standing = [assessment for assessment in final if assessment.pk not in corrected]
    baseline = _baseline(standing)
    shown = _shown(standing, baseline)
    scores = [scores_of(assessment) for assessment in shown]
    change = factors.change(scores[-1], scores_of(baseline)) if scores and baseline else {}
    return FactorProfile(
        columns=tuple(_column(a, s, a is baseline) for a, s in zip(shown, scores, strict=True)),
        rows=tuple(_row(f, scores, change) for f in instrument().factors) if shown else (),
        drafts=tuple(assessment for assessment in every if not assessment.is_final),
        gaps=factors.gaps(scores[-1]) if scores else {},
        left_out=len(standing) - len(shown),
    )


def _baseline(standing: list[FactorAssessment]) -> FactorAssessment | None:
    """The baseline of the newest cycle, else its first assessment."""
    if not standing:
        return None
    cycle = standing[-1].cycle_id
    of_cycle = [a for a in standing if a.cycle_id == cycle]
    return next((a for a in of_cycle if a.kind == AssessmentKind.BASELINE), of_cycle[0])


def _shown(standing: list[FactorAssessment], baseline: FactorAssessment | None) -> list[FactorAssessment]:
    """The newest ones; the baseline stays in view however old it is."""
    newest = standing[-MOST_COLUMNS:]
    return newest if baseline is None or baseline in newest else [baseline, *newest[1:]]


def _column(assessment: FactorAssessment, scores: Scores, is_baseline: bool) -> Column:
    return Column(
        assessment=assessment,
        valid=len(factors.valid(scores)),
        mean=factors.mean(scores),
        stable=factors.stable_count(scores),
        critical=factors.critical_count(scores),
        is_baseline=is_baseline,
    )


def _row(factor: Factor, columns: list[Scores], change: dict[int, int]) -> ProfileRow:
    cells = []
    for scores in columns:
        score = scores.get(factor.number, Score())
        gap = factor.number in factors.gaps({factor.number: score})
        cells.append(Cell(score.worker, score.own, score.mark, gap))
    return ProfileRow(factor, tuple(cells), change.get(factor.number))


@dataclass(frozen=True)
class AssessmentRow:
    """One factor of one assessment in words."""

    factor: Factor
    score: Score
    label: str
    anchor: str
    comment: str


def assessment_rows(assessment: FactorAssessment) -> list[AssessmentRow]:
    """All fourteen of one assessment, with the anchors of the version it was made with."""
    found = {row.factor: row for row in assessment.scores.all()}
    rows = []
    for factor in assessment.instrument.factors:
        stored = found.get(factor.number)
        score = stored.as_score() if stored else Score()
        level = score.worker
        words = ScoreMark(score.mark).label if score.mark else ""
        label = f"{level} {assessment.instrument.scale[level - 1]}" if level else str(words)
        anchor = factor.anchor(level) if level else ""
        rows.append(AssessmentRow(factor, score, label, anchor, stored.comment if stored else ""))
    return rows


_USUAL_KIND = {
    None: AssessmentKind.BASELINE,
    "second_baseline": AssessmentKind.PERIODIC,
    "baseline_too_early": AssessmentKind.EVENT,
}


def usual_kind(case: Case, on: date) -> AssessmentKind:
    """The occasion to offer first: the baseline where it is due, never in the first 72 hours."""
    cycle = latest_cycle(case)
    if cycle is None:
        return AssessmentKind.EVENT
    kinds = FactorAssessment.objects.filter(cycle=cycle).values_list("kind", flat=True)
    return _USUAL_KIND[factors.baseline_objection(on, cycle.started_on, kinds)]
