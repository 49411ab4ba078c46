"""Risk, safe contact, notes (domain 4, 5)."""

from datetime import date

from cases.codes import Channel, RiskDomain, RiskLevel
from cases.rules.contact import next_check_on
from cases.rules.risk import overall_level, review_due, scheduling_level
from reintegration.codes import Phase
from renate.demo.library import load
from renate.demo.luck import Luck
from renate.demo.people import Profile
from renate.demo.story import MANAGER, CaseStory, Row, clip, days

_AFTER_DAYS = (0, 32, 95, 300, 600, 900)
_LIMIT: dict[str, int] = {Phase.CRISIS: 30, Phase.TRANSITION: 60}
# Levels by how long the person has been here: worse at first.
_LEVELS: dict[str, dict[int | None, float]] = {
    "early": {0: 8, 1: 24, 2: 42, 3: 22, 4: 2, None: 2},
    "middle": {0: 22, 1: 42, 2: 29, 3: 6, None: 1},
    "late": {0: 46, 1: 42, 2: 12},
}


def risks(luck: Luck, case: CaseStory, *, present: str = "") -> list[Row]:
    """Assessments at first, after some months, before closing; `present` says how a current one stands."""
    moments = {clip(case.opened_on + days(after + luck.number(0, 2)), case.opened_on, case.last_day())
               for after in _AFTER_DAYS if case.opened_on + days(after) <= case.last_day()}  # fmt: skip
    if case.ending and case.ending.is_planned:
        moments.add(clip(case.ending.on - days(luck.number(0, 14)), case.opened_on, case.ending.on))
    told = [_risk(luck, case, day) for day in sorted(moments)]
    if case.is_open:
        told.append(_present(luck, case, present))
    return sorted(told, key=lambda row: row["on"])


def _present(luck: Luck, case: CaseStory, present: str) -> Row:
    """The newest one of an open case: young enough for its level, but for a few whose review lapsed."""
    today = case.until
    if present == "critical":
        return _risk(luck, case, today, level=RiskLevel.CRITICAL)
    if present == "high":
        return _risk(
            luck, case, clip(today - days(luck.number(0, 5)), case.opened_on, today), level=RiskLevel.HIGH
        )
    if present == "lapsed":
        return _risk(luck, case, clip(today - days(97), case.opened_on, today), level=RiskLevel.LOW)
    level = luck.weighted({RiskLevel.NONE: 2, RiskLevel.LOW: 6, RiskLevel.MODERATE: 3})
    return _risk(luck, case, clip(today - days(luck.number(0, 26)), case.opened_on, today), level=level)


def _risk(luck: Luck, case: CaseStory, on: date, level: int | None = None) -> Row:
    there = (on - case.opened_on).days
    stage = "early" if there < 60 else "middle" if there < 260 and on < case.last_day() - days(15) else "late"
    levels = {domain: luck.weighted(_LEVELS[stage]) for domain in RiskDomain.values}
    if level is not None:
        levels = {domain: min(found or 0, level) for domain, found in levels.items()}
        levels[luck.pick(RiskDomain.values)] = level
    own = luck.weighted({None: 5, 0: 2, 1: 2, 2: 1}) if (level or 0) < RiskLevel.CRITICAL else None
    limit = _LIMIT.get(case.phase_on(on), 90)
    return levels | {
        "on": on,
        "by": MANAGER,
        "overall": overall_level(levels.values()),
        "own_level": own,
        "note": luck.pick(load("words")["risks"]) if luck.chance(0.15) else "",
        "review_due": review_due(on, scheduling_level(levels, own), limit),
    }


def contact_plan(luck: Luck, case: CaseStory, profile: Profile, *, after_closure: bool) -> Row:
    """How the person is reached; agreed at the beginning, and lately where the case is open."""
    recent = case.until - days(luck.number(3, 84))
    on = (
        max(case.opened_on, recent)
        if case.is_open
        else clip(case.opened_on + days(3), case.opened_on, case.last_day())
    )
    channel = luck.weighted(
        {Channel.PHONE: 60, Channel.SMS: 14, Channel.IN_PERSON: 14, Channel.TRUSTED_PERSON: 8}
    )
    words = load("words")
    has_number = channel != Channel.IN_PERSON
    return {
        "on": on,
        "channel": channel,
        "value": f"+000 {luck.code('0123456789', 2)} {luck.code('0123456789', 6)}" if has_number else "",
        "language": profile.language,
        "safe_times": luck.pick(words["safe_times"]),
        "say_we_are": luck.pick(words["say_we_are"]) if luck.chance(0.6) else "",
        "may_leave_message": luck.chance(0.3),
        "unsafe_channels": [Channel.POST] if luck.chance(0.4) else [],
        "check_on": next_check_on(on, in_crisis=case.phase_on(on) == Phase.CRISIS),
        "valid_after_closure": after_closure,
    }


def notes(luck: Luck, case: CaseStory) -> list[Row]:
    """A few notes of the work, more in open cases."""
    words = load("words")["notes"]
    told = []
    for _ in range(luck.number(1, 3) if case.is_open else luck.weighted({0: 3, 1: 1})):
        section = luck.weighted({"C": 6, "E": 2, "F": 1, "G": 1, "H": 1})
        first = max(case.opened_on, case.last_day() - days(120))
        by = "psychologist" if section == "G" else MANAGER
        told.append(
            {
                "on": luck.day(first, case.last_day()),
                "section": section,
                "text": luck.pick(words[section]),
                "by": by,
            }
        )
    return told
