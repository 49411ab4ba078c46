"""Limits of the data (T22): what is missing, what is overdue. Said openly, so that figures can be trusted."""

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.codes import RelationToAssistance, Sex
from cases.models import TraffickingEpisode
from reintegration.codes import AssessmentStatus
from reintegration.follow_up_codes import TRIED, FollowUpState
from reintegration.models import FactorAssessment, FollowUp
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


INDICATORS = (
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
