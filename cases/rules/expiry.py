"""Which reminder of which expiry has come (R-22, R-23)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON_DAYS = 90


class Expiring(StrEnum):
    """What ends, or asks to be looked at again."""

    DOCUMENT = "document"
    RESIDENCE = "residence"
    REFLECTION = "reflection"
    CONSENT = "consent"
    CONTACT_PLAN = "contact_plan"
    RISK_REVIEW = "risk_review"


@dataclass(frozen=True)
class Steps:
    """Days before the last day on which to remind; how long after it a reminder still makes sense."""

    days_before: tuple[int, ...]
    days_after: int | None = 0


STEPS: dict[str, Steps] = {
    Expiring.DOCUMENT: Steps((90, 60, 30), days_after=30),
    Expiring.RESIDENCE: Steps((90, 60, 30), days_after=30),
    Expiring.REFLECTION: Steps((7,)),
    Expiring.CONSENT: Steps((14,), days_after=14),
    # What stays due until it is done is never too late.
    Expiring.CONTACT_PLAN: Steps((0,), days_after=None),
    Expiring.RISK_REVIEW: Steps((0,), days_after=None),
}


def steps_of(kind: str, last_day: date) -> list[tuple[str, date]]:
    """Kind and day of each reminder of one last day, the first reminder first."""
    return [(kind, last_day - timedelta(days=days)) for days in sorted(STEPS[kind].days_before, reverse=True)]


def step_due(kind: str, last_day: date, today: date) -> date | None:
    """The newest reminder whose day has come, or None; those before it count as missed."""
    after = STEPS[kind].days_after
    if after is not None and today > last_day + timedelta(days=after):
        return None
    passed = [day for _kind, day in steps_of(kind, last_day) if day <= today]
    return max(passed, default=None)


def window(kind: str, today: date) -> tuple[date, date]:
    """The last days, from and to, for which a reminder may be due today."""
    after = STEPS[kind].days_after
    earliest = date.min if after is None else today - timedelta(days=after)
    return earliest, today + timedelta(days=max(STEPS[kind].days_before))


def soon(last_day: date | None, today: date, days: int = SOON_DAYS) -> str:
    """How a last day is shown: over, soon or nothing."""
    if last_day is None:
        return ""
    return "over" if last_day < today else "soon" if (last_day - today).days <= days else ""
