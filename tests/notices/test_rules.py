"""Which reminder has come, when the daily mail leaves, and on which days an office is quiet."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renate.notices import rules
from renate.notices.rules import CalendarFacts, Steps, is_worth_telling, newest_step, span

LAST = date(2026, 11, 22)
ALL = [
    rules.TO_BE_DONE, rules.TO_BE_DONE_SOON, rules.DOCUMENT, rules.PROTECTION_ORDER, rules.HEARING,
    rules.COMPENSATION, rules.REFLECTION, rules.CONSENT, rules.GRANT_REPORT, rules.BIRTHDAY_18,
]  # fmt: skip
TIRANA = "Europe/Tirane"
CHANGES = [(3, 28), (10, 24)]  # the days before clocks change
OPEN = CalendarFacts()


def before(days: int) -> date:
    return LAST - timedelta(days=days)


@pytest.mark.rule("R-16", "R-22", "R-23")
@pytest.mark.parametrize(
    ("steps", "days"),
    [
        (rules.DOCUMENT, [90, 60, 30]),
        (rules.PROTECTION_ORDER, [30]),
        (rules.HEARING, [14, 3]),
        (rules.COMPENSATION, [90]),
        (rules.REFLECTION, [7]),
        (rules.CONSENT, [14]),
        (rules.GRANT_REPORT, [30, 7]),
        (rules.BIRTHDAY_18, [90]),
        (rules.TO_BE_DONE, [0, -1]),
    ],
)
def test_reminders_come_on_their_days(steps: Steps, days: list[int]) -> None:
    assert newest_step(steps.worker, LAST, before(days[0] + 1)) is None
    for number in days:
        assert newest_step(steps.worker, LAST, before(number)) == before(number)


def test_entered_late_only_the_newest_missed_reminder_counts() -> None:
    assert newest_step(rules.DOCUMENT.worker, LAST, before(45)) == before(60)
    assert newest_step(rules.DOCUMENT.worker, LAST, before(3)) == before(30)


@pytest.mark.parametrize(
    ("steps", "days_after", "comes"),
    [
        (rules.DOCUMENT, 30, True),
        (rules.DOCUMENT, 31, False),
        (rules.REFLECTION, 0, True),
        (rules.REFLECTION, 1, False),
        (rules.TO_BE_DONE, 4000, True),
    ],
)
def test_history_reminds_nobody_but_what_stays_due_does(steps: Steps, days_after: int, comes: bool) -> None:
    assert is_worth_telling(steps, LAST, before(-days_after)) == comes


@given(st.sampled_from(ALL), st.integers(-500, 500))
def test_the_span_holds_every_day_that_may_remind(steps: Steps, offset: int) -> None:
    today = LAST + timedelta(days=offset)
    first, last = span(steps, today)
    reminds = newest_step(steps.worker, LAST, today) is not None and is_worth_telling(steps, LAST, today)

    assert not reminds or first <= LAST <= last


@pytest.mark.parametrize(
    ("day", "closed"),
    [(date(2026, 11, 28), True), (date(2026, 11, 27), False), (date(2026, 12, 24), True)],
)
def test_public_holidays_and_own_days_off_are_quiet(day: date, closed: bool) -> None:
    albania = CalendarFacts(country="AL", closed_days=frozenset({date(2026, 12, 24)}))

    assert rules.is_closed(albania, day) == closed


def test_a_quiet_weekday_is_quiet_and_an_unknown_country_has_no_holidays() -> None:
    assert rules.is_closed(CalendarFacts(quiet_weekdays=frozenset({6})), LAST)
    assert not rules.is_closed(CalendarFacts(country="ZZ"), LAST)


def test_a_day_off_moves_to_the_next_working_day_only_while_that_is_on_time() -> None:
    weekend = CalendarFacts(quiet_weekdays=frozenset({5, 6}))
    saturday = date(2026, 11, 21)

    assert rules.next_open_day(weekend, saturday, saturday + timedelta(days=7)) == date(2026, 11, 23)
    assert rules.next_open_day(weekend, saturday, saturday + timedelta(days=1)) == saturday


@pytest.mark.parametrize(("minute", "leaves"), [(59, False), (60, True), (61, True)])
def test_the_mail_leaves_at_its_hour_where_the_office_is(minute: int, leaves: bool) -> None:
    six_in_tirana = datetime(2026, 11, 22, 5, tzinfo=UTC)

    day = rules.digest_day(six_in_tirana + timedelta(minutes=minute), TIRANA, 7, OPEN)

    assert (day is not None) == leaves


@pytest.mark.parametrize("noon", [datetime(2026, month, day, 12, tzinfo=UTC) for month, day in CHANGES])
@pytest.mark.parametrize("hour", [0, 1, 2, 3, 23])
def test_a_clock_change_neither_skips_nor_doubles_a_day(noon: datetime, hour: int) -> None:
    moments = [noon + timedelta(minutes=10 * step) for step in range(6 * 36)]  # to midnight of the next day

    days = {rules.digest_day(moment, TIRANA, hour, OPEN) for moment in moments} - {None}

    assert noon.date() + timedelta(days=1) in days
    assert days <= {moment.astimezone(ZoneInfo(TIRANA)).date() for moment in moments}


def test_attempts_grow_apart_and_last_two_days() -> None:
    pauses = [rules.pause_after(attempts) for attempts in range(1, rules.MOST_ATTEMPTS)]

    assert pauses == sorted(pauses)
    assert sum(pauses, timedelta()) > timedelta(hours=46)
    assert not rules.is_hopeless(20, refused=False)
    assert rules.is_hopeless(20, refused=True)


@pytest.mark.parametrize(
    ("ended", "minutes", "runs"),
    [(1, 59, False), (1, 60, True), (None, 4, False), (None, 5, True), (-60, 5, True)],
)
def test_a_sweep_whose_worker_was_killed_is_taken_up_soon(
    ended: int | None, minutes: int, runs: bool
) -> None:
    began = datetime(2026, 11, 22, 7, tzinfo=UTC)
    ended_at = None if ended is None else began + timedelta(minutes=ended)

    later = began + timedelta(minutes=minutes)

    assert rules.is_time(began, ended_at, later, timedelta(hours=1)) == runs
