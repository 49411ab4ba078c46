"""Which reminder has come (R-22, R-23)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.expiry import STEPS, Expiring, soon, step_due, steps_of, window

LAST = date(2026, 11, 22)


def before(days: int) -> date:
    return LAST - timedelta(days=days)


@pytest.mark.rule("R-22", "R-23")
@pytest.mark.parametrize(
    ("kind", "days"),
    [
        (Expiring.DOCUMENT, [90, 60, 30]),
        (Expiring.RESIDENCE, [90, 60, 30]),
        (Expiring.REFLECTION, [7]),
        (Expiring.CONSENT, [14]),
        (Expiring.CONTACT_PLAN, [0]),
        (Expiring.RISK_REVIEW, [0]),
    ],
)
def test_reminders_come_on_their_days(kind, days):
    assert steps_of(kind, LAST) == [(kind, before(number)) for number in days]
    assert step_due(kind, LAST, before(days[0] + 1)) is None
    for number in days:
        assert step_due(kind, LAST, before(number)) == before(number)


def test_entered_late_only_the_newest_missed_reminder_counts():
    assert step_due(Expiring.DOCUMENT, LAST, before(45)) == before(60)
    assert step_due(Expiring.DOCUMENT, LAST, before(3)) == before(30)


@pytest.mark.parametrize(
    ("kind", "days_after", "comes"),
    [
        (Expiring.DOCUMENT, 30, True),
        (Expiring.DOCUMENT, 31, False),
        (Expiring.REFLECTION, 0, True),
        (Expiring.REFLECTION, 1, False),
        (Expiring.CONSENT, 14, True),
        (Expiring.CONSENT, 15, False),
        (Expiring.RISK_REVIEW, 4000, True),
        (Expiring.CONTACT_PLAN, 4000, True),
    ],
)
def test_history_reminds_nobody_but_what_stays_due_does(kind, days_after, comes):
    assert (step_due(kind, LAST, before(-days_after)) is not None) == comes


@given(st.sampled_from(list(Expiring)), st.integers(-500, 500))
def test_window_holds_exactly_the_last_days_that_may_remind(kind, offset):
    today = LAST + timedelta(days=offset)
    earliest, latest = window(kind, today)

    assert (step_due(kind, LAST, today) is not None) == (earliest <= LAST <= latest)


@given(st.sampled_from(list(Expiring)), st.integers(-200, 40))
def test_a_reminder_never_lies_ahead_and_is_one_of_the_steps(kind, offset):
    today = LAST + timedelta(days=offset)
    step = step_due(kind, LAST, today)

    assert set(STEPS) == set(Expiring)
    assert step is None or (step <= today and (kind, step) in steps_of(kind, LAST))


def test_last_day_is_shown_as_over_soon_or_plain():
    assert [soon(day, LAST) for day in (None, before(1), LAST, before(-90), before(-91))] == [
        "", "over", "soon", "soon", "",
    ]  # fmt: skip
