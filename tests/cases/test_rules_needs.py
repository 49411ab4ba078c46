"""Needs over time (S2-10, S2-15), and experiences against the dates (R-11, R-15, S1-08)."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cases.codes import NeedDomain, Precision
from cases.rules.disclosure import is_overdue, review_due
from cases.rules.history import (
    Span,
    age_contradicts,
    duration_months,
    relation_of,
    stage_problems,
    was_child,
)
from cases.rules.needs import (
    NeedAnswer,
    change_of,
    full_round_by,
    needs_problems,
    repeat_on,
    urgent_needs_by,
)
from cases.rules.partial_dates import UNKNOWN_DATE, PartialDate, is_surely_before, on_day

TODAY = date(2026, 11, 22)
BORN = on_day(date(2000, 5, 12))
days = st.dates(date(1995, 1, 1), date(2026, 12, 31))
partial = st.builds(PartialDate, days, st.sampled_from(Precision.values))
levels = st.lists(st.none() | st.integers(0, 3), max_size=6)


@pytest.mark.rule("S2-10", "S2-15")
@pytest.mark.parametrize(
    ("on", "opened", "again"),
    [
        (date(2026, 1, 20), date(2026, 1, 15), date(2026, 4, 20)),
        (date(2026, 4, 15), date(2026, 1, 15), date(2026, 10, 15)),
        (date(2027, 1, 15), date(2026, 1, 15), date(2028, 1, 15)),
    ],
)
def test_needs_are_assessed_again_in_month_three_then_half_yearly_then_yearly(on, opened, again):
    assert repeat_on(on, opened) == again


@pytest.mark.rule("S2-10")
def test_what_is_urgent_is_asked_in_three_days_and_gives_way_to_the_full_round_in_fourteen():
    opened, third, thirteenth = date(2026, 11, 8), date(2026, 11, 11), date(2026, 11, 21)

    assert full_round_by(opened) == TODAY
    assert urgent_needs_by(opened, opened) == urgent_needs_by(opened, thirteenth) == third
    assert urgent_needs_by(opened, TODAY) is None
    assert urgent_needs_by(opened, TODAY, refused=True) == third


@given(levels)
def test_change_compares_the_two_newest_known_rounds(found):
    change = change_of(found)

    if found and found[0] is not None and len([v for v in found if v is not None]) > 1:
        assert change.direction in {"better", "worse", "same"}
        assert (change.direction == "better") == (change.now < change.before)
    else:
        assert change.direction == ""


def test_every_area_has_a_level_or_a_reason_and_no_two_the_same_place():
    full = {code: NeedAnswer(1) for code in NeedDomain.values}
    silent = full | {"housing": NeedAnswer(None, reason="declined")}

    assert needs_problems(full) == needs_problems(silent) == []
    assert [d for d, _t in needs_problems(full | {"housing": NeedAnswer(None)})] == ["housing"]
    twice = full | {"housing": NeedAnswer(2, priority=1), "work": NeedAnswer(2, priority=1)}
    assert [d for d, _t in needs_problems(twice)] == ["work"]


@pytest.mark.rule("R-15", "S1-08")
@given(partial, partial)
def test_a_stage_that_passes_lies_between_birth_and_the_end(happened, ended):
    span = Span(UNKNOWN_DATE, ended)

    if not stage_problems(happened, span, BORN, TODAY):
        assert not is_surely_before(happened, BORN)
        assert not is_surely_before(ended, happened)
        assert not happened.is_known or happened.earliest <= TODAY


@pytest.mark.rule("R-15")
@given(partial, st.integers(0, 40))
def test_an_age_contradicts_only_when_it_is_impossible_for_every_reading(started, age):
    exact = started.precision == Precision.DAY
    if exact and started.value >= BORN.value:
        had_birthday = (started.value.month, started.value.day) >= (5, 12)
        real = started.value.year - 2000 - (not had_birthday)
        assert age_contradicts(BORN, started, age) == (age != real)
    assert not age_contradicts(UNKNOWN_DATE, started, age)


@pytest.mark.parametrize(
    ("started", "age", "child"),
    [
        (on_day(date(2018, 5, 11)), None, True),
        (on_day(date(2018, 5, 12)), None, False),
        (PartialDate(date(2018, 1, 1), Precision.YEAR), None, None),
        (UNKNOWN_DATE, 17, True),
        (UNKNOWN_DATE, None, None),
    ],
)
def test_whether_the_person_was_a_child_when_it_began(started, age, child):
    assert was_child(BORN, started, age) is child


def test_duration_is_said_only_when_both_ends_are_known_to_the_month():
    start = PartialDate(date(2024, 3, 1), Precision.MONTH)

    assert duration_months(Span(start, on_day(date(2025, 5, 20)))) == 14
    assert duration_months(Span(start, PartialDate(date(2025, 1, 1), Precision.YEAR))) is None
    assert duration_months(Span(start, UNKNOWN_DATE)) is None


@pytest.mark.rule("R-10", "R-11")
@given(partial, partial, partial, days)
def test_before_and_after_exclude_each_other_whatever_the_precision(started, ended, index, assisted):
    assume(not is_surely_before(ended, started))

    relation = relation_of(Span(started, ended), Span(index, UNKNOWN_DATE, "index"), assisted)

    if relation == "after_assistance":
        assert started.earliest > assisted
    if relation == "before_first_assistance":
        assert not is_surely_before(index, started)


@given(days, st.integers(0, 20))
def test_a_disclosure_is_looked_at_again_within_seven_days(on, later):
    today = on + timedelta(days=later)

    assert is_overdue(review_due(on), None, today) == (later > 7)
    assert not is_overdue(review_due(on), on, today)
