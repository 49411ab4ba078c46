"""Rules over beds and nights: pure functions of values and dates (R-15, R-17).

A stay is half-open: the night of `from_on` counts, that of `to_on` does not. So a person who moves on
the 5th sleeps in the new bed on the 5th, and the two stays do not overlap.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shelters.codes import AcceptedSex, ReasonIn, ReasonOut


@dataclass(frozen=True)
class Period:
    """The days of a stay or of a bed: `from_on` included, `to_on` not; open where `to_on` is None."""

    from_on: date
    to_on: date | None = None

    def overlaps(self, other: Period) -> bool:
        """Whether the two periods share a night."""
        if self.from_on == self.to_on or other.from_on == other.to_on:
            return False
        begins_in_time = other.to_on is None or self.from_on < other.to_on
        ends_in_time = self.to_on is None or other.from_on < self.to_on
        return begins_in_time and ends_in_time


@dataclass(frozen=True)
class Limits:
    """Whom a shelter takes in."""

    sexes: tuple[str, ...]
    min_age: int | None
    max_age: int | None
    max_children: int
    oldest_male: int | None = None
    populations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrival:
    """What has to be known of a person to place them; age and sex may be unknown."""

    sex: str
    age: int | None
    children: int
    population: str = ""


@dataclass(frozen=True)
class Apart:
    """Somebody in a house from whom a person should be kept apart; `who`: a code, if the reader may know."""

    who: str
    why: str


def date_faults(*, from_on: date, expected_to: date | None, today: date) -> list[str]:
    """R-15: a stay is a fact, so it may not begin in the future; the expected end comes after."""
    faults = []
    if from_on > today:
        faults.append(_("The stay cannot begin in the future."))
    if expected_to is not None and expected_to < from_on:
        faults.append(_("The expected end is before the first night."))
    return faults


def end_faults(*, from_on: date, to_on: date, today: date) -> list[str]:
    """R-15: a stay ends on or after its first day, and not in the future."""
    faults = []
    if to_on < from_on:
        faults.append(_("The stay cannot end before it began."))
    if to_on > today:
        faults.append(_("The stay cannot end in the future."))
    return faults


def overlaps_any(wanted: Period, taken: Iterable[Period]) -> bool:
    """Whether a wanted period shares a night with one that is taken (R-15, R-17)."""
    return any(wanted.overlaps(period) for period in taken)


def covers(days: Period, wanted: Period) -> bool:
    """Whether a bed is there on all wanted nights; a stay without end wants a bed without end."""
    if wanted.from_on < days.from_on:
        return False
    return days.to_on is None or (wanted.to_on is not None and wanted.to_on <= days.to_on)


def age_in_year(birth_year: int | None, on: date) -> int | None:
    """The age reached in the year of `on`; houses' limits are coarse, and the full date stays sealed."""
    return None if birth_year is None else on.year - birth_year


def placement_faults(house: Limits, arrival: Arrival, *, children_there: int) -> list[str]:
    """R-17: what speaks against this person in this house; a coordinator may override it with a reason."""
    faults = []
    if house.sexes and arrival.sex in AcceptedSex.values and arrival.sex not in house.sexes:
        faults.append(_("This shelter does not take in persons of this sex."))
    if arrival.age is not None and house.min_age is not None and arrival.age < house.min_age:
        faults.append(_("This shelter takes in persons of %(age)d years and more.") % {"age": house.min_age})
    if arrival.age is not None and house.max_age is not None and arrival.age > house.max_age:
        faults.append(_("This shelter takes in persons of %(age)d years and less.") % {"age": house.max_age})
    male_age = arrival.age if arrival.sex == AcceptedSex.MALE else None
    if male_age is not None and house.oldest_male is not None and male_age > house.oldest_male:
        faults.append(_("This shelter takes in boys up to %(age)d years.") % {"age": house.oldest_male})
    if house.populations and arrival.population and arrival.population not in house.populations:
        faults.append(_("This shelter is for other groups of people."))
    faults += children_faults(house, arrival.children, children_there=children_there)
    return faults


def children_faults(house: Limits, children: int, *, children_there: int) -> list[str]:
    """R-17: places for children are counted by house, since children sleep in their parent's room."""
    if not children or children_there + children <= house.max_children:
        return []
    free = max(house.max_children - children_there, 0)
    if free == 0:
        return [_("This shelter has no place for children now.")]
    return [
        ngettext(
            "This shelter has %(free)d place for children now.",
            "This shelter has %(free)d places for children now.",
            free,
        )
        % {"free": free}
    ]


def apart_faults(pairs: Iterable[Apart]) -> list[str]:
    """What is said before two people who should be kept apart get beds in one house; never a name."""
    return [
        _("%(who)s lives there: %(why)s.") % {"who": pair.who or _("Somebody"), "why": pair.why.lower()}
        for pair in pairs
    ]


def absence_faults(
    *, stay: Period, from_on: date, expected_back_on: date | None, back_on: date | None, today: date
) -> list[str]:
    """R-15: an absence is a fact inside its stay."""
    faults = []
    if from_on < stay.from_on:
        faults.append(_("The absence cannot begin before the stay."))
    if from_on > today:
        faults.append(_("The absence cannot begin in the future."))
    if expected_back_on is not None and expected_back_on < from_on:
        faults.append(_("The expected return is before the absence."))
    if back_on is not None and back_on < from_on:
        faults.append(_("The return is before the absence."))
    if back_on is not None and back_on > today:
        faults.append(_("The return cannot be in the future."))
    return faults


def reasons_for_move(level_from: str, level_to: str) -> tuple[ReasonOut, ReasonIn]:
    """How the stays of a move are marked: a change of level is told from a change of bed (S0-08)."""
    if level_from == level_to:
        return ReasonOut.OTHER_BED, ReasonIn.OTHER_BED
    return ReasonOut.NEXT_LEVEL, ReasonIn.NEXT_LEVEL


def by_night(periods: Iterable[Period], first: date, last: date) -> list[int]:
    """How many of `periods` cover each night from `first` to `last`: beds taken, or beds there, by day."""
    after = last + timedelta(days=1)
    steps = [0] * ((after - first).days + 1)
    for period in periods:
        begin, end = max(period.from_on, first), min(period.to_on or after, after)
        if begin < end:
            steps[(begin - first).days] += 1
            steps[(end - first).days] -= 1
    return list(accumulate(steps))[:-1]


def percent(nights: int, capacity_nights: int) -> float | None:
    """Occupancy in per cent, to one decimal; None where there was no bed to fill."""
    if capacity_nights == 0:
        return None
    return round(100 * nights / capacity_nights, 1)
