"""The fourteen factors of success: where persons stand, and how that changed (T10)."""

from typing import Any

from django.db.models import Case, CharField, Count, F, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from reintegration.codes import AssessmentKind, Phase
from reintegration.instrument import instrument
from reintegration.models import FactorAssessment, FactorScore
from renate.reports.indicators.base import Frame, Indicator, Measures

NUMBERS = range(1, 15)
SCORES = range(1, 6)
CHANGES = ("improved", "same", "worse")


def _latest(frame: Frame) -> Any:
    """The newest standing assessment of each assisted person by the cut-off."""
    return (
        FactorAssessment.objects.standing()
        .up_to(frame.as_at)
        .filter(case__person__pk__among=frame.assisted_ids)
        .order_by("case__person", "-on", "-pk")
        .distinct("case__person")
    )


def count_scores(frame: Frame) -> Measures:
    """Persons at each score of each factor, and persons without a score."""
    latest = list(_latest(frame).values_list("pk", flat=True))
    found: Measures = {"assessed": len(latest)}
    for number in NUMBERS:
        found |= {f"assessed|factor={number}|score={score}": 0 for score in SCORES}
    scores = FactorScore.objects.filter(assessment__pk__among=latest, worker_score__isnull=False)
    for factor, score, n in scores.values_list("factor", "worker_score").annotate(n=Count("pk")):
        found[f"assessed|factor={factor}|score={score}"] = n
    for number in NUMBERS:
        scored = sum(found[f"assessed|factor={number}|score={score}"] for score in SCORES)
        found[f"assessed|factor={number}|score=none"] = found["assessed"] - scored
    return found


ELEMENTS = {
    group: [factor.number for factor in instrument().factors if factor.group == group]
    for group in instrument().groups
}
LOWEST = ("stable", "supported", "intensive", "none")


def count_elements(frame: Frame) -> Measures:
    """Persons by the lowest score in each of the five elements, and by the phase of that assessment."""
    latest = list(_latest(frame).values_list("pk", flat=True))
    found: Measures = {f"assessed|at={phase}": 0 for phase in Phase.values}
    for element, numbers in ELEMENTS.items():
        found |= {f"assessed|element={element}|lowest={level}": 0 for level in LOWEST}
        found |= {f"assessed|element={element}|lowest=stable|at={phase}": 0 for phase in Phase.values}
        for phase, level, number in _lowest(latest, numbers):
            found[f"assessed|element={element}|lowest={level}"] += number
            if level == "stable":
                found[f"assessed|element={element}|lowest=stable|at={phase}"] += number
    phases = FactorAssessment.objects.filter(pk__among=latest).values_list("phase_at")
    for phase, number in phases.annotate(n=Count("pk")):
        found[f"assessed|at={phase}"] = number
    return found


def _lowest(latest: list[int], numbers: list[int]) -> Any:
    """Assessments by phase and by the lowest score among some factors."""
    scores = FactorScore.objects.filter(
        assessment=OuterRef("pk"), factor__in=numbers, worker_score__isnull=False
    ).order_by("worker_score")
    low = Subquery(scores.values("worker_score")[:1])
    level = Case(
        When(low__gte=4, then=Value("stable")), When(low=3, then=Value("supported")),
        When(low__lte=2, then=Value("intensive")), default=Value("none"), output_field=CharField(),
    )  # fmt: skip
    rows = FactorAssessment.objects.filter(pk__among=latest).annotate(low=low, level=level)
    return rows.values_list("phase_at", "level").annotate(n=Count("pk"))


def _pairs(frame: Frame) -> tuple[list[int], list[int]]:
    """The newest assessments that are no baseline, and the standing baselines of their cycles."""
    newest = list(_latest(frame).values_list("pk", "cycle", "kind"))
    cycles = [cycle for _pk, cycle, kind in newest if kind != AssessmentKind.BASELINE]
    baselines = (
        FactorAssessment.objects.standing()
        .filter(kind=AssessmentKind.BASELINE, cycle__pk__among=cycles)
        .order_by("cycle", "on", "pk")
        .distinct("cycle")
    )
    latest = [pk for pk, _cycle, kind in newest if kind != AssessmentKind.BASELINE]
    return latest, list(baselines.values_list("pk", flat=True))


def count_changes(frame: Frame) -> Measures:
    """Persons whose factor improved, stayed or got worse from baseline to the newest assessment."""
    latest, baselines = _pairs(frame)
    first = "assessment__cycle__assessments"
    scores = (
        FactorScore.objects.filter(assessment__pk__among=latest, worker_score__isnull=False)
        .annotate(
            baseline=F(f"{first}__pk"),
            same_factor=F(f"{first}__scores__factor"),
            before=F(f"{first}__scores__worker_score"),
        )
        .filter(baseline__among=baselines, same_factor=F("factor"), before__isnull=False)
        .values("factor")
        .annotate(
            improved=Count("pk", filter=Q(worker_score__gt=F("before"))),
            same=Count("pk", filter=Q(worker_score=F("before"))),
            worse=Count("pk", filter=Q(worker_score__lt=F("before"))),
        )
    )
    found: Measures = {f"compared|factor={n}|change={change}": 0 for n in NUMBERS for change in CHANGES}
    for row in scores:
        found |= {f"compared|factor={row['factor']}|change={change}": row[change] for change in CHANGES}
    for n in NUMBERS:
        found[f"compared|factor={n}"] = sum(found[f"compared|factor={n}|change={c}"] for c in CHANGES)
    return found


INDICATORS = (
    Indicator(
        "scores",
        _("Fourteen factors of success"),
        _(
            "The score, from 1 critical to 5 sustained, that the worker gave in the newest final "
            "assessment by the cut-off date, of the assisted persons who have one. Stable is 4 or 5. "
            "Shares are of the persons with a score; factors that do not apply or are not known are "
            "counted apart. Factors are read side by side and never added up to one figure."
        ),
        _("persons"),
        ("S3-13", "S3-27"),
        count_scores,
    ),
    Indicator(
        "elements",
        _("Five elements of success"),
        _(
            "The fourteen factors in the five elements of successful reintegration, in the same assessments. "
            "A person is stable in an element where all its scored factors stand at 4 or 5; else the lowest "
            "of them counts. The phase is the one at the assessment."
        ),
        _("persons"),
        ("S3-13", "S3-27"),
        count_elements,
    ),
    Indicator(
        "changes",
        _("Change since the baseline"),
        _(
            "Of the persons with a score both at the baseline and in the newest assessment of the same "
            "programme cycle: how many stand higher, the same or lower now."
        ),
        _("persons"),
        ("S3-27",),
        count_changes,
    ),
)
