"""Legal matters (T15), returns (T16), training of others and cooperation (T17, T18)."""

from django.db.models import Count, IntegerField, Max, Q, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from referrals.codes import (
    Audience,
    CoopKind,
    MatterKind,
    MatterResult,
    MatterStatus,
    OrderState,
    ReturnType,
    Stage,
    StepState,
)
from referrals.models import CooperationActivity, Hearing, LegalMatter, ProtectionOrder, ReturnProcess
from renate.reports.indicators.base import Frame, Indicator, Measures

CLAIMS = (MatterKind.CIVIL_COMPENSATION, MatterKind.STATE_COMPENSATION, MatterKind.WAGE_CLAIM)
GRANTED = (MatterResult.GRANTED, MatterResult.PARTLY, MatterResult.SETTLED)
TRAININGS = (CoopKind.TRAINING_OTHERS, CoopKind.TRAINING_STAFF)
PERSON = Count("case__person", distinct=True)


def count_matters(frame: Frame) -> Measures:
    """Assisted persons with legal matters by the cut-off, by kind and status; testimony as a number only."""
    matters = LegalMatter.objects.filter(
        case__person__pk__among=frame.assisted_ids, status_on__lte=frame.as_at
    )
    found: Measures = {f"parties|kind={kind}": 0 for kind in MatterKind.values}
    found |= {f"parties|status={status}": 0 for status in MatterStatus.values}
    found |= {f"parties|kind={kind}": n for kind, n in matters.values_list("kind").annotate(n=PERSON)}
    found |= {f"parties|status={code}": n for code, n in matters.values_list("status").annotate(n=PERSON)}
    claims = Q(kind__in=CLAIMS)
    counts = matters.aggregate(
        parties=PERSON,
        aided=Count("case__person", distinct=True, filter=Q(legal_aid=True)),
        claiming=Count("case__person", distinct=True, filter=claims),
        granted=Count("case__person", distinct=True, filter=claims & Q(result__in=GRANTED)),
    )
    heard = Hearing.objects.filter(
        matter__case__person__pk__among=frame.assisted_ids,
        testified=True,
        at__date__range=(frame.from_on, frame.last),
    )
    orders = ProtectionOrder.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=frame.as_at),
        case__person__pk__among=frame.assisted_ids, state=OrderState.IN_FORCE, issued_on__lte=frame.as_at,
    )  # fmt: skip
    return found | {
        "parties": counts["parties"],
        "parties|aided": counts["aided"],
        "parties|claiming": counts["claiming"],
        "parties|granted": counts["granted"],
        "assisted|testified": heard.aggregate(n=Count("matter__case__person", distinct=True))["n"],
        "assisted|protected": orders.aggregate(n=PERSON)["n"],
    }


def count_returns(frame: Frame) -> Measures:
    """Persons in a return that touched the period, by kind and by the highest stage with a step done."""
    returns = ReturnProcess.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=frame.from_on),
        case__person__pk__among=frame.assisted_ids,
        opened_on__lte=frame.last,
    )
    found: Measures = {f"returning|kind={kind}": 0 for kind in ReturnType.values}
    found |= {f"returning|stage={stage}": 0 for stage in (0, *Stage.values)}
    found |= {f"returning|kind={kind}": n for kind, n in returns.values_list("kind").annotate(n=PERSON)}
    done = Q(steps__state=StepState.DONE, steps__done_on__lte=frame.as_at)
    reached = returns.values("case__person").annotate(stage=Max("steps__stage", filter=done))
    people = 0
    for stage in reached.values_list("stage", flat=True):
        found[f"returning|stage={stage or 0}"] += 1
        people += 1
    risk = returns.filter(done, steps__code="joint_risk").aggregate(n=PERSON)["n"]
    arrived = returns.filter(arrived_on__lte=frame.as_at).aggregate(n=PERSON)["n"]
    return found | {"returning": people, "returning|risk": risk, "returning|arrived": arrived}


def count_cooperation(frame: Frame) -> Measures:
    """Activities of the period by kind; trainings with the number of people trained by group."""
    activities = CooperationActivity.objects.filter(on__range=(frame.from_on, frame.last))
    found: Measures = {f"activities|kind={kind}": 0 for kind in CoopKind.values}
    found |= {
        f"activities|kind={kind}": n for kind, n in activities.values_list("kind").annotate(n=Count("pk"))
    }
    trained = activities.filter(kind__in=TRAININGS).aggregate(
        **{
            f"n_{group}": Sum(Cast(KeyTextTransform(group, "participants"), IntegerField()))
            for group in Audience.values
        }
    )
    return found | {f"audience|group={group}": trained[f"n_{group}"] or 0 for group in Audience.values}


INDICATORS = (
    Indicator(
        "matters",
        _("Legal matters"),
        _(
            "Assisted persons with a legal matter by the cut-off date; a person can have several. Who "
            "testified is given as a number only: help never depends on it."
        ),
        _("persons"),
        ("S1-04", "S3-25"),
        count_matters,
    ),
    Indicator(
        "returns",
        _("Returns"),
        _(
            "Assisted persons whose return was under way in the period, by kind and by the highest of the "
            "five stages in which a step was done by the cut-off date."
        ),
        _("persons"),
        ("R-40",),
        count_returns,
    ),
    Indicator(
        "cooperation",
        _("Trainings held and cooperation"),
        _(
            "Activities of the period by kind, and how many people of each professional group took part in "
            "the trainings. They are no beneficiaries; somebody trained twice is counted twice."
        ),
        _("activities, participants"),
        ("S3-66", "S3-69", "S3-79"),
        count_cooperation,
    ),
)
