"""Follow-ups: past ones done or missed, those to come planned by the product's own rule (domain 2.8)."""

from datetime import date

from cases.codes import ClosureReason
from cases.rules.risk import scheduling_level
from reintegration.follow_up_codes import (
    Anchor,
    CancelCause,
    Change,
    FollowUpState,
    Mode,
    Purpose,
    Reached,
    Sign,
)
from reintegration.instrument import SHORT_CHECK
from reintegration.rules import schedule
from reintegration.rules.checks import FixedCheck
from reintegration.rules.schedule import PHASE_DAYS, ScheduleFacts, window
from renate.accounts.models import Membership
from renate.demo.consents import may_contact_after
from renate.demo.library import load
from renate.demo.luck import Luck
from renate.demo.story import MANAGER, CaseStory, Row, days
from renate.demo.timeline import Course

_MAY_BE_LATE = frozenset({"", "early", "minor", "setback", "extended", "lapsed"})
_ARRIVALS = frozenset(
    {"own_family", "extended_family", "foster_family", "independent_rented", "shared_rented"}
)


def follow_ups(luck: Luck, case: CaseStory, today: date) -> list[tuple[int, Row]]:
    """All follow-ups of a case with the index of their cycle."""
    told: list[tuple[int, Row]] = []
    for n, course in enumerate(case.courses):
        is_last = n == len(case.courses) - 1
        if is_last and case.is_open:
            told += [(n, row) for row in _present(luck, case, course, today)]
        else:
            lost = is_last and case.ending is not None and case.ending.reason == ClosureReason.LOST_CONTACT
            told += [(n, row) for row in _past(luck, course, course.until, lost=lost)]
    if case.ending and may_contact_after(case):
        told += [(len(case.courses) - 1, row) for row in _after_closure(luck, case, today)]
    return told


def _past(luck: Luck, course: Course, until: date, *, lost: bool = False) -> list[Row]:
    rows: list[Row] = []
    day = course.started_on
    while (due := day + days(interval := _interval(course, day))) < until:
        rows.append(_settled(luck, due, interval, Anchor.PHASE, Purpose.CONTACT, until))
        day = rows[-1]["done_on"] or due
    for row in rows[-3:] if lost else ():
        row.update(_missed(row["due_on"]))
    return rows


def _interval(course: Course, day: date) -> int:
    """The phase's interval; in closed files the first months were followed every two weeks."""
    usual = PHASE_DAYS[course.phase_on(day)]
    return max(usual, 14) if course.is_over else usual


def _present(luck: Luck, case: CaseStory, course: Course, today: date) -> list[Row]:
    """Those made, perhaps one that is owed, and what the rule plans from today on."""
    facts = _facts(case, course, today)
    intervals = schedule.active_intervals(facts, today)
    interval = intervals[0].days if intervals else 30
    owed = _owed(luck, case, course, interval, today)
    last = (owed or today + days(_next_in(luck, case, interval))) - days(interval)
    rows = _past(luck, course, last, lost=False)
    if last > course.started_on:
        rows.append(_settled(luck, last, interval, intervals[0].anchor, Purpose.CONTACT, last))
    if case.situation == "suspended":
        for row in rows[-3:]:
            row.update(_missed(row["due_on"]))
    if owed:
        rows.append(_planned(owed, interval, intervals[0].anchor, Purpose.CONTACT))
    settled = [row["done_on"] or row["due_on"] for row in rows if row["state"] != FollowUpState.PLANNED]
    facts = _facts(case, course, today, last=max(settled, default=None))
    return rows + [
        _planned(each.due_on, each.interval_days, each.anchor, each.purpose)
        for each in schedule.plan(facts, today, owed=owed)
    ]


def _facts(case: CaseStory, course: Course, today: date, last: date | None = None) -> ScheduleFacts:
    newest = case.risks[-1]
    levels = {
        name: newest[name] for name in ("traffickers", "self_harm", "re_trafficking", "health", "family")
    }
    arrived = [row["from_on"] for row in case.placements if row["kind"] in _ARRIVALS and not row["to_on"]]
    return ScheduleFacts(
        phase=course.phase_on(today),
        anchor_on=course.started_on,
        risk_level=scheduling_level(levels, newest["own_level"]),
        arrived_on=max(arrived, default=None),
        last_settled_on=last,
    )


