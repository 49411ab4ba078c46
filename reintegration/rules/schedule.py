"""When the next follow-up is due (domain 2.8): the shortest active interval wins.

Pure date arithmetic. The schedule of a case is a function of these facts and the day; what was done
stays, only planned follow-ups are re-dated. Checks that hang on one event stand in `checks`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from cases.rules.risk import CONTACT_DAYS, UNKNOWN_COUNTS_AS
from reintegration.codes import Phase
from reintegration.follow_up_codes import Anchor, NoContactReason, Purpose, ReminderStep
from reintegration.rules.checks import (
    CLOSURE_INTERVAL,
    FixedCheck,
    closure_checks,
    job_checks,
    training_checks,
)
from renate.notices.rules import CalendarFacts, next_open_day

__all__ = ["FixedCheck", "job_checks", "training_checks"]

PHASE_DAYS: dict[str, int] = {
    Phase.CRISIS: 7,
    Phase.TRANSITION: 30,
    Phase.REINTEGRATION: 90,
    Phase.EXTENDED: 90,
    Phase.FOLLOW_UP: 90,
}
ARRIVAL_BANDS = ((1, 7), (3, 14), (6, 30))  # until month, every so many days
HORIZON = timedelta(days=90)
MAX_PLANNED = 12
SHORT_INTERVAL = 7
MISSES_UNTIL_LOST = 3


@dataclass(frozen=True)
class Interval:
    """One reason to be in touch every so many days, active on a given day."""

    anchor: str
    days: int


@dataclass(frozen=True)
class Planned:
    """One follow-up as it should stand in the schedule."""

    anchor: str
    purpose: str
    due_on: date
    interval_days: int
    window_start: date
    window_end: date
    lapse_on: date
    anchor_ref: str = ""


@dataclass(frozen=True)
class ScheduleFacts:
    """All that a schedule depends on."""

    phase: str | None = None  # None: no open cycle
    anchor_on: date | None = None  # start of the cycle, the anchor of a first follow-up
    risk_level: int | None = None  # unknown counts as moderate (domain 5)
    arrived_on: date | None = None  # placement with family or alone
    returned_on: date | None = None  # arrival after a return
    last_settled_on: date | None = None  # the last contact, or attempt at one
    closed_on: date | None = None
    may_contact_after_closure: bool = False
    may_evaluate: bool = False  # consented to an evaluation two to three years later
    early_and_late: bool = False  # after closure also at 3 and 24 months
    cycle: int = 1
    no_contact: str = NoContactReason.NONE
    checks: tuple[FixedCheck, ...] = ()  # of jobs and trainings
    phase_days: Mapping[str, int] = field(default_factory=lambda: PHASE_DAYS)
    days_off: CalendarFacts | None = None  # None: a day off moves nothing


def active_intervals(facts: ScheduleFacts, on: date) -> list[Interval]:
    """Every interval that holds on this day, shortest first."""
    if facts.phase is None:
        return []
    found = [Interval(Anchor.PHASE, facts.phase_days[facts.phase])]
    by_risk = CONTACT_DAYS[UNKNOWN_COUNTS_AS if facts.risk_level is None else facts.risk_level]
    if by_risk:
        found.append(Interval(Anchor.RISK, by_risk))
    for anchor, day in ((Anchor.RETURN, facts.returned_on), (Anchor.PLACEMENT, facts.arrived_on)):
        arrival = _arrival_days(day, on)
        if arrival:
            found.append(Interval(anchor, arrival))
    return sorted(found, key=lambda interval: interval.days)


def _arrival_days(arrived_on: date | None, on: date) -> int | None:
    """Dense at first, then wider, for six months after arrival or placement."""
    if arrived_on is None:
        return None
    for months, days in ARRIVAL_BANDS:
        if on < arrived_on + relativedelta(months=months):
            return days
    return None


def next_due(facts: ScheduleFacts, after: date) -> Planned | None:
    """The follow-up that comes after a contact (or the anchor) on the day `after`."""
    intervals = active_intervals(facts, after)
    if not intervals:
        return None
    shortest = intervals[0]
    return _planned(facts, shortest, after + timedelta(days=shortest.days), _purpose(facts))


def plan(facts: ScheduleFacts, on: date, owed: date | None = None) -> tuple[Planned, ...]:
    """The planned contacts from today on, nothing earlier: a schedule made today owes nothing for
    yesterday. `owed` is the newest overdue contact that still stands; the series goes on from there.
    """
    if facts.phase is None:
        return plan_after_closure(facts, on)
    series: list[Planned] = []
    cursor = max(filter(None, (facts.last_settled_on, owed, facts.anchor_on)), default=on)
    while len(series) < MAX_PLANNED:
        planned = next_due(facts, cursor)
        if planned is None:
            break
        if planned.due_on < on:
            planned = _planned(facts, Interval(planned.anchor, planned.interval_days), on, planned.purpose)
        if series and planned.due_on > on + HORIZON:
            break
        series.append(planned)
        cursor = planned.due_on
    return tuple(series)


def plan_checks(facts: ScheduleFacts, on: date) -> tuple[Planned, ...]:
    """The checks that hang on one event, from today on: each has a name, and is planned once."""
    checks = [*facts.checks] if facts.phase is not None else []
    if facts.phase is None and facts.closed_on is not None:
        checks += closure_checks(
            str(facts.cycle), facts.closed_on, contact=facts.may_contact_after_closure,
            evaluation=facts.may_evaluate, early_and_late=facts.early_and_late,
        )  # fmt: skip
    return tuple(_check(facts, each) for each in checks if each.due_on >= on)


def plan_after_closure(facts: ScheduleFacts, on: date) -> tuple[Planned, ...]:
    """Six and twelve months after closure, only with consent to be contacted (S0-36, S2-23)."""
    since = facts.last_settled_on or facts.closed_on
    return tuple(each for each in plan_checks(facts, on) if since is None or each.due_on > since)


def _check(facts: ScheduleFacts, check: FixedCheck) -> Planned:
    purpose = Purpose.SAFETY_REVIEW if facts.no_contact else check.purpose
    interval = Interval(check.anchor, check.interval_days)
    return _planned(facts, interval, check.due_on, purpose, check.key)


def _purpose(facts: ScheduleFacts) -> str:
    """Where contact is not possible the task is to review consent and safety, never a call."""
    return Purpose.SAFETY_REVIEW if facts.no_contact else Purpose.CONTACT


def _planned(
    facts: ScheduleFacts, interval: Interval, due_on: date, purpose: str, anchor_ref: str = ""
) -> Planned:
    before, after = window(interval.days)
    # Weekly or closer never moves: those are the weeks that matter.
    if facts.days_off is not None and interval.days > SHORT_INTERVAL:
        due_on = next_open_day(facts.days_off, due_on, due_on + after)
    lapse = lapses_on(due_on, interval.days)
    start, end = due_on - before, due_on + after
    return Planned(interval.anchor, purpose, due_on, interval.days, start, end, lapse, anchor_ref)


def window(interval_days: int) -> tuple[timedelta, timedelta]:
    """How much earlier and later than due still counts as on time."""
    if interval_days <= SHORT_INTERVAL:
        return timedelta(days=1), timedelta(days=1)
    return timedelta(days=3), timedelta(days=7)


def _escalates_on(due_on: date, interval_days: int) -> date:
    return due_on + timedelta(days=2 if interval_days <= SHORT_INTERVAL else 7)


def reminder_days(due_on: date, interval_days: int) -> tuple[tuple[str, date], ...]:
    """The steps of reminding about one follow-up, in order of days.

    Case manager on the due day and the day after, coordinator after seven days (two where contact
    is weekly or closer, as in crisis).
    """
    return (
        (ReminderStep.DUE, due_on),
        (ReminderStep.OVERDUE, due_on + timedelta(days=1)),
        (ReminderStep.ESCALATED, _escalates_on(due_on, interval_days)),
    )


def lapses_on(due_on: date, interval_days: int) -> date:
    """The day it counts as missed: everybody has been told, the window has passed, the next one is due."""
    told = _escalates_on(due_on, interval_days) + timedelta(days=1)
    passed = due_on + window(interval_days)[1] + timedelta(days=1)
    return max(told, passed, due_on + timedelta(days=min(interval_days, CLOSURE_INTERVAL)))


def steps_due(
    due_on: date, interval_days: int, since: date | None, on: date
) -> tuple[tuple[tuple[str, date], ...], date | None]:
    """Steps that fell due after `since` up to today, and the day of the next step.

    After an outage several steps may have passed; the caller tells each person the latest only.
    """
    steps = reminder_days(due_on, interval_days)
    passed = tuple((step, day) for step, day in steps if day <= on and (since is None or day > since))
    return passed, next((day for _, day in steps if day > on), None)


def is_lost_contact(newest_first: list[bool]) -> bool:
    """Three misses in a row, newest first: "lost contact?" (R-13)."""
    return len(newest_first) >= MISSES_UNTIL_LOST and all(newest_first[:MISSES_UNTIL_LOST])


def has_just_been_lost(newest_first: list[bool]) -> bool:
    """The third miss in a row, not the fourth: people are told once."""
    return is_lost_contact(newest_first) and not is_lost_contact(newest_first[1:])
