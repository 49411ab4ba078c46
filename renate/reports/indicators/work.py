"""Training and work (T12): who learned what, who found work and kept it, what stands in the way."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.utils.translation import gettext_lazy as _

from reintegration.models import Job, JobBarriers, Training
from reintegration.work_codes import (
    STEREOTYPED_TRADES,
    FoundThrough,
    JobBarrier,
    JobKind,
    TrainingKind,
    TrainingOutcome,
)
from renate.reports.indicators.base import Frame, Indicator, Measures
from renate.reports.indicators.people import SEXES, sex_group

KEPT_MONTHS = (3, 6, 12)
SOON = timedelta(days=90)
PERSON = Count("case__person", distinct=True)


def _by(rows: Any, stem: str, codes: list[str]) -> Measures:
    found: Measures = {f"{stem}={code}": 0 for code in codes}
    return found | {f"{stem}={code}": number for code, number in rows if f"{stem}={code}" in found}


def _trainings(frame: Frame) -> Any:
    """Trainings that touch the period, of assisted persons; one that did not take place is none."""
    return Training.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=frame.from_on),
        case__person__pk__among=frame.assisted_ids,
        from_on__lte=frame.last,
    ).exclude(outcome=TrainingOutcome.CANCELLED)


def count_trainings(frame: Frame) -> Measures:
    """Persons in training by kind; of those whose training ended: completed, and in a job within 90 days."""
    trainings = _trainings(frame)
    ended = trainings.filter(ended_on__lte=frame.last, ended_on__gte=frame.from_on)
    completed = ended.filter(outcome=TrainingOutcome.COMPLETED)
    job = Job.objects.filter(
        case__person=OuterRef("case__person"),
        from_on__gte=OuterRef("ended_on"),
        from_on__lte=OuterRef("ended_on") + SOON,
    ).filter(from_on__lte=frame.as_at)
    paid = trainings.filter(stipend__gt=0)
    euros = paid.aggregate(n=PERSON, euros=Sum("stipend"))
    by_sex: Measures = {f"trained|sex={sex}": 0 for sex in SEXES}
    for sex, number in trainings.values_list("case__person__sex").annotate(n=PERSON):
        by_sex[f"trained|sex={sex_group(sex)}"] += number
    by_kind = _by(trainings.values_list("kind").annotate(n=PERSON), "trained|kind", TrainingKind.values)
    return {
        "trained": trainings.aggregate(n=PERSON)["n"],
        "trained|ended": ended.aggregate(n=PERSON)["n"],
        "trained|completed": completed.aggregate(n=PERSON)["n"],
        "trained|completed|job": completed.filter(Exists(job)).aggregate(n=PERSON)["n"],
        "trained|checked": trainings.filter(market_demand_checked=True).aggregate(n=PERSON)["n"],
        "trained|few_trades": trainings.filter(trade__in=STEREOTYPED_TRADES).aggregate(n=PERSON)["n"],
        "trained|stipend": euros["n"],
        "stipend|euros": euros["euros"] or Decimal(0),
        **by_sex,
        **by_kind,
    }


def count_jobs(frame: Frame) -> Measures:
    """Persons who had a job in the period, by sex, kind and how it was found; and who kept a job so long."""
    mine = Job.objects.filter(case__person__pk__among=frame.assisted_ids, from_on__lte=frame.last)
    jobs = mine.filter(Q(to_on__isnull=True) | Q(to_on__gte=frame.from_on))
    found: Measures = {"working": jobs.aggregate(n=PERSON)["n"]}
    found |= {f"working|sex={sex}": 0 for sex in SEXES}
    for sex, number in jobs.values_list("case__person__sex").annotate(n=PERSON):
        found[f"working|sex={sex_group(sex)}"] += number
    found |= _by(jobs.values_list("kind").annotate(n=PERSON), "working|kind", JobKind.values)
    through = jobs.values_list("found_through").annotate(n=PERSON)
    found |= _by(through, "working|through", FoundThrough.values)
    for months in KEPT_MONTHS:
        due = mine.filter(from_on__lte=frame.as_at - relativedelta(months=months))
        kept = Q(to_on__isnull=True) | Q(to_on__gte=F("from_on") + timedelta(days=30 * months))
        counts = due.aggregate(n=PERSON, kept=Count("case__person", distinct=True, filter=kept))
        found |= {f"worked|months={months}": counts["n"], f"worked|months={months}|kept": counts["kept"]}
    return found


def count_barriers(frame: Frame) -> Measures:
    """Persons by what stood in the way of work, as last seen in the period."""
    seen = (
        JobBarriers.objects.filter(
            case__person__pk__among=frame.assisted_ids, on__range=(frame.from_on, frame.last)
        )
        .order_by("case__person", "-on", "-pk")
        .distinct("case__person")
    )
    newest = JobBarriers.objects.filter(pk__among=list(seen.values_list("pk", flat=True)))
    counts = newest.aggregate(
        all=Count("pk", filter=~Q(barriers=[])),
        **{f"n_{code}": Count("pk", filter=Q(barriers__contains=[code])) for code in JobBarrier.values},
    )
    found: Measures = {f"barred|by={code}": counts[f"n_{code}"] for code in JobBarrier.values}
    return found | {"barred": counts["all"]}


INDICATORS = (
    Indicator(
        "trainings",
        _("Training"),
        _(
            "Assisted persons in a training that touched the period, by kind; a person can be in several. "
            "Completed: of those whose training ended in the period. Found work: a job that began within 90 "
            "days after a completed training. Stipends are the euros a month that were agreed for these "
            "trainings. Usual trades: the few that are offered again and again, such as sewing or "
            "hairdressing."
        ),
        _("persons, euros"),
        ("S2-49", "S2-53", "R-19"),
        count_trainings,
    ),
    Indicator(
        "jobs",
        _("Work"),
        _(
            "Assisted persons who had a job in the period. Kept: of those who began a job at least 3 (6, 12) "
            "months before the cut-off date, those who kept one job that long."
        ),
        _("persons"),
        ("S2-38", "S0-22"),
        count_jobs,
    ),
    Indicator(
        "barriers",
        _("What stands in the way of work"),
        _("As last seen in the period with each assisted person; a person can meet several."),
        _("persons"),
        ("S0-25", "S0-27"),
        count_barriers,
    ),
)
