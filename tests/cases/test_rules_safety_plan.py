"""By when a safety plan must stand (domain 5), and which dates of documents fit (R-22, R-23)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.codes import RiskLevel
from cases.rules.papers import document_problem, reflection_end, reflection_problem
from cases.rules.safety_plan import Assessed, PlanFacts, PlanState, plan_state

DAY = date(2026, 11, 22)


def plan(days: int = 0, level: int | None = None, lasts: int = 30) -> PlanFacts:
    made = DAY + timedelta(days=days)
    return PlanFacts(made, made + timedelta(days=lasts), level)


@pytest.mark.parametrize(
    ("level", "days"), [(RiskLevel.CRITICAL, 0), (RiskLevel.HIGH, 2), (RiskLevel.MODERATE, 14)]
)
def test_level_sets_the_last_day_for_a_plan(level, days):
    last = DAY + timedelta(days=days)

    assert plan_state(Assessed(DAY, level), None, last) == PlanState(last, is_met=False)
    assert plan_state(Assessed(DAY, level), None, last + timedelta(days=1)).is_overdue


@pytest.mark.parametrize("level", [RiskLevel.NONE, RiskLevel.LOW])
def test_low_level_forces_no_plan(level):
    assert plan_state(Assessed(DAY, level), None, DAY + timedelta(days=365)) == PlanState()
    assert plan_state(None, None, DAY) == PlanState()


@pytest.mark.rule("R-21")
def test_plan_made_for_a_lower_level_does_not_answer_a_higher_one():
    critical = Assessed(DAY, RiskLevel.CRITICAL)

    assert not plan_state(critical, plan(days=-5, level=RiskLevel.MODERATE), DAY).is_met
    assert not plan_state(critical, plan(days=-5, level=None), DAY).is_met
    assert plan_state(critical, plan(days=-5, level=RiskLevel.CRITICAL), DAY).is_met
    assert plan_state(critical, plan(days=0, level=RiskLevel.MODERATE), DAY).is_met


def test_plan_past_its_last_day_is_overdue_from_the_day_after():
    high, lapsing = Assessed(DAY, RiskLevel.HIGH), plan(level=RiskLevel.HIGH, lasts=10)
    last = DAY + timedelta(days=10)

    assert plan_state(high, lapsing, last) == PlanState(last)
    after = plan_state(high, lapsing, last + timedelta(days=1))
    assert after == PlanState(last, is_met=False, is_overdue=True)


@given(st.integers(0, 4), st.integers(-40, 40), st.integers(0, 60), st.none() | st.integers(0, 4))
def test_a_plan_never_makes_things_worse_and_met_is_never_overdue(level, made, lasts, made_for):
    assessed = Assessed(DAY, level)
    with_plan = plan_state(assessed, plan(made, made_for, lasts), DAY + timedelta(days=20))
    without = plan_state(assessed, None, DAY + timedelta(days=20))

    assert not (with_plan.is_met and with_plan.is_overdue)
    assert with_plan.is_met or not without.is_met


@pytest.mark.rule("R-22")
def test_time_to_reflect_lasts_thirty_days_unless_more_is_granted():
    assert reflection_end(date(2026, 1, 15)) == date(2026, 2, 14)
    assert reflection_end(date(2026, 1, 15), 90) == date(2026, 4, 15)


@pytest.mark.parametrize(
    ("issued", "expires", "is_expired", "problem"),
    [
        (1, None, False, ("issued_on", "future")),
        (-10, -11, False, ("expires_on", "before_issue")),
        (-10, 0, True, ("status", "not_expired")),
        (-10, -1, True, None),
        (None, None, True, None),
        (-10, -10, False, None),
    ],
)
def test_dates_of_a_document_fit_or_the_field_is_named(issued, expires, is_expired, problem):
    issued_on = None if issued is None else DAY + timedelta(days=issued)
    expires_on = None if expires is None else DAY + timedelta(days=expires)

    found = document_problem(issued_on=issued_on, expires_on=expires_on, is_expired=is_expired, today=DAY)

    assert found == problem


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({}, None),
        ({"from_on": DAY + timedelta(days=1)}, ("from_on", "future")),
        ({"informed_on": DAY + timedelta(days=1)}, ("informed_on", "future")),
        ({"ended_on": DAY, "has_reason": True}, None),
        ({"ended_on": DAY}, ("ended_reason", "missing")),
        ({"has_reason": True}, ("ended_on", "missing")),
        ({"ended_on": DAY - timedelta(days=9), "has_reason": True}, ("ended_on", "before_start")),
    ],
)
def test_time_to_reflect_ends_after_it_began_and_says_why(changes, problem):
    facts = {"from_on": DAY - timedelta(days=5), "informed_on": None, "ended_on": None, "has_reason": False}

    assert reflection_problem(**(facts | changes), today=DAY) == problem
