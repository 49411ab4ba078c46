"""Nights, overlaps and whom a house takes in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelters import rules
from shelters.codes import ReasonIn, ReasonOut
from shelters.rules import Arrival, Limits, Period

START = date(2026, 1, 1)
days = st.integers(0, 60).map(lambda n: START + timedelta(days=n))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first = draw(days)
    length = draw(st.none() | st.integers(0, 30))
    return Period(first, None if length is None else first + timedelta(days=length))


def nights(period: Period) -> set[date]:
    end = period.to_on or START + timedelta(days=200)
    return {period.from_on + timedelta(days=n) for n in range((end - period.from_on).days)}


@pytest.mark.rule("R-15")
@given(periods(), periods())
def test_overlap_is_a_shared_night(one: Period, other: Period) -> None:
    assert one.overlaps(other) == bool(nights(one) & nights(other))
    assert one.overlaps(other) == other.overlaps(one)


@pytest.mark.rule("R-15")
def test_move_on_the_same_day_is_no_overlap() -> None:
    before = Period(date(2026, 3, 1), date(2026, 3, 5))
    after = Period(date(2026, 3, 5))

    assert not before.overlaps(after)


@pytest.mark.rule("R-15")
def test_stay_may_not_begin_tomorrow() -> None:
    faults = rules.date_faults(from_on=date(2026, 3, 2), expected_to=None, today=date(2026, 3, 1))

    assert faults == ["The stay cannot begin in the future."]


@pytest.mark.rule("R-15")
def test_stay_ends_between_its_first_day_and_today() -> None:
    first, today = date(2026, 3, 1), date(2026, 3, 9)

    assert rules.end_faults(from_on=first, to_on=date(2026, 2, 28), today=today) != []
    assert rules.end_faults(from_on=first, to_on=date(2026, 3, 10), today=today) != []
    assert rules.end_faults(from_on=first, to_on=first, today=today) == []
    assert rules.end_faults(from_on=first, to_on=today, today=today) == []


HOUSE = Limits(sexes=("female",), min_age=16, max_age=60, max_children=2)


@pytest.mark.rule("R-17")
@pytest.mark.parametrize(
    ("arrival", "faults"),
    [
        (Arrival("female", 30, 0), 0),
        (Arrival("female", 30, 1), 0),
        (Arrival("male", 30, 0), 1),
        (Arrival("female", 15, 0), 1),
        (Arrival("female", 61, 0), 1),
        (Arrival("female", 30, 2), 1),
        (Arrival("male", 15, 2), 3),
        (Arrival("unknown", None, 0), 0),
    ],
)
def test_house_takes_in_whom_it_says(arrival: Arrival, faults: int) -> None:
    found = rules.placement_faults(HOUSE, arrival, children_there=1)

    assert len(found) == faults


@pytest.mark.rule("R-17")
def test_house_for_mothers_takes_boys_and_no_men() -> None:
    house = Limits(sexes=(), min_age=None, max_age=None, max_children=2, oldest_male=14, populations=("vot",))

    assert rules.placement_faults(house, Arrival("male", 14, 0, "vot"), children_there=0) == []
    assert rules.placement_faults(house, Arrival("female", 40, 0), children_there=0) == []
    assert len(rules.placement_faults(house, Arrival("male", 15, 0, "homeless"), children_there=0)) == 2


@given(st.lists(periods(), max_size=6), days, st.integers(0, 20))
def test_count_by_night_is_a_count_of_each_night(taken: list[Period], first: date, length: int) -> None:
    last = first + timedelta(days=length)
    wanted = [first + timedelta(days=n) for n in range(length + 1)]

    assert rules.by_night(taken, first, last) == [
        sum(night in nights(period) for period in taken) for night in wanted
    ]


def test_house_without_limits_takes_in_everyone() -> None:
    house = Limits(sexes=(), min_age=None, max_age=None, max_children=0)

    assert rules.placement_faults(house, Arrival("male", 80, 0), children_there=0) == []


@pytest.mark.rule("S0-08")
def test_level_change_is_told_apart_from_bed_change() -> None:
    assert rules.reasons_for_move("crisis", "crisis") == (ReasonOut.OTHER_BED, ReasonIn.OTHER_BED)
    assert rules.reasons_for_move("crisis", "long_term") == (ReasonOut.NEXT_LEVEL, ReasonIn.NEXT_LEVEL)


def test_bed_covers_a_stay_only_while_it_is_there() -> None:
    there = Period(date(2026, 1, 10), date(2026, 2, 10))

    assert rules.covers(there, Period(date(2026, 1, 10), date(2026, 2, 10)))
    assert not rules.covers(there, Period(date(2026, 1, 9), date(2026, 1, 20)))
    assert not rules.covers(there, Period(date(2026, 1, 20)))
    assert rules.covers(Period(date(2026, 1, 10)), Period(date(2026, 1, 20)))


def test_percent_of_no_beds_is_nothing() -> None:
    assert rules.percent(5, 0) is None
    assert rules.percent(1, 3) == 33.3
