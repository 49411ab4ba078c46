"""The board: every house with its rooms and beds on one night."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from cases.models import Case
from shelters import rules
from shelters.models import Absence, Bed, Shelter, Stay

#: How many days ahead the board names those who are expected to leave.
LEAVING_SOON = timedelta(days=14)


@dataclass(frozen=True)
class Occupancy:
    """One house on one night. Extra beds count as taken, never as capacity."""

    capacity: int
    taken: int
    extra: int
    children: int
    away: int = 0

    @property
    def free(self) -> int:
        """Beds of the capacity that are left."""
        return self.capacity - (self.taken - self.extra)

    @property
    def percent(self) -> float | None:
        """How full the house is."""
        return rules.percent(self.taken, self.capacity)


@dataclass
class BedOnBoard:
    """A bed and who is in it; `visible` says whether the reader may know more than that it is taken."""

    bed: Bed
    stay: Stay | None = None
    visible: bool = False
    absence: Absence | None = None


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


def closed_shelters(on: date) -> list[Shelter]:
    """Shelters whose doors are shut for good, the last one first."""
    return list(Shelter.objects.filter(closed_on__lte=on).order_by("-closed_on", "name"))


def board(on: date, *, shelters: Iterable[Shelter], visible: QuerySet[Case]) -> list[HouseOnBoard]:
    """All houses with rooms, beds, stays and absences of one night, in four queries whatever their number."""
    wanted = list(shelters)
    beds = Bed.objects.filter(shelter__in=wanted).in_use_on(on).order_by("shelter_id", "room", "label")
    stays = {
        stay.bed_id: stay
        for stay in Stay.objects.filter(bed__shelter__in=wanted).on_night(on).select_related("case__person")
    }
    shown = set(visible.filter(pk__in=[stay.case_id for stay in stays.values()]).values_list("pk", flat=True))
    away = {
        absence.stay_id: absence
        for absence in Absence.objects.filter(stay__in=list(stays.values()), from_on__lte=on).filter(
            Q(back_on__isnull=True) | Q(back_on__gt=on)
        )
    }
    on_board = [BedOnBoard(bed, stays.get(bed.pk)) for bed in beds]
    for entry in on_board:
        if entry.stay is not None:
            entry.visible, entry.absence = entry.stay.case_id in shown, away.get(entry.stay.pk)
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
        away=sum(1 for entry in beds if entry.absence is not None),
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


def stays_of(case: Case) -> dict[str, Any]:
    """The stays of a file: `current` with its open absence, and the `earlier` ones, newest first."""
    stays = list(
        Stay.objects.filter(case=case)
        .select_related("bed__shelter", "rules_accepted")
        .order_by("-from_on", "-id")
    )
    current = next((stay for stay in stays if stay.to_on is None), None)
    absences = list(Absence.objects.filter(stay__in=stays).order_by("-from_on"))
    return {
        "current": current,
        "away": next((absence for absence in absences if absence.back_on is None), None),
        "absences": [absence for absence in absences if absence.back_on is not None],
        "earlier": [stay for stay in stays if stay.to_on is not None],
    }
