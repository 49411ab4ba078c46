"""Legal matters (T15), returns (T16), training of others and cooperation (T17, T18)."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, Func, IntegerField, Max, OuterRef, Q, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from cases.codes import FirstHelp, SupervisionKind
from cases.models import Case, ReflectionPeriod, StaffSupervision
from referrals.codes import (
    AgreementKind,
    Audience,
    CoopKind,
    MatterKind,
    MatterResult,
    MatterStatus,
    OrderState,
    ReturnType,
    Stage,
    StepState,
    TrainingTopic,
)
from referrals.models import (
    Agreement,
    CooperationActivity,
    Hearing,
    LegalMatter,
    ProtectionOrder,
    ReturnProcess,
)
from renate.reports.indicators.base import Frame, Indicator, Measures

CLAIMS = (MatterKind.CIVIL_COMPENSATION, MatterKind.STATE_COMPENSATION, MatterKind.WAGE_CLAIM)
GRANTED = (MatterResult.GRANTED, MatterResult.PARTLY, MatterResult.SETTLED)
TRAININGS = (CoopKind.TRAINING_OTHERS, CoopKind.TRAINING_STAFF)
RIGHTS = ("legal.rights_information", "information.information_risks")
COMPENSATION = ("claimed", "awarded", "paid")
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


def count_rights(frame: Frame) -> Measures:
    """Assisted persons who were told of their rights by the cut-off, in whichever place that stands."""
    person = OuterRef("pk")
    served = frame.services().to_primary().filter(case__person=person, service__in=RIGHTS)
    in_time = ReflectionPeriod.objects.filter(case__person=person, informed_on__lte=frame.as_at)
    at_once = Case.objects.filter(
        person=person, first_help__contains=[FirstHelp.RIGHTS], opened_on__lte=frame.as_at
    )
    told = frame.assisted().filter(Q(Exists(served)) | Q(Exists(in_time)) | Q(Exists(at_once)))
    return {"assisted|informed": told.count()}


def count_compensation(frame: Frame) -> Measures:
    """Euros claimed, awarded and paid by the cut-off, with the number of persons behind each sum."""
    matters = LegalMatter.objects.filter(
        case__person__pk__among=frame.assisted_ids, status_on__lte=frame.as_at
    )
    found: Measures = {}
    for step in COMPENSATION:
        some = matters.filter(**{f"compensation_{step}__gt": 0})
        counts = some.aggregate(n=PERSON, euros=Sum(f"compensation_{step}"))
        found |= {f"parties|{step}": counts["n"], f"{step}|euros": counts["euros"] or Decimal(0)}
    return found


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
    found |= _by_country(activities)
    found |= {f"trainings|topic={topic}": 0 for topic in TrainingTopic.values}
    topics = activities.filter(kind__in=TRAININGS).annotate(topic=Func(F("topics"), function="unnest"))
    found |= {
        f"trainings|topic={topic}": n for topic, n in topics.values_list("topic").annotate(n=Count("pk"))
    }
    trained = activities.filter(kind__in=TRAININGS).aggregate(
        **{
            f"n_{group}": Sum(Cast(KeyTextTransform(group, "participants"), IntegerField()))
            for group in Audience.values
        }
    )
    return found | {f"audience|group={group}": trained[f"n_{group}"] or 0 for group in Audience.values}


def count_supervision(frame: Frame) -> Measures:
    """Days of supervision that members had in the period, and how many members had any, by kind."""
    days = StaffSupervision.objects.filter(on__range=(frame.from_on, frame.last))
    found: Measures = {
        f"supervision|{kind}|{what}": 0 for kind in SupervisionKind.values for what in ("times", "staff")
    }
    counts = {"times": Count("pk"), "staff": Count("member", distinct=True)}
    for row in days.values("kind").annotate(**counts):
        found |= {f"supervision|{row['kind']}|{what}": row[what] for what in counts}
    return found | {f"supervision|{what}": n for what, n in days.aggregate(**counts).items()}


def _by_country(activities: Any) -> Measures:
    """Trainings and other activities by the country they took place in."""
    found: Measures = {}
    training = Q(kind__in=TRAININGS)
    for row in activities.values("country").annotate(
        held=Count("pk", filter=training), other=Count("pk", filter=~training)
    ):
        found |= {f"held|country={row['country']}": row["held"]}
        found |= {f"acted|country={row['country']}": row["other"]}
    return found


def count_agreements(frame: Frame) -> Measures:
    """Agreements with other bodies: signed in the period, and in force at the cut-off, by kind."""
    signed = Count("pk", filter=Q(signed_on__range=(frame.from_on, frame.last)))
    standing = Q(valid_until__isnull=True) | Q(valid_until__gte=frame.as_at)
    in_force = Count("pk", filter=Q(signed_on__lte=frame.as_at) & standing)
    found: Measures = {
        f"agreements|{what}={kind}": 0 for kind in AgreementKind.values for what in ("signed", "force")
    }
    for row in Agreement.objects.values("kind").annotate(signed=signed, in_force=in_force):
        found |= {f"agreements|signed={row['kind']}": row["signed"]}
        found |= {f"agreements|force={row['kind']}": row["in_force"]}
    return found


INDICATORS = (
    Indicator(
        "rights",
        _("Informed of rights"),
        _(
            "Assisted persons who were informed of their rights by the cut-off date: as a service, at the "
            "first help, or at the beginning of the time to recover and decide."
        ),
        _("persons"),
        ("S1-03", "R-22"),
        count_rights,
    ),
    Indicator(
        "compensation",
        _("Compensation"),
        _(
            "Euros claimed, awarded and paid in the legal matters of assisted persons by the cut-off date. A "
            "sum is given only where it is made of ten persons or more."
        ),
        _("euros"),
        ("S1-04", "S3-25"),
        count_compensation,
    ),
    Indicator(
        "agreements",
        _("Agreements"),
        _(
            "Memoranda, procedures and contracts with other bodies: signed in the period, and in force at "
            "the cut-off date."
        ),
        _("agreements"),
        ("S3-70",),
        count_agreements,
    ),
    Indicator(
        "matters",
        _("Legal matters"),
        _(
            "Assisted persons with a legal matter whose present status was reached by the cut-off date; a "
            "person can have several. Who testified is given as a number only: help never depends on it."
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
            "Activities of the period by kind, topic and country, and how many people of each professional "
            "group took part in the trainings. They are no beneficiaries; somebody trained twice is counted "
            "twice. A training can have several topics."
        ),
        _("activities, participants"),
        ("S3-66", "S3-69", "S3-79"),
        count_cooperation,
    ),
    Indicator(
        "supervision",
        _("Supervision of staff"),
        _(
            "Times that a member of the staff had supervision in the period, one to one, in a group or after "
            "a difficult event, and how many members had any. They are no beneficiaries, and what was said "
            "is recorded nowhere."
        ),
        _("times, members of the staff"),
        ("S3-66",),
        count_supervision,
    ),
)
