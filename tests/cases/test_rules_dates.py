"""Partial dates and their order (R-15), age and minority (R-16)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.codes import Precision
from cases.rules.partial_dates import (
    UNKNOWN_DATE,
    DatedFact,
    PartialDate,
    is_in_future,
    is_surely_before,
    on_day,
    order_problems,
)
from cases.rules.people import CODE_ALPHABET, adult_on, age_on, birth_problem, is_minor, new_case_code

TODAY = date(2026, 11, 22)
days = st.dates(date(1920, 1, 1), date(2060, 12, 31))
partial_dates = st.builds(PartialDate, days, st.sampled_from(Precision.values))


@given(partial_dates)
def test_partial_date_reads_from_earliest_to_latest(moment):
    assert moment.earliest <= moment.latest


@given(days, st.sampled_from([Precision.DAY, Precision.MONTH, Precision.YEAR]))
def test_partial_date_can_mean_the_day_it_came_from(day, precision):
    moment = PartialDate(day, precision)

    assert moment.earliest <= day <= moment.latest


@given(partial_dates, partial_dates)
@pytest.mark.rule("R-15")
def test_order_is_never_surely_both_ways(first, second):
    assert not (is_surely_before(first, second) and is_surely_before(second, first))


@given(partial_dates, partial_dates, partial_dates)
def test_order_is_transitive(first, second, third):
    if is_surely_before(first, second) and is_surely_before(second, third):
        assert is_surely_before(first, third)


@given(partial_dates)
def test_unknown_date_contradicts_nothing(moment):
    assert not is_surely_before(UNKNOWN_DATE, moment)
    assert not is_surely_before(moment, UNKNOWN_DATE)


def test_coarse_date_is_not_before_a_day_in_it():
    year = PartialDate(date(2009, 1, 1), Precision.YEAR)

    assert not is_surely_before(year, on_day(date(2009, 5, 12)))
    assert is_surely_before(year, on_day(date(2010, 1, 1)))


@pytest.mark.rule("R-15")
@given(days)
def test_day_after_today_is_a_future_fact(day):
    assert is_in_future(on_day(day), TODAY) == (day > TODAY)


@pytest.mark.rule("R-15")
def test_order_problems_name_the_field_and_the_earlier_fact():
    facts = [
        DatedFact("birth", "date of birth", on_day(date(1994, 5, 12))),
        DatedFact("started", "the beginning", on_day(date(1990, 1, 1))),
        DatedFact("ended", "the end", on_day(TODAY + timedelta(days=1))),
    ]

    problems = order_problems(facts, TODAY)

    assert [field for field, _text in problems] == ["started", "ended"]
    assert "date of birth" in problems[0][1]


@given(st.lists(days, min_size=1, max_size=5))
def test_sorted_days_have_no_problems(found):
    ordered = [DatedFact(str(n), str(n), on_day(day)) for n, day in enumerate(sorted(found))]

    assert order_problems(ordered, max(found)) == []


@pytest.mark.rule("R-16")
@pytest.mark.parametrize(
    ("birth", "on", "minor"),
    [
        (on_day(date(2008, 11, 22)), TODAY, False),
        (on_day(date(2008, 11, 23)), TODAY, True),
        (on_day(date(2008, 2, 29)), date(2026, 2, 27), True),
        (on_day(date(2008, 2, 29)), date(2026, 2, 28), False),
        (PartialDate(date(2008, 1, 1), Precision.YEAR), TODAY, True),
        (PartialDate(date(2007, 1, 1), Precision.YEAR), TODAY, False),
        (UNKNOWN_DATE, TODAY, False),
    ],
)
def test_minor_on_a_day(birth, on, minor):
    assert is_minor(birth, on) is minor


@pytest.mark.rule("R-16")
def test_unclear_age_counts_as_a_childs():
    assert is_minor(UNKNOWN_DATE, TODAY, possibly_minor=True)


@pytest.mark.rule("R-16")
@given(partial_dates, days, days)
def test_adult_stays_adult(birth, first, second):
    earlier, later = sorted([first, second])
    if adult_on(birth) is not None and not is_minor(birth, earlier):
        assert not is_minor(birth, later)


@given(days, days)
def test_age_is_below_eighteen_exactly_for_minors(born, on):
    age = age_on(on_day(born), on)

    assert (age is None or age < 18) == is_minor(on_day(born), on)


@pytest.mark.rule("R-15")
def test_birth_is_neither_in_the_future_nor_impossibly_old():
    assert birth_problem(on_day(TODAY + timedelta(days=1)), TODAY) == "future"
    assert birth_problem(PartialDate(date(1905, 1, 1), Precision.YEAR), TODAY) == "too_old"
    assert birth_problem(on_day(TODAY), TODAY) is None
    assert birth_problem(UNKNOWN_DATE, TODAY) is None


def test_case_code_has_its_shape_and_spells_nothing():
    code = new_case_code()

    assert len(code) == 7
    assert code[4] == "-"
    assert set(code.replace("-", "")) <= set(CODE_ALPHABET)
    assert not set(CODE_ALPHABET) & set("AEIOU01L8S")
