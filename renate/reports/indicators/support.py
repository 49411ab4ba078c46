"""Who provided the services, what was wanted, what could not be had (T8); stays by length (T9)."""

from datetime import timedelta
from decimal import Decimal

from django.db.models import Count, DateField, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from reintegration.codes import Phase, ProviderKind, Timing, UnmetReason
from reintegration.models import PlanItem, ServiceDelivery
from renate.reports.indicators.base import Frame, Indicator, Measures
from shelters.codes import ShelterLevel
from shelters.models import Stay

INTERPRETING = "interpretation"  # category of the catalogue
SOON = timedelta(days=30)
STAY_BANDS = (("1-7", 7), ("8-30", 30), ("31-90", 90), ("91-180", 180), ("181+", None))


def count_providers(frame: Frame) -> Measures:
    """Services and persons by who provided them, and by the phase they were given in."""
    found: Measures = {}
    for word, field, codes in (("provider", "provider_kind", ProviderKind), ("phase_at", "phase_at", Phase)):
        for code in codes.values:
            found |= {f"assisted|{word}={code}": 0, f"deliveries|{word}={code}": 0}
        rows = frame.deliveries().to_primary().values_list(field)
        for code, number, people in rows.annotate(n=Count("pk"), p=Count("case__person", distinct=True)):
            if f"assisted|{word}={code}" in found:
                found |= {f"deliveries|{word}={code}": number, f"assisted|{word}={code}": people}
    minutes = frame.deliveries().filter(category=INTERPRETING).aggregate(n=Sum("duration_min"))["n"]
    people = frame.deliveries().to_primary().filter(category=INTERPRETING)
    return found | {
        "interpreting|hours": Decimal(minutes or 0) / 60,
        "assisted|interpreting": people.aggregate(n=Count("case__person", distinct=True))["n"],
    }


def count_priorities(frame: Frame) -> Measures:
    """What persons wanted now, and whether it came within 30 days; why something could not be had."""
    of_assisted = PlanItem.objects.filter(goal__plan__case__person__pk__among=frame.assisted_ids)
    wanted = of_assisted.filter(timing=Timing.NOW, decided_on__range=(frame.from_on, frame.last))
    came = ServiceDelivery.objects.filter(
        item=OuterRef("pk"), on__gte=OuterRef("decided_on"), on__lte=OuterRef("decided_on") + SOON
    ).filter(on__lte=frame.as_at)
    person = "goal__plan__case__person"
    counts = wanted.aggregate(
        items=Count("pk"),
        met=Count("pk", filter=Q(Exists(came))),
        people=Count(person, distinct=True),
        with_met=Count(person, distinct=True, filter=Q(Exists(came))),
    )
    found: Measures = {
        "wanted|items": counts["items"],
        "wanted|met": counts["met"],
        "wanting": counts["people"],
        "wanting|met": counts["with_met"],
    }
    found |= {f"assisted|unmet={reason}": 0 for reason in UnmetReason.values}
    unmet = of_assisted.filter(unmet_reason__in=UnmetReason.values, goal__plan__drafted_on__lte=frame.last)
    unmet = unmet.values_list("unmet_reason")
    return found | {f"assisted|unmet={code}": n for code, n in unmet.annotate(n=Count(person, distinct=True))}


def count_stays(frame: Frame) -> Measures:
    """Stays by the nights they had by the cut-off: their lengths add up, so medians can be had of sums."""
    found: Measures = {f"stays|level={level}|nights={band}": 0 for level in ShelterLevel.values
                       for band, _n in STAY_BANDS}  # fmt: skip
    end = Least(Coalesce(F("to_on"), frame.as_at, output_field=DateField()), frame.as_at)
    nights = ExpressionWrapper(end - F("from_on"), output_field=DurationField())
    stays = Stay.objects.touching(frame.from_on, frame.last).exclude(case__person__pk__among=frame.left_out)
    rows = stays.annotate(nights=nights).values_list("bed__shelter__level", "nights").annotate(n=Count("pk"))
    for level, length, number in rows:
        days = length.days
        band = next(band for band, most in STAY_BANDS if most is None or days <= most)
        found[f"stays|level={level}|nights={band}"] += number
        found[f"lengths|level={level}|nights={days}"] = (
            found.get(f"lengths|level={level}|nights={days}", 0) + number
        )
    return found


INDICATORS = (
    Indicator(
        "providers",
        _("Who provided services"),
        _(
            "Services and persons by kind of provider and by the phase of the person on the day. A person "
            "is counted in each. Hours of interpreting are those written in the service log."
        ),
        _("services, persons, hours"),
        ("S3-71", "S3-80", "S1-15"),
        count_providers,
    ),
    Indicator(
        "priorities",
        _("What persons wanted now"),
        _(
            "Services that the person wanted now, decided in the period, and those of them that were "
            "delivered within 30 days. Not available: persons for whom a service of a plan drafted by the "
            "end of the period could not be had, by reason."
        ),
        _("services, persons"),
        ("S2-44", "S3-59"),
        count_priorities,
    ),
    Indicator(
        "stays",
        _("Length of stays"),
        _("Stays that touch the period, by the nights they had by the cut-off date."),
        _("stays"),
        ("S0-08",),
        count_stays,
    ),
)
