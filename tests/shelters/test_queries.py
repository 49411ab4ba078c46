"""Occupancy and bed nights, held against a count night by night."""

from datetime import date, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case
from renate.accounts.models import Membership
from renate.tenancy import scope
from shelters import queries
from shelters.models import Bed, Shelter, Stay
from tests.factories.cases import CaseFactory
from tests.factories.shelters import BedFactory, ShelterFactory, StayFactory

START = date(2026, 1, 1)
NOW = date(2026, 3, 1)
offsets = st.integers(0, 80)


def _day(offset: int) -> date:
    return START + timedelta(days=offset)


@st.composite
def plans(draw: st.DrawFn) -> list[tuple[bool, int, int | None, list[tuple[int, int | None]]]]:
    """Beds with their days of use, and in each a row of stays that do not overlap."""
    beds = []
    for _number in range(draw(st.integers(1, 3))):
        first = draw(st.integers(0, 20))
        last = draw(st.none() | st.integers(first, 80))
        marks = sorted(draw(st.lists(st.integers(first, last or 80), max_size=6, unique=True)))
        stays = [(begin, end) for begin, end in zip(marks[::2], marks[1::2], strict=False)]
        if last is None and len(marks) % 2:
            stays.append((marks[-1], None))
        beds.append((draw(st.booleans()), first, last, stays))
    return beds


def _build(beds: list, shelter: Shelter) -> None:
    for is_extra, first, last, stays in beds:
        out = None if last is None else _day(last)
        bed = BedFactory(shelter=shelter, is_extra=is_extra, in_use_from=_day(first), out_of_use_on=out)
        for begin, end in stays:
            to_on = None if end is None else _day(end)
            reason = "" if end is None else "family"
            StayFactory(bed=bed, from_on=_day(begin), to_on=to_on, reason_out=reason)


def _count(beds: list, night: date) -> tuple[int, int]:
    """Capacity and beds taken in one night, counted on the fingers."""

    def there(first: int, last: int | None) -> bool:
        return _day(first) <= night and (last is None or night < _day(last))

    capacity = sum(1 for is_extra, first, last, _stays in beds if not is_extra and there(first, last))
    taken = sum(1 for *_bed, stays in beds for begin, end in stays if there(begin, end))
    return capacity, taken


@pytest.mark.rule("R-17")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(beds=plans(), first=offsets, length=st.integers(0, 60))
def test_bed_nights_equal_a_count_night_by_night(
    inside: Membership, beds: list, first: int, length: int
) -> None:
    from_on, to_on = _day(first), _day(first + length)
    Stay.objects.all().delete()
    Bed.objects.all().delete()
    shelter = ShelterFactory()
    _build(beds, shelter)
    counted = [_count(beds, _day(n)) for n in range(first, first + length + 1) if _day(n) <= NOW]

    with time_machine.travel(f"{NOW} 12:00", tick=False):
        [found] = queries.bed_nights([shelter], from_on, to_on)

    assert found.nights == sum(taken for _capacity, taken in counted)
    assert found.capacity_nights == sum(capacity for capacity, _taken in counted)
    for night in {from_on, to_on}:
        tonight = queries.occupancy(shelter, night)
        assert (tonight.capacity, tonight.taken) == _count(beds, night)


def test_day_of_leaving_is_no_night(inside: Membership) -> None:
    stay = StayFactory(from_on=date(2026, 2, 1), to_on=date(2026, 2, 4), reason_out="family")

    [found] = queries.bed_nights([stay.bed.shelter], date(2026, 2, 1), date(2026, 2, 28))

    assert (found.nights, found.capacity_nights) == (3, 28)
    assert found.percent == 10.7


def test_nights_to_come_are_not_counted(inside: Membership) -> None:
    stay = StayFactory(from_on=date(2026, 11, 20))

    with time_machine.travel("2026-11-22 12:00", tick=False):
        [found] = queries.bed_nights([stay.bed.shelter], date(2026, 11, 1), date(2026, 12, 31))

    assert (found.nights, found.capacity_nights) == (3, 22)


def test_other_organisations_beds_are_not_counted(inside: Membership, stranger: Membership) -> None:
    own = StayFactory(from_on=date(2026, 2, 1))
    with scope.enter(organisation=stranger.organisation_id):
        foreign = StayFactory(from_on=date(2026, 2, 1))
        foreign_house = foreign.bed.shelter

    both = queries.bed_nights([own.bed.shelter, foreign_house], date(2026, 2, 1), date(2026, 2, 10))

    assert [row.nights for row in both] == [10, 0]


def test_free_beds_are_those_nobody_has(inside: Membership) -> None:
    StayFactory()
    free = BedFactory()
    BedFactory(out_of_use_on=date(2026, 11, 1))
    StayFactory(to_on=date(2026, 11, 9), reason_out="family", bed=free)

    assert queries.free_beds(date(2026, 11, 22)) == [free]


def test_board_names_only_visible_residents(inside: Membership) -> None:
    shelter = ShelterFactory()
    own = StayFactory(bed=BedFactory(shelter=shelter, label="a"), expected_to=date(2026, 11, 25))
    StayFactory(bed=BedFactory(shelter=shelter, label="b"), expected_to=date(2026, 11, 24))
    BedFactory(shelter=shelter, label="c")

    [house] = queries.board(
        date(2026, 11, 22), shelters=[shelter], visible=Case.objects.filter(pk=own.case_id)
    )

    beds = house.rooms[0][1]
    assert [entry.visible for entry in beds] == [True, False, False]
    assert [bool(entry.stay) for entry in beds] == [True, True, False]
    assert house.leaving == [own]
    assert (house.occupancy.capacity, house.occupancy.taken, house.occupancy.free) == (3, 2, 1)


def test_extra_bed_is_taken_but_no_capacity(inside: Membership) -> None:
    stay = StayFactory(bed=BedFactory(is_extra=True))
    BedFactory(shelter=stay.bed.shelter)

    tonight = queries.occupancy(stay.bed.shelter, date(2026, 11, 22))

    assert (tonight.capacity, tonight.taken, tonight.extra, tonight.free) == (1, 1, 1, 1)


def test_case_without_stay_has_none(inside: Membership) -> None:
    assert not Stay.objects.of_person(CaseFactory().person_id).exists()
