"""The present caseload of an organisation, dated from today: every situation that the product is for.

None of these persons had any service in the first years, so the figures of that time stand.
"""

from collections.abc import Callable
from datetime import date

from dateutil.relativedelta import relativedelta

from cases.codes import (
    CaseStatus,
    ClosureOutcome,
    ClosureReason,
    ClosureState,
    Confidentiality,
    ConsentDecision,
)
from cases.codes import ConsentPurpose as Purpose
from reintegration.codes import ExtensionReason, Phase
from renate.demo import arrival, experience, houses, people
from renate.demo.cohort import Ending, Fate
from renate.demo.deliveries import Purse
from renate.demo.library import load
from renate.demo.luck import Luck
from renate.demo.story import MANAGER, CaseStory, PersonStory, Setting, days
from renate.demo.telling import fill_case
from renate.demo.timeline import Course, Moves, finished, told

# In this order, so that a small caseload still has the most telling ones.
SITUATIONS = (
    "due_today", "overdue", "review_due", "early", "critical", "consent_ends", "extended", "setback",
    "minor", "closing", "suspended", "review_overdue", "arrived", "month_35", "follow_up", "late", "high",
    "sealed", "lapsed",
)  # fmt: skip
# Recently closed: days ago, reason, outcome; the half-year contact of the second is due about now.
CLOSED = (
    (40, ClosureReason.GOALS_MET, ClosureOutcome.SUCCESSFUL),
    (181, ClosureReason.GOALS_MET, ClosureOutcome.SUCCESSFUL),
    (120, ClosureReason.LEFT, ClosureOutcome.PARTLY),
    (300, ClosureReason.LOST_CONTACT, ClosureOutcome.UNKNOWN),
    (363, ClosureReason.GOALS_MET, ClosureOutcome.SUCCESSFUL),
    (420, ClosureReason.MOVED_ABROAD, ClosureOutcome.ELSEWHERE),
)
FIRST_NUMBER = 10_000  # of present persons, far from those of the first years


