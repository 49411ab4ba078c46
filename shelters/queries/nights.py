"""Nights of a period: sums for reports, and the occupancy of each of the last days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import DateField, ExpressionWrapper, F, Q, Sum, Value
from django.db.models.fields import DurationField
from django.db.models.functions import Coalesce, Greatest, Least

from renate.kit import clock
from shelters import rules
from shelters.models import Bed, Shelter, Stay
from shelters.rules import Period

#: How far the chart of a house looks back.
CHART_DAYS = 90


@dataclass(frozen=True)
class BedNights:
    """One house over a period."""

    shelter: Shelter
    nights: int
    capacity_nights: int

    @property
    def percent(self) -> float | None:
        """Occupancy in per cent (domain 6, T9)."""
        return rules.percent(self.nights, self.capacity_nights)


@dataclass(frozen=True)
class Night:
    """One night of one house."""

    on: date
    taken: int
    capacity: int

    @property
    def percent(self) -> float | None:
        """How full the house was."""
        return rules.percent(self.taken, self.capacity)


def nights_of(shelters: Iterable[Shelter], last: date, days: int = CHART_DAYS) -> list[Night]:
    """The last `days` nights of these houses together, in two queries: beds taken and beds there."""
    wanted = list(shelters)
    first = last - timedelta(days=days - 1)
    stays = Stay.objects.touching(first, last).filter(bed__shelter__in=wanted)
    beds = Bed.objects.filter(shelter__in=wanted, is_extra=False, in_use_from__lte=last).filter(
        Q(out_of_use_on__isnull=True) | Q(out_of_use_on__gt=first)
    )
    taken = rules.by_night((Period(*row) for row in stays.values_list("from_on", "to_on")), first, last)
    there = rules.by_night(
        (Period(*row) for row in beds.values_list("in_use_from", "out_of_use_on")), first, last
    )
    return [
        Night(first + timedelta(days=number), *night)
        for number, night in enumerate(zip(taken, there, strict=True))
    ]


def bed_nights(shelters: Iterable[Shelter], from_on: date, to_on: date) -> list[BedNights]:
    """Bed nights and capacity of a period, both days included; nights to come are in neither (domain 6, T9).

    Summed in SQL: one query over stays, one over beds.
    """
    wanted = list(shelters)
    last = min(to_on, clock.today())
    stays = Stay.objects.touching(from_on, last).filter(bed__shelter__in=wanted)
    beds = Bed.objects.filter(shelter__in=wanted, is_extra=False, in_use_from__lte=last)
    nights = _nights_by_house(stays, "bed__shelter", "from_on", "to_on", from_on, last)
    room = _nights_by_house(beds, "shelter", "in_use_from", "out_of_use_on", from_on, last)
    return [BedNights(shelter, nights.get(shelter.pk, 0), room.get(shelter.pk, 0)) for shelter in wanted]


def _nights_by_house(rows, house: str, begins: str, ends: str, first: date, last: date) -> dict[int, int]:
    if last < first:
        return {}
    after_last = Value(last + timedelta(days=1), output_field=DateField())
    start = Greatest(F(begins), Value(first, output_field=DateField()))
    end = Greatest(Least(Coalesce(F(ends), after_last), after_last), start)
    length = ExpressionWrapper(end - start, output_field=DurationField())
    summed = rows.values(house).annotate(length=Sum(length)).values_list(house, "length")
    return {pk: total.days for pk, total in summed}
