"""Shelters and who sleeps where: a bed for each wish while there is one, never two in a bed (R-15, R-17)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cases.codes import Relation
from reintegration.codes import Phase
from renate.demo.luck import Luck
from renate.demo.people import Profile
from renate.demo.story import Bedded, CaseStory, PersonStory, Row, Wish, days
from renate.demo.timeline import Course
from shelters.codes import ReasonIn, ReasonOut, ShelterLevel
from shelters.rules import Period, reasons_for_move

OPENED_ON = date(2006, 9, 1)
PLACES_FOR_CHILDREN = 6
_BEDS_A_ROOM = 2
# Nights in the past by level: at least, at most, and how many of those who came this far.
_NIGHTS: dict[str, tuple[int, int, float]] = {
    ShelterLevel.CRISIS: (15, 85, 0.9),
    ShelterLevel.REHABILITATION: (60, 240, 0.55),
    ShelterLevel.LONG_TERM: (120, 420, 0.22),
}
# Where those live who are here now, by phase.
_NOW: dict[str, tuple[str, float]] = {
    Phase.CRISIS: (ShelterLevel.CRISIS, 0.9),
    Phase.TRANSITION: (ShelterLevel.REHABILITATION, 0.62),
    Phase.REINTEGRATION: (ShelterLevel.LONG_TERM, 0.5),
}
_ENDS = {
    ReasonOut.INDEPENDENT_HOUSING: 34,
    ReasonOut.FAMILY: 40,
    ReasonOut.RETURN_HOME: 12,
    ReasonOut.OTHER_SHELTER: 6,
    ReasonOut.LEFT_WITHOUT_NOTICE: 5,
    ReasonOut.OTHER: 3,
}


@dataclass
class House:
    """One shelter with the taken nights of each bed."""

    name: str
    level: str
    beds: list[list[Period]]
    sexes: list[str]
    children: list[tuple[Period, int]] = field(default_factory=list)

    def free_bed(self, wanted: Period) -> int | None:
        """The first bed that nobody has in these nights."""
        for n, taken in enumerate(self.beds):
            if not any(period.overlaps(wanted) for period in taken):
                return n
        return None

    def has_places_for(self, count: int, wanted: Period) -> bool:
        """Whether so many children more can sleep here."""
        there = sum(number for period, number in self.children if period.overlaps(wanted))
        return not count or there + count <= PLACES_FOR_CHILDREN

    def rooms(self) -> list[Row]:
        """The beds with their room and label."""
        letters = "ABCD"
        return [
            {
                "room": f"Room {n // _BEDS_A_ROOM + 1}",
                "label": letters[n % _BEDS_A_ROOM],
                "in_use_from": OPENED_ON,
            }
            for n in range(len(self.beds))
        ]


def houses_of(rows: list[list[Any]]) -> list[House]:
    """The shelters of an organisation, empty."""
    return [
        House(name, level, [[] for _ in range(beds)], [sex] if sex else []) for name, level, beds, sex in rows
    ]


def wishes(luck: Luck, case: CaseStory, profile: Profile) -> list[Wish]:
    """Where somebody would live if there is a bed: first a crisis shelter, often a second level after it."""
    children = sum(
        relative.values["relation"] == Relation.CHILD and bool(relative.values["lives_with"])
        for relative in profile.family
    )
    if case.is_open:
        told = _present(luck, case.courses[-1])
    else:
        told = _past(luck, case.courses[0]) if luck.chance(0.62) else []
    for wish in told:
        wish.children = children
        wish.reason_out = luck.weighted(_ENDS) if wish.to_on else ""
    return [wish for wish in told if wish.to_on is None or wish.to_on > wish.from_on]


def _past(luck: Luck, course: Course) -> list[Wish]:
    told: list[Wish] = []
    day = course.started_on
    for level, (low, high, share) in _NIGHTS.items():
        if day < course.until and luck.chance(share):
            to_on = min(day + days(luck.number(low, high)), course.until)
            told.append(Wish(level, day, to_on))
            day = to_on
    return told


def _present(luck: Luck, course: Course) -> list[Wish]:
    """Most who came lately live in a shelter, and fewer the longer they are here."""
    level, share = _NOW.get(course.spans[-1].phase, (ShelterLevel.CRISIS, 0.0))
    if not luck.chance(share):
        return []
    if level == ShelterLevel.CRISIS:
        return [Wish(level, course.started_on, None)]
    moved = min(course.started_on + days(luck.number(50, 88)), course.spans[-1].from_on)
    return [Wish(ShelterLevel.CRISIS, course.started_on, moved), Wish(level, moved, None)]


def allot(people: list[PersonStory], houses: list[House], luck: Luck) -> None:
    """Give beds in the order of the days wished for; whoever finds none is helped without."""
    asked = [(wish.from_on, n, m, wish) for n, person in enumerate(people)
             for m, case in enumerate(person.cases) for wish in case.wishes]  # fmt: skip
    for _day, n, m, wish in sorted(asked, key=lambda entry: entry[:3]):
        _give(people[n].cases[m], people[n].profile, wish, houses, luck)


def _give(case: CaseStory, profile: Profile, wish: Wish, houses: list[House], luck: Luck) -> None:
    wanted = Period(wish.from_on, wish.to_on)
    for number, house in enumerate(houses):
        fits = house.level == wish.level and (not house.sexes or profile.values["sex"] in house.sexes)
        bed = house.free_bed(wanted) if fits and house.has_places_for(wish.children, wanted) else None
        if bed is not None:
            house.beds[bed].append(wanted)
            house.children.append((wanted, wish.children))
            case.stays.append(_bedded(case, wish, number, bed, houses, luck))
            return


def _bedded(case: CaseStory, wish: Wish, house: int, bed: int, houses: list[House], luck: Luck) -> Bedded:
    before = case.stays[-1] if case.stays else None
    stay = Bedded(wish, house, bed, reason_in=ReasonIn.ARRIVAL)
    if before is not None and before.wish.to_on == wish.from_on:
        out, stay.reason_in = reasons_for_move(houses[before.house].level, houses[house].level)
        before.wish.reason_out = out
        stay.continues = before
    elif before is not None:
        stay.reason_in = ReasonIn.RETURNED
    if wish.to_on is None:
        stay.expected_to = case.until + days(luck.number(-4, 60))
        stay.expected_to = max(stay.expected_to, wish.from_on)
    return stay
