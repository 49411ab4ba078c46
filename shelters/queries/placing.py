"""Before somebody gets a bed: which are free, who waits, and who should be kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from cases.access import visible_cases
from cases.models import Case
from renate.accounts.models import Membership
from shelters import rules
from shelters.models import Bed, BedRequest, KeepApart, Shelter, Stay
from shelters.rules import Apart, Arrival


@dataclass
class Waiting:
    """Somebody on the waiting list: days so far, and free beds in houses that take them in."""

    request: BedRequest
    days: int
    beds: int


@dataclass
class ApartInFile:
    """A pair as one of the two files shows it; `code`, `ref` only where the reader may open the other."""

    pair: KeepApart
    code: str
    ref: str
    house: str
    shares_house: bool


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


def apart_in_house(person_id: int, shelter: Shelter, *, by: Membership) -> list[Apart]:
    """Those living in a house tonight from whom this person should be kept apart."""
    pairs = _others(KeepApart.objects.standing().of_person(person_id), person_id)
    others = [other for other, _pair in pairs]
    there = Stay.objects.open().filter(bed__shelter=shelter, case__person__in=others)
    living = {stay.case.person_id: stay.case for stay in there.select_related("case__person")}
    mine = visible_cases(by).filter(pk__in=[case.pk for case in living.values()])
    seen = set(mine.values_list("pk", flat=True))
    return [
        Apart(_code(living[other], seen), str(pair.get_kind_display()))
        for other, pair in pairs
        if other in living
    ]


def _code(case: Case, seen: set[int]) -> str:
    return case.person.case_code if case.pk in seen else ""


def _others(pairs: QuerySet[KeepApart], person_id: int) -> list[tuple[int, KeepApart]]:
    """The other one of each pair: it may have been noted in either file."""
    return [
        (pair.case.person_id if pair.person_id == person_id else pair.person_id, pair)
        for pair in pairs.select_related("case")
    ]


def apart_in_file(case: Case, *, by: Membership) -> list[ApartInFile]:
    """Standing pairs of the person of a file, with the other's code where the reader may open their file."""
    noted = KeepApart.objects.standing().of_person(case.person_id).order_by("noted_on")
    pairs = _others(noted, case.person_id)
    others = [other for other, _pair in pairs]
    files = {
        file.person_id: file
        for file in visible_cases(by).filter(person__in=others).select_related("person").order_by("opened_on")
    }
    living = Stay.objects.open().filter(case__person__in=[*others, case.person_id])
    houses = {stay.case.person_id: stay.bed.shelter for stay in living.select_related("case", "bed__shelter")}
    own = houses.get(case.person_id)
    return [
        ApartInFile(
            pair,
            files[other].person.case_code if other in files else "",
            files[other].public_id if other in files else "",
            houses[other].name if other in houses else "",
            own is not None and houses.get(other) == own,
        )
        for other, pair in pairs
    ]


def waiting_list(on: date, *, visible: QuerySet[Case]) -> tuple[list[Waiting], int]:
    """Who waits, the most urgent first, then the longest; and how many more whom the reader may not see."""
    waiting = BedRequest.objects.filter(ended_on__isnull=True)
    shown = list(
        waiting.filter(case__in=visible)
        .select_related("case__person", "shelter")
        .order_by("urgency", "asked_on", "pk")
    )
    beds = free_beds(on)
    there = children_by_house(on)
    told = []
    for request in shown:
        fitting = sum(_takes_in(bed, request, on, there) for bed in beds)
        told.append(Waiting(request, (on - request.asked_on).days, fitting))
    return told, waiting.count() - len(shown)


def waits_of(case: Case) -> BedRequest | None:
    """The open place of a case on the waiting list."""
    return BedRequest.objects.filter(case=case, ended_on__isnull=True).select_related("shelter").first()


def children_by_house(on: date) -> dict[int, int]:
    """How many children sleep in each house."""
    there: dict[int, int] = {}
    for shelter, children in Stay.objects.on_night(on).values_list("bed__shelter", "children_with"):
        there[shelter] = there.get(shelter, 0) + children
    return there


def _takes_in(bed: Bed, request: BedRequest, on: date, children: dict[int, int]) -> bool:
    if bed.is_extra or bed.shelter.level != request.level:
        return False
    if request.shelter_id not in (None, bed.shelter_id):
        return False
    person = request.case.person
    age = rules.age_in_year(person.birth_year, on)
    arrival = Arrival(person.sex, age, request.children, request.case.target_population)
    there = children.get(bed.shelter_id, 0)
    return not rules.placement_faults(bed.shelter.limits, arrival, children_there=there)
