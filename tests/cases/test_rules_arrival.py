"""How the person came (S0-01…07, S2-06…08): which dates and facts fit together."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.codes import FirstHelp, IntakeRoute, RescueContext, TypeOfReturn, UrgentNeed, WithPolice
from cases.rules.arrival import ArrivalFacts, arrival_problems, decision_is_open, needs_screening
from cases.rules.partial_dates import on_day

TODAY = date(2026, 11, 22)
days = st.none() | st.dates(date(1990, 1, 1), date(2030, 12, 31))


@pytest.mark.rule("R-15")
@given(days, days, days, days)
def test_what_passes_lies_between_birth_and_today_and_in_order(presumed, identified, first, last):
    facts = ArrivalFacts("possible", presumed, identified, first, last, birth=on_day(date(1994, 5, 12)))

    if not arrival_problems(facts, TODAY):
        known = [day for day in (presumed, identified, first, last) if day]
        assert all(date(1994, 5, 12) <= day <= TODAY for day in known)
        assert not (presumed and identified and identified < presumed)
        assert not (first and last and last < first)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"presumed_on": TODAY + timedelta(days=1)}, "presumed_on"),
        ({"identified_on": date(1990, 1, 1)}, "identified_on"),
        ({"presumed_on": TODAY, "identified_on": TODAY - timedelta(days=1)}, "identified_on"),
        ({"detained_from": TODAY, "detained_to": TODAY - timedelta(days=1)}, "detained_to"),
        ({"in_detention": False, "detained_from": TODAY}, "in_detention"),
    ],
)
def test_impossible_arrival_names_its_field(changes, field):
    facts = ArrivalFacts("actual", birth=on_day(date(1994, 5, 12)), **changes)

    assert [name for name, _text in arrival_problems(facts, TODAY)] == [field]


@pytest.mark.rule("S2-06", "S2-07", "S2-08")
@pytest.mark.parametrize(
    ("way", "status", "screened"),
    [
        ("identified_victim_official", "possible", False),
        ("forced_return_official", "possible", True),
        ("self_return_unofficial", "possible", True),
        ("self_return_unofficial", "actual", False),
        ("", "possible", False),
    ],
)
def test_who_came_back_unofficially_may_be_unidentified(way, status, screened):
    assert needs_screening(way, status) is screened
    assert set(TypeOfReturn.values) >= {way} - {""}


@pytest.mark.parametrize(
    ("status", "by", "is_open"),
    [
        ("possible", "", False), ("actual", "", True), ("actual", "unknown", True),
        ("actual", "police", False), ("not_a_victim", "", True),
    ],
)  # fmt: skip
def test_a_decision_names_who_decided(status, by, is_open):
    assert decision_is_open(status, by) is is_open


@pytest.mark.rule("S0-01", "S0-03", "S0-05", "S1-17")
def test_lists_hold_what_the_field_speaks_of():
    assert "police_raid_immigration" in RescueContext.values
    assert {"alone", "joint", "police_only"} <= set(WithPolice.values)
    assert {"medical", "legal", "return_information"} <= set(FirstHelp.values)
    assert {"medical", "immediate_safety", "bed_tonight"} <= set(UrgentNeed.values)
    assert {"law_enforcement", "border_police", "hotline"} <= set(IntakeRoute.values)
