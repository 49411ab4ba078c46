"""Limits of the data (T22): what is missing, what is overdue. Said openly, so that figures can be trusted."""

from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from cases.codes import RelationToAssistance, Sex
from cases.models import TraffickingEpisode
from reintegration.codes import AssessmentStatus, Phase
from reintegration.follow_up_codes import TRIED, FollowUpState
from reintegration.models import FactorAssessment, FollowUp, PhasePeriod, ProgrammeCycle
from reintegration.rules.assessing import BASELINE_BY, EVERY_MONTHS_AFTER, MILESTONES, SERVES
from renate.reports.indicators.base import Frame, Indicator, Measures
from renate.reports.indicators.groups import of_newest_case

ATTRIBUTES = {
    "sex": _("Sex"),
    "birth": _("Year of birth"),
    "citizenship": _("Citizenship"),
    "form": _("Form of exploitation"),
    "route": _("Source of referral"),
    "model": _("Model of care"),
    "assessment": _("Any final factor assessment"),
}


def count_missing(frame: Frame) -> Measures:
    """Assisted persons of whom an attribute is not recorded."""
    index = TraffickingEpisode.objects.filter(
        person=OuterRef("pk"), relation_to_assistance=RelationToAssistance.INDEX
    ).exclude(purposes=[])
    assessed = FactorAssessment.objects.filter(
        case__person=OuterRef("pk"), status=AssessmentStatus.FINAL, on__lte=frame.as_at
    )
    people = frame.assisted().annotate(
        route=of_newest_case(frame, "intake_route"),
        model=of_newest_case(frame, "model_of_care"),
        has_form=Exists(index),
        has_scores=Exists(assessed),
    )
    conditions = {
        "sex": Q(sex=Sex.UNKNOWN),
        "birth": Q(birth_year__isnull=True),
        "citizenship": Q(citizenship="") & ~Q(stateless=True),
        "form": Q(has_form=False),
        "route": Q(route=""),
        "model": Q(model=""),
        "assessment": Q(has_scores=False),
    }
    counts = people.aggregate(**{f"n_{name}": Count("pk", filter=each) for name, each in conditions.items()})
    return {f"assisted|missing={name}": counts[f"n_{name}"] for name in ATTRIBUTES}


def count_late(frame: Frame) -> Measures:
    """Follow-ups that fell due in the period: done, missed or still open after their day."""
    due = FollowUp.objects.filter(
        case__person__pk__among=frame.assisted_ids, due_on__range=(frame.from_on, frame.last)
    )
    done = Q(state__in=TRIED, done_on__lte=frame.as_at)
    called_off = Q(state=FollowUpState.CANCELLED)
    counts = due.aggregate(
        all=Count("pk", filter=~called_off),
        done=Count("pk", filter=done),
        late=Count("pk", filter=~called_off & ~done & Q(window_end__lt=frame.as_at)),
    )
    return {"follow_ups": counts["all"], "follow_ups|done": counts["done"], "follow_ups|late": counts["late"]}


def _after(day: Any, months: int) -> Func:
    """So many months later, by the calendar."""
    return Func(
        day, template=f"(%(expressions)s + interval '{months} months')::date", output_field=DateField()
    )


def next_assessment_on() -> Case:
    """reintegration.rules.assessing in SQL, of a cycle that knows the day of its `last` assessment."""
    after = Cast(F("last") + SERVES, DateField())
    milestones = [
        When(GreaterThan(_after(F("started_on"), months), after), then=_after(F("started_on"), months))
        for months in MILESTONES
    ]
    baseline = Cast(F("started_on") + BASELINE_BY, DateField())
    return Case(
        When(Q(last__isnull=True) | Q(last__lt=F("started_on")), then=baseline), *milestones,
        default=_after(F("last"), EVERY_MONTHS_AFTER), output_field=DateField(),
    )  # fmt: skip


def count_overdue(frame: Frame) -> Measures:
    """Running cycles whose next assessment should have been made by the cut-off (domain 2.7)."""
    made = FactorAssessment.objects.standing().up_to(frame.as_at).filter(cycle=OuterRef("pk"))
    phases = PhasePeriod.objects.filter(cycle=OuterRef("pk"), from_on__lte=frame.as_at)
    cycles = (
        ProgrammeCycle.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=frame.as_at),
            started_on__lte=frame.as_at, case__person__pk__among=frame.assisted_ids,
        )
        .annotate(
            last=Subquery(made.order_by("-on").values("on")[:1]),
            at_phase=Coalesce(
                Subquery(phases.order_by("-from_on", "-pk").values("phase")[:1]), Value(""),
            ),
        )
        .exclude(at_phase=Phase.FOLLOW_UP)
        .annotate(due=next_assessment_on())
    )  # fmt: skip
    person = Count("case__person", distinct=True)
    counts = cycles.aggregate(
        n=person, late=Count("case__person", distinct=True, filter=Q(due__lt=frame.as_at))
    )
    return {"assessing": counts["n"], "assessing|late": counts["late"]}


INDICATORS = (
    Indicator(
        "overdue",
        _("Assessments in time"),
        _(
            "Assisted persons in a running programme cycle whose next assessment of the fourteen factors "
            "fell due before the cut-off date and had not been made: the baseline within 30 days, then "
            "after 3, 6, 9 and 12 months and every half year."
        ),
        _("persons"),
        ("S2-15", "S3-90"),
        count_overdue,
    ),
    Indicator(
        "missing",
        _("What is not recorded"),
        _("Assisted persons of whom this is not known, was not asked or was not entered."),
        _("persons"),
        ("S3-90",),
        count_missing,
    ),
    Indicator(
        "late",
        _("Follow-ups in time"),
        _(
            "Planned contacts that fell due in the period and were not called off: made or tried by the "
            "cut-off date, or neither although their time had passed."
        ),
        _("contacts"),
        ("S2-55",),
        count_late,
    ),
)