def frames(setting: Setting) -> list[PersonStory]:
    """Who is here now, and who left within the last year or so."""
    situations = [*SITUATIONS, *[""] * setting.caseload][: setting.caseload]
    present = [_present(setting, n, situation) for n, situation in enumerate(situations)]
    closed = CLOSED[: max(2, setting.caseload // 3)]
    return present + [_closed(setting, setting.caseload + n, *how) for n, how in enumerate(closed)]


def _present(setting: Setting, n: int, situation: str) -> PersonStory:
    luck = Luck(setting.seed, setting.key, "present", n)
    course = _course(luck, situation, setting.today)
    case = CaseStory(course.started_on, setting.today, [course], situation=situation)
    person = _person(luck, setting, n, case)
    if situation not in ("closing", "suspended"):
        case.wishes = houses.wishes(luck, case, person.profile)
    return person


def _closed(setting: Setting, n: int, ago: int, reason: str, outcome: str) -> PersonStory:
    luck = Luck(setting.seed, setting.key, "closed", n)
    ending = Ending(setting.today - days(ago), reason, outcome)
    start = ending.on - days(luck.number(330, 900))
    course = finished(luck, 1, start, ending.on, outcome, planned=ending.is_planned)
    case = CaseStory(start, setting.today, [course], ending)
    person = _person(luck, setting, n, case)
    case.wishes = houses.wishes(luck, case, person.profile)
    return person


def _person(luck: Luck, setting: Setting, n: int, case: CaseStory) -> PersonStory:
    previously = luck.chance(0.1)
    profile = people.person(luck, setting.country, case.opened_on, oldest_first=previously)
    while (profile.adult_on > setting.today - days(30)) != (case.situation == "minor"):
        if case.situation in ("", "early", "high") and luck.chance(0.3):
            break
        profile = people.person(luck, setting.country, case.opened_on, oldest_first=previously)
    secondary = luck.weighted({0: 7, 1: 2, 2: 1})
    profile.family.extend(people.family(luck, profile, setting.country, case.opened_on, secondary))
    fate = Fate(
        FIRST_NUMBER + n,
        case.opened_on,
        case.ending,
        previously,
        secondary=secondary,
        situation=case.situation,
    )
    episodes = experience.episodes(luck, profile, setting.country, case.opened_on, previously=previously)
    # The case manager who signs in to the demo has the most telling ones and half of the others.
    case.manager = 0 if n < 4 or n % 2 == 0 else 1 + (n // 2) % max(1, setting.managers - 1)
    refused = case.situation == "" and luck.chance(0.2)
    return PersonStory(fate, profile, setting.country, [case], [(0, row) for row in episodes], refused)


def fill(setting: Setting, person: PersonStory, purse: Purse) -> None:
    """Everything that happened so far."""
    luck = Luck(setting.seed, setting.key, "present details", person.fate.number)
    case = person.cases[0]
    case.values = arrival.case_values(luck, case, person.profile, setting.country)
    case.closure = arrival.closure(luck, case)
    if case.situation == "sealed":
        case.values["confidentiality"] = Confidentiality.SEALED
    if case.situation in ("arrived", "suspended"):
        case.values["status"] = CaseStatus.INTAKE if case.situation == "arrived" else CaseStatus.SUSPENDED
    fill_case(luck, person, case, purse, setting.today, statistics=luck.chance(0.94))
    if case.situation == "closing":
        _ask_to_close(case)


def _ask_to_close(case: CaseStory) -> None:
    """A closure that waits for the coordinator: all that it needs is there (R-14)."""
    services = next(row for row in case.consents if row["purpose"] == Purpose.SERVICES)
    until = case.until + relativedelta(months=12)
    changed = {"purpose": Purpose.POST_CLOSURE, "valid_from": case.until, "valid_until": until}
    case.consents.append(services | changed | {"decision": ConsentDecision.GIVEN})
    case.closure = {
        "state": ClosureState.REQUESTED,
        "on": case.until,
        "by": MANAGER,
        "reason": ClosureReason.GOALS_MET,
        "outcome": ClosureOutcome.SUCCESSFUL,
        "summary": load("words")["closings"][0],
    }


def _course(luck: Luck, situation: str, today: date) -> Course:
    """The one running cycle of an open case."""
    start, later = _STARTS.get(situation, _any_start)(luck, today)
    course = told(1, today, [(Phase.CRISIS, start), *later], is_over=False)
    if situation == "extended":
        course.extended_until = today + days(9)
        course.extension_reason = ExtensionReason.COURT_PENDING
    return course


def _usual(luck: Luck, start: date, today: date) -> Moves:
    """Phases about when the calendar suggests them."""
    moves: Moves = []
    for phase, months in ((Phase.TRANSITION, 3), (Phase.REINTEGRATION, 12)):
        day = start + relativedelta(months=months) + days(luck.number(-12, 9))
        if day <= today:
            moves.append((phase, day))
    return moves


def _months_ago(low: int, high: int) -> Callable[[Luck, date], tuple[date, Moves]]:
    def start(luck: Luck, today: date) -> tuple[date, Moves]:
        day = today - relativedelta(months=luck.number(low, high)) - days(luck.number(12, 26))
        return day, _usual(luck, day, today)

    return start


def _any_start(luck: Luck, today: date) -> tuple[date, Moves]:
    months = luck.weighted({1: 3, 4: 3, 6: 3, 9: 2, 13: 3, 17: 2, 22: 2, 28: 1})
    return _months_ago(months, months)(luck, today)


def _before_boundary(months: int, in_days: int) -> Callable[[Luck, date], tuple[date, Moves]]:
    """A start whose boundary of so many months lies so many days ahead; the last phase is not yet decided."""

    def start(luck: Luck, today: date) -> tuple[date, Moves]:
        day = today + days(in_days) - relativedelta(months=months)
        return day, [move for move in _usual(luck, day, today) if months > 12]

    return start


def _days_ago(low: int, high: int) -> Callable[[Luck, date], tuple[date, Moves]]:
    return lambda luck, today: (today - days(luck.number(low, high)), [])


def _with(later: Phase, ago: int, months: int) -> Callable[[Luck, date], tuple[date, Moves]]:
    """So many months here, and a last decision so many days ago."""

    def start(luck: Luck, today: date) -> tuple[date, Moves]:
        day = today - relativedelta(months=months)
        return day, [*_usual(luck, day, today - days(ago + 40)), (later, today - days(ago))]

    return start


_STARTS: dict[str, Callable[[Luck, date], tuple[date, Moves]]] = {
    "arrived": _days_ago(1, 2),
    "early": _days_ago(9, 24),
    "critical": _days_ago(40, 70),
    "review_due": _before_boundary(3, 6),
    "review_overdue": _before_boundary(3, -41),
    "month_35": _before_boundary(36, 12),
    "consent_ends": lambda luck, today: (
        (day := today + days(9) - relativedelta(months=6)), _usual(luck, day, today)
    ),
    "due_today": _months_ago(5, 8),
    "overdue": _months_ago(4, 9),
    "late": _months_ago(13, 18),
    "minor": _months_ago(4, 7),
    "closing": _months_ago(18, 24),
    "suspended": _months_ago(5, 9),
    "setback": _with(Phase.TRANSITION, 18, 17),
    "extended": _with(Phase.EXTENDED, 150, 40),
    "follow_up": _with(Phase.FOLLOW_UP, 40, 31),
}  # fmt: skip
