"""When an answer is due, how long a file is kept, and what bars the next step (domain 4)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renate.rights.rules import (
    Ending,
    answer_due,
    kept_until,
    may_be_confirmed,
    may_be_kept_until,
    why_not_handed_over,
)

MONTHS = {"reintegrated_successfully": 60, "not_reintegrated": 84, "unknown": 84, "not_applicable": 12}
DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [(date(2026, 11, 22), date(2026, 12, 22)), (date(2026, 1, 31), date(2026, 2, 28))],
)
def test_an_answer_is_due_within_a_month(received_on: date, due_on: date) -> None:
    assert answer_due(received_on) == due_on


def test_a_complex_request_has_two_months_more() -> None:
    assert answer_due(date(2026, 11, 30), extended=True) == date(2027, 2, 28)


def test_the_latest_day_over_all_files_counts() -> None:
    endings = [
        Ending(date(2020, 2, 29), "reintegrated_successfully"),
        Ending(date(2021, 1, 31), "not_applicable"),
    ]

    assert kept_until(endings, MONTHS) == date(2025, 2, 28)


def test_while_a_file_is_open_the_time_does_not_run() -> None:
    assert kept_until([Ending(date(2010, 1, 1), "unknown"), Ending(None, "")], MONTHS) is None
    assert kept_until([], MONTHS) is None


def test_an_outcome_without_a_period_is_kept_the_longest() -> None:
    assert kept_until([Ending(date(2020, 1, 1), "")], MONTHS) == date(2027, 1, 1)


@given(
    st.lists(st.tuples(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.sampled_from(sorted(MONTHS)))),
    st.tuples(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.sampled_from(sorted(MONTHS))),
)
def test_another_closed_file_never_shortens_the_time(endings: list, another: tuple) -> None:
    before = kept_until([Ending(*one) for one in endings], MONTHS)
    after = kept_until([Ending(*one) for one in [*endings, another]], MONTHS)

    assert after is not None
    assert before is None or after >= before


@pytest.mark.parametrize(("days", "may"), [(59, False), (60, True), (400, True)])
def test_a_file_is_deleted_after_the_days_of_grace_only(days: int, may: bool) -> None:
    assert may_be_confirmed(DAY - timedelta(days=days), 60, DAY) is may


def test_without_a_warning_nothing_is_confirmed() -> None:
    assert may_be_confirmed(None, 14, DAY) is False


@pytest.mark.parametrize(("days", "may"), [(0, False), (1, True), (1830, True), (1831, False)])
def test_a_file_is_kept_longer_for_a_while_only(days: int, may: bool) -> None:
    assert may_be_kept_until(DAY + timedelta(days=days), DAY) is may


@pytest.mark.parametrize(
    ("granted", "safe", "reason"),
    [
        (True, "yes", None),
        (True, "read_here", None),
        (True, "not_now", "unsafe"),
        (True, "", "unsafe"),
        (False, "yes", "undecided"),
    ],
)
def test_a_copy_waits_for_the_decision_and_the_talk(granted: bool, safe: str, reason: str | None) -> None:
    assert why_not_handed_over(granted=granted, safe=safe) == reason
