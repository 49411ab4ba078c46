"""Waiting: for the first service (domain 2.9), and for a bed (T9)."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.functions import Least
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from referrals.codes import Direction
from referrals.models import Referral
from renate.reports.indicators.base import Frame, Indicator, Measures
from shelters.codes import RequestEnd, ShelterLevel
from shelters.models import BedRequest

DAY_BANDS = (("0", 0), ("1-7", 7), ("8-30", 30), ("31+", None))


def band_of(days: int) -> str:
    """The group of a number of days."""
    return next(band for band, most in DAY_BANDS if most is None or days <= most)


def _days(later: Any, earlier: Any) -> ExpressionWrapper:
    return ExpressionWrapper(later - earlier, output_field=DurationField())


def _by_length(rows: Iterable[tuple[timedelta, int]], stem: str, lengths: str) -> Measures:
    """Numbers by group of days, and by exact days for the median; before the start is on the day."""
    found: Measures = {f"{stem}={band}": 0 for band, _most in DAY_BANDS}
    for length, number in rows:
        days = max(length.days, 0)
        found[f"{stem}={band_of(days)}"] += number
        found[f"{lengths}={days}"] = found.get(f"{lengths}={days}", 0) + number
    return found


def count_first_service(frame: Frame) -> Measures:
    """Persons whose first service lies in the period, by the days since they had been referred."""
    served = frame.services().to_primary().filter(case__person=OuterRef("pk")).order_by("on")
    opened = Case.objects.filter(person=OuterRef("pk")).order_by("opened_on")
    sent = Referral.objects.filter(
        case__person=OuterRef("pk"), direction=Direction.IN, sent_on__isnull=False
    ).order_by("sent_on")
    people = frame.assisted().annotate(
        first=Subquery(served.values("on")[:1]),
        began=Least(Subquery(opened.values("opened_on")[:1]), Subquery(sent.values("sent_on")[:1])),
    )
    new = people.filter(first__gte=frame.from_on).annotate(waited=_days(F("first"), F("began")))
    rows = new.values_list("waited").annotate(n=Count("pk"))
    return _by_length(rows, "assisted|since=new|waited", "waited|days")


def count_beds(frame: Frame) -> Measures:
    """Persons who asked for a bed in the period, by level: whether and when they got it."""
    requests = BedRequest.objects.filter(asked_on__range=(frame.from_on, frame.last)).exclude(
        case__person__pk__among=frame.left_out
    )
    placed = Q(end=RequestEnd.PLACED, ended_on__lte=frame.as_at)
    waiting = Q(ended_on__isnull=True) | Q(ended_on__gt=frame.as_at)
    person = "case__person"
    found: Measures = {"bed": requests.aggregate(n=Count(person, distinct=True))["n"]}
    for level in ShelterLevel.values:
        found |= {f"bed|level={level}{tail}": 0 for tail in ("", "|got", "|waiting")}
    for row in requests.values("level").annotate(
        all=Count(person, distinct=True),
        got=Count(person, distinct=True, filter=placed),
        waiting=Count(person, distinct=True, filter=waiting),
    ):
        stem = f"bed|level={row['level']}"
        found |= {stem: row["all"], f"{stem}|got": row["got"], f"{stem}|waiting": row["waiting"]}
    lengths = requests.filter(placed).annotate(waited=_days(F("ended_on"), F("asked_on")))
    for level, length, number in lengths.values_list("level", "waited").annotate(n=Count("pk")):
        found[f"bed|level={level}|days={length.days}"] = number
    return found


INDICATORS = (
    Indicator(
        "first_service",
        _("Waiting for the first service"),
        _(
            "Persons whose first service ever lies in the period, by the days from the referral to us, or "
            "from the opening of the file where that was earlier, to this service. The median is the number "
            "of days in the middle."
        ),
        _("persons, days"),
        ("S1-17", "S3-10"),
        count_first_service,
    ),
    Indicator(
        "beds",
        _("Waiting for a bed"),
        _(
            "Persons put on the waiting list in the period, by the level of shelter they asked for; those "
            "who had got a bed by the cut-off date, and those who still waited. A person can ask for "
            "several levels. The median days are those of the requests that ended with a bed."
        ),
        _("persons, days"),
        ("S0-08",),
        count_beds,
    ),
)