def _owed(luck: Luck, case: CaseStory, course: Course, interval: int, today: date) -> date | None:
    """An overdue contact: never so old that it would count as missed."""
    late = {"overdue": luck.number(2, 6), "late": 9 if interval > 14 else 3}.get(case.situation)
    if late is None and luck.chance(0.3) and case.situation in _MAY_BE_LATE:
        late = luck.number(1, 4)
    if late is None or interval < 7 or today - days(late + interval) <= course.started_on:
        return None
    return today - days(min(late, interval - 1))


def _next_in(luck: Luck, case: CaseStory, interval: int) -> int:
    """In how many days the next contact falls due."""
    if case.situation == "due_today":
        return 0
    return luck.number(0, min(interval - 1, 40)) if interval > 1 else 1


def _after_closure(luck: Luck, case: CaseStory, today: date) -> list[Row]:
    assert case.ending is not None  # noqa: S101 - asked by the caller
    facts = ScheduleFacts(closed_on=case.ending.on, may_contact_after_closure=True)
    rows = []
    for each in schedule.plan_after_closure(facts, case.ending.on):
        recent = each.due_on > today - days(20)
        values = each.due_on, each.interval_days, Anchor.CLOSURE, each.purpose
        row = _planned(*values) if recent else _settled(luck, *values, each.due_on + days(10), reached=0.72)
        rows.append(row | {"anchor_ref": each.anchor_ref})
    return rows


def to_be_asked(check: FixedCheck) -> Row:
    """A check of a job or a training that is still to come."""
    row = _planned(check.due_on, check.interval_days, check.anchor, check.purpose)
    return row | {"anchor_ref": check.key}


def asked_at_the_office(check: FixedCheck, by: Membership) -> Row:
    """One that was made on its day."""
    return to_be_asked(check) | {
        "state": FollowUpState.DONE,
        "remind_on": None,
        "done_on": check.due_on,
        "done_by": by,
        "mode": Mode.OFFICE,
        "reached": Reached.REACHED,
        "safety_checked": True,
        "risk_changed": Change.NO,
        "sign": Sign.NO_SIGN,
    }


def _planned(due: date, interval: int, anchor: str, purpose: str) -> Row:
    before, after = window(interval)
    return {
        "anchor": anchor,
        "purpose": purpose,
        "interval_days": interval,
        "due_on": due,
        "window_start": due - before,
        "window_end": due + after,
        "lapse_on": schedule.lapses_on(due, interval),
        "state": FollowUpState.PLANNED,
        "remind_on": due,
    }


def _settled(
    luck: Luck, due: date, interval: int, anchor: str, purpose: str, last: date, reached: float = 0.86
) -> Row:
    row = _planned(due, interval, anchor, purpose) | {"remind_on": None, "done_on": None}
    if luck.chance(0.03) and purpose == Purpose.CONTACT:
        return row | {"state": FollowUpState.CANCELLED, "cancel_cause": CancelCause.RESCHEDULED}
    if not luck.chance(reached):
        return row | _missed(due)
    on = min(due + days(luck.weighted({0: 6, 1: 2, -1: 1})), last)
    changed = luck.chance(0.07)
    return row | {
        "state": FollowUpState.DONE,
        "done_on": on,
        "done_by": MANAGER,
        "mode": luck.weighted({Mode.OFFICE: 38, Mode.PHONE: 36, Mode.VISIT: 24, Mode.TRUSTED_PERSON: 2}),
        "reached": Reached.REACHED,
        "safety_checked": True,
        "risk_changed": Change.YES if changed else Change.NO,
        "sign": Sign.CONCERN if changed and luck.chance(0.2) else Sign.NO_SIGN,
        "short_check": {str(n): luck.number(2, 4) for n in SHORT_CHECK} if luck.chance(0.1) else {},
        "note": luck.pick(load("words")["contacts"]) if luck.chance(0.12) else "",
    }


def _missed(due: date) -> Row:
    """Tried by the safe way, not reached."""
    return {
        "state": FollowUpState.UNREACHABLE,
        "cancel_cause": "",
        "done_on": due,
        "done_by": MANAGER,
        "mode": Mode.PHONE,
        "reached": Reached.NOT_REACHED,
        "safety_checked": True,
        "risk_changed": "",
        "sign": "",
    }
