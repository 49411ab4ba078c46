"""Reads over shelters, beds and stays: the board, one night's occupancy, bed nights of a period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Count, DateField, ExpressionWrapper, F, Q, QuerySet, Sum, Value
from django.db.models.fields import DurationField
from django.db.models.functions import Coalesce, Greatest, Least

from cases.models import Case
from renate.kit import clock
from shelters import rules
from shelters.models import Bed, Shelter, Stay

#: How many days ahead the board names those who are expected to leave.
LEAVING_SOON = timedelta(days=14)


@dataclass(frozen=True)
class Occupancy:
    """One house on one night. Extra beds count as taken, never as capacity."""

    capacity: int
    taken: int
    extra: int
    children: int

    @property
    def free(self) -> int:
        """Beds of the capacity that are left."""
        return self.capacity - (self.taken - self.extra)

    @property
    def percent(self) -> float | None:
        """How full the house is."""
        return rules.percent(self.taken, self.capacity)


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


@dataclass
class BedOnBoard:
    """A bed and who is in it; `visible` says whether the reader may know more than that it is taken."""

    bed: Bed
    stay: Stay | None = None
    visible: bool = False


@dataclass
class HouseOnBoard:
    """A shelter with its rooms, as the board draws it."""

    shelter: Shelter
    occupancy: Occupancy
    rooms: list[tuple[str, list[BedOnBoard]]] = field(default_factory=list)
    leaving: list[Stay] = field(default_factory=list)


def occupancy(shelter: Shelter, on: date) -> Occupancy:
    """How full one shelter is on the night of `on` (R-17)."""
    beds = Bed.objects.filter(shelter=shelter, is_extra=False).in_use_on(on)
    there = Stay.objects.filter(bed__shelter=shelter).on_night(on)
    counted = there.aggregate(
        taken=Count("pk"),
        extra=Count("pk", filter=Q(bed__is_extra=True)),
        children=Sum("children_with", default=0),
    )
    return Occupancy(capacity=beds.count(), **counted)


def open_shelters(on: date) -> list[Shelter]:
    """Shelters that are not closed on a day, by name."""
    return list(Shelter.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on)).order_by("name"))


def board(on: date, *, shelters: Iterable[Shelter], visible: QuerySet[Case]) -> list[HouseOnBoard]:
    """All houses with rooms, beds and stays of one night, in three queries whatever their number."""
    wanted = list(shelters)
    beds = Bed.objects.filter(shelter__in=wanted).in_use_on(on).order_by("shelter_id", "room", "label")
    stays = {
        stay.bed_id: stay
        for stay in Stay.objects.filter(bed__shelter__in=wanted).on_night(on).select_related("case__person")
    }
    shown = set(visible.filter(pk__in=[stay.case_id for stay in stays.values()]).values_list("pk", flat=True))
    on_board = [BedOnBoard(bed, stays.get(bed.pk)) for bed in beds]
    for entry in on_board:
        entry.visible = entry.stay is not None and entry.stay.case_id in shown
    return [
        _house(shelter, [entry for entry in on_board if entry.bed.shelter_id == shelter.pk], on)
        for shelter in wanted
    ]


def _house(shelter: Shelter, beds: list[BedOnBoard], on: date) -> HouseOnBoard:
    stays = [entry.stay for entry in beds if entry.stay is not None]
    full = Occupancy(
        capacity=sum(1 for entry in beds if not entry.bed.is_extra),
        taken=len(stays),
        extra=sum(1 for entry in beds if entry.bed.is_extra and entry.stay is not None),
        children=sum(stay.children_with for stay in stays),
    )
    rooms = [(room, list(entries)) for room, entries in groupby(beds, key=lambda entry: entry.bed.room)]
    soon = [
        entry.stay
        for entry in beds
        if entry.visible
        and entry.stay
        and entry.stay.expected_to
        and entry.stay.expected_to <= on + LEAVING_SOON
    ]
    return HouseOnBoard(shelter, full, rooms, sorted(soon, key=lambda stay: stay.expected_to or on))


def free_beds(on: date) -> list[Bed]:
    """Beds that nobody has from the night of `on` on, by shelter, room and label."""
    taken = Stay.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=on))
    return list(
        Bed.objects.filter(out_of_use_on__isnull=True, in_use_from__lte=on)
        .exclude(pk__in=taken.values("bed"))
        .filter(shelter__closed_on__isnull=True)
        .select_related("shelter")
        .order_by("shelter__name", "room", "label")
    )


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
