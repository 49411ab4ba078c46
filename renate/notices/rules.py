"""When a reminder falls due, when the daily mail leaves, when an office is closed (domain 2.8, R-23).

Pure: days, hours and facts in, decisions out.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

DEFAULT_HOUR = 7
TAKEN_UP_AFTER = timedelta(minutes=5)
# A mail server may be away for a while; the pauses grow to an hour, and in all it is two days.
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
MOST_ATTEMPTS = 54
MOST_ATTEMPTS_WHEN_REFUSED = 8


@dataclass(frozen=True)
class Steps:
    """On which days around its own a thing is reminded of: the worker's, and the coordinators' days.

    Negative before it, 0 the day itself. After `until` days nothing more is said; None: until it is done.
    """

    worker: tuple[int, ...]
    lead: tuple[int, ...] = ()
    until: int | None = 0

    @property
    def ahead(self) -> timedelta:
        """How long before its day the first reminder comes."""
        return timedelta(days=-min(self.worker + self.lead))


# and 2.8 in one place: what has to be done is told on its day, the day after, and to the lead.
TO_BE_DONE = Steps(worker=(0, 1), lead=(7,), until=None)
TO_BE_DONE_SOON = Steps(worker=(0, 1), lead=(2,), until=None)
DOCUMENT = Steps(worker=(-90, -60, -30), until=30)
PROTECTION_ORDER = Steps(worker=(-30,))
HEARING = Steps(worker=(-14, -3))
COMPENSATION = Steps(worker=(-90,), until=30)
REFLECTION = Steps(worker=(-7,))
CONSENT = Steps(worker=(-14,), until=14)
GRANT_REPORT = Steps(worker=(-30, -7), until=30)
BIRTHDAY_18 = Steps(worker=(-90,), until=30)


def newest_step(offsets: tuple[int, ...], due_on: date, on: date) -> date | None:
    """The newest of these days that has come; after an outage those before it are not told any more."""
    passed = [day for offset in offsets if (day := due_on + timedelta(days=offset)) <= on]
    return max(passed, default=None)


def is_worth_telling(steps: Steps, due_on: date, on: date) -> bool:
    """Whether a reminder still makes sense on this day."""
    return steps.until is None or on <= due_on + timedelta(days=steps.until)


def span(steps: Steps, on: date) -> tuple[date, date]:
    """The days, from and to, of what may have to be reminded of today."""
    earliest = date.min if steps.until is None else on - timedelta(days=steps.until)
    return earliest, on + max(steps.ahead, timedelta(0))


@dataclass(frozen=True)
class CalendarFacts:
    """The days on which an office is closed."""

    country: str = ""
    quiet_weekdays: frozenset[int] = frozenset()
    closed_days: frozenset[date] = field(default_factory=frozenset)


def is_closed(facts: CalendarFacts, day: date) -> bool:
    """Whether nobody is expected at work: a quiet weekday, an own day off, or a public holiday."""
    if day.weekday() in facts.quiet_weekdays or day in facts.closed_days:
        return True
    return bool(facts.country) and day in _public_holidays(facts.country, day.year)


@lru_cache(maxsize=512)
def _public_holidays(country: str, year: int) -> frozenset[date]:
    if country not in holidays.list_supported_countries(include_aliases=False):
        return frozenset()
    return frozenset(holidays.country_holidays(country, years=year))


def next_open_day(facts: CalendarFacts, day: date, latest: date) -> date:
    """The first working day from this one on, or the day itself when none comes until `latest`."""
    found = day
    while is_closed(facts, found):
        found += timedelta(days=1)
        if found > latest:
            return day
    return found


def digest_day(now: datetime, zone: str, hour: int, facts: CalendarFacts) -> date | None:
    """The day whose mail may leave now: its hour has come where the office is, and the office is open.

    Local time decides: an hour that a clock change leaves out has come when the next one has, and one that
    comes twice is one day all the same.
    """
    local = now.astimezone(ZoneInfo(zone))
    if local.hour < hour or is_closed(facts, local.date()):
        return None
    return local.date()


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts."""
    return min(FIRST_PAUSE * 2 ** min(max(attempts - 1, 0), 10), LONGEST_PAUSE)


def is_hopeless(attempts: int, *, refused: bool) -> bool:
    """Whether a mail is given up and shown to administrators; `refused`: the server wants no such mail."""
    return attempts >= (MOST_ATTEMPTS_WHEN_REFUSED if refused else MOST_ATTEMPTS)


def is_time(began_at: datetime | None, ended_at: datetime | None, at: datetime, every: timedelta) -> bool:
    """Whether a sweep runs again: so long after it began, or soon when it never came to its end."""
    if began_at is None or began_at > at:
        return True
    is_done = ended_at is not None and ended_at >= began_at
    return at >= began_at + (every if is_done else min(every, TAKEN_UP_AFTER))
