"""What became of people: self-rating, placements, contact after closure, setbacks, difficult situations."""

from datetime import timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from cases.codes import Complexity
from cases.models import Case as CaseFile
from reintegration.codes import PlacementKind, SetbackEffect, SetbackKind
from reintegration.follow_up_codes import FollowUpState, Reached
from reintegration.models import FollowUp, Placement, Setback
from renate.reports.indicators.base import Frame, Indicator, Measures
from renate.reports.indicators.outcomes import ended_cycles
from renate.reports.indicators.spreads import newest_ratings

AFTER_MONTHS = (6, 12)
ON_THEIR_OWN = (PlacementKind.INDEPENDENT_RENTED, PlacementKind.SHARED_RENTED, PlacementKind.JOB_PLACEMENT)
# Never in a report for others, whatever their number (domain 6, small numbers 6).
SENSITIVE = frozenset({Complexity.PREGNANT, Complexity.SUBSTANCE_USE})
# Crises of the mind, relapses and illnesses are one line for the same reason.
HEALTH = (
    SetbackKind.MEDICAL_PROBLEM, SetbackKind.CHRONIC_CONDITION, SetbackKind.SUBSTANCE_RELAPSE,
    SetbackKind.MENTAL_HEALTH_CRISIS,
)  # fmt: skip
SETBACKS = {"health": _("Health")} | {kind.value: kind.label for kind in SetbackKind if kind not in HEALTH}
DIFFICULT = tuple(code for code in Complexity if code not in SENSITIVE)


def count_ratings(frame: Frame) -> Measures:
    """Assisted persons who rated their own success, and how often each percentage was said."""
    rated = frame.assisted().annotate(
        percent=Subquery(
            newest_ratings(frame).filter(success_percent__isnull=False).values("success_percent")[:1]
        )
    )
    rows = rated.filter(percent__isnull=False).values_list("percent").annotate(n=Count("pk"))
    said = {f"rated|percent={percent}": number for percent, number in rows}
    return {"rated": sum(said.values()), **said}


def count_placements(frame: Frame) -> Measures:
    """Assisted persons by where they were placed or settled in the period."""
    placed = Placement.objects.filter(
        case__person__pk__among=frame.assisted_ids, from_on__range=(frame.from_on, frame.last)
    )
    found: Measures = {f"assisted|placed={kind}": 0 for kind in PlacementKind.values}
    rows = placed.values_list("kind").annotate(n=Count("case__person", distinct=True))
    found |= {f"assisted|placed={kind}": number for kind, number in rows}
    own = Placement.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gt=OuterRef("ended_on")),
        case=OuterRef("case"), kind__in=ON_THEIR_OWN, from_on__lte=OuterRef("ended_on"),
    )  # fmt: skip
    return found | {"assisted|own_feet": ended_cycles(frame).filter(Exists(own)).count()}


def count_reached(frame: Frame) -> Measures:
    """Persons whose programme ended long enough ago, and those of them reached that long afterwards."""
    found: Measures = {}
    ended = ended_cycles(frame)
    for months in AFTER_MONTHS:
        due = ended.filter(ended_on__lte=frame.as_at - relativedelta(months=months))
        reached = _reached(frame, months)
        counts = due.aggregate(n=Count("pk"), reached=Count("pk", filter=Q(Exists(reached))))
        found |= {f"ended|months={months}": counts["n"], f"ended|months={months}|reached": counts["reached"]}
    return found


def _reached(frame: Frame, months: int) -> Any:
    """A contact that succeeded around so many months after the end."""
    days = {6: (150, 240), 12: (300, 430)}[months]
    return FollowUp.objects.filter(
        cycle=OuterRef("pk"), state=FollowUpState.DONE, reached=Reached.REACHED, done_on__lte=frame.as_at,
        done_on__gte=OuterRef("ended_on") + timedelta(days=days[0]),
        done_on__lt=OuterRef("ended_on") + timedelta(days=days[1]),
    )  # fmt: skip


def _setback_group() -> Case:
    """The kind, or health: which illness it was is nobody's business."""
    kind = F("kind")
    return Case(When(kind__in=HEALTH, then=Value("health")), default=kind, output_field=CharField())


def count_setbacks(frame: Frame) -> Measures:
    """Persons assisted so far with a setback in the period, by kind and by its effect."""
    met = Setback.objects.filter(
        case__person__pk__among=frame.ever_ids, on__range=(frame.from_on, frame.last)
    )
    found: Measures = {f"ever|setback={kind}": 0 for kind in SETBACKS}
    found |= {f"ever|effect={effect}": 0 for effect in SetbackEffect.values}
    person = Count("case__person", distinct=True)
    grouped = met.annotate(group=_setback_group())
    found |= {f"ever|setback={kind}": n for kind, n in grouped.values_list("group").annotate(n=person)}
    found |= {f"ever|effect={effect}": n for effect, n in met.values_list("effect").annotate(n=person)}
    return found | {"ever|any_setback": met.aggregate(n=person)["n"]}


def count_difficult(frame: Frame) -> Measures:
    """Assisted persons by what made their situation difficult; a person can be in several groups."""
    with_flag = {
        f"n_{code}": Count(
            "pk",
            filter=Q(Exists(CaseFile.objects.filter(person=OuterRef("pk"), complexity__contains=[code]))),
        )
        for code in DIFFICULT
    }
    any_flag = Exists(CaseFile.objects.filter(person=OuterRef("pk"), complexity__overlap=list(DIFFICULT)))
    counts = frame.assisted().aggregate(any=Count("pk", filter=Q(any_flag)), **with_flag)
    found: Measures = {f"assisted|difficult={code}": counts[f"n_{code}"] for code in DIFFICULT}
    return found | {"assisted|difficult": counts["any"]}


INDICATORS = (
    Indicator(
        "ratings",
        _("Self-rated success"),
        _(
            "Assisted persons who said by the cut-off date, in per cent, how far they have come; the last "
            "answer of each counts. The median is the answer in the middle."
        ),
        _("persons, per cent"),
        ("S3-81",),
        count_ratings,
    ),
    Indicator(
        "placements",
        _("Placements"),
        _(
            "Assisted persons by the homes, jobs and trainings they moved into in the period. On their own "
            "feet: persons whose programme has ended and who then had a rented home or a job."
        ),
        _("persons"),
        ("S2-16", "S2-22"),
        count_placements,
    ),
    Indicator(
        "reached",
        _("Reached after the programme"),
        _(
            "Of the assisted persons whose programme cycle ended at least 6 (12) months before the cut-off "
            "date: those with a successful contact around that time. Only persons who agreed to be "
            "contacted are contacted."
        ),
        _("persons"),
        ("S3-92",),
        count_reached,
    ),
    Indicator(
        "setbacks",
        _("Setbacks"),
        _(
            "Persons assisted so far who met a setback in the period, by kind and by what followed from it. "
            "A person can be in several kinds. All that concerns health is one kind."
        ),
        _("persons"),
        ("S3-49", "S3-55"),
        count_setbacks,
    ),
    Indicator(
        "difficult",
        _("Difficult situations"),
        _(
            "Assisted persons by what made their situation difficult. A person can be in several groups. "
            "What would say too much about a person's health or family is not counted here."
        ),
        _("persons"),
        ("S3-67",),
        count_difficult,
    ),
)
