"""Risk levels, the review they force, and what a lapsed review means (domain 5, R-20)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from cases.codes import RiskLevel

UNKNOWN_COUNTS_AS = RiskLevel.MODERATE

# Review at latest, in days (domain 5).
REVIEW_DAYS: dict[int, int] = {
    RiskLevel.CRITICAL: 1,
    RiskLevel.HIGH: 7,
    RiskLevel.MODERATE: 30,
    RiskLevel.LOW: 90,
    RiskLevel.NONE: 180,
}
# Contact at latest, in days; None follows the phase.
CONTACT_DAYS: dict[int, int | None] = {
    RiskLevel.CRITICAL: 1,
    RiskLevel.HIGH: 7,
    RiskLevel.MODERATE: 14,
    RiskLevel.LOW: None,
    RiskLevel.NONE: None,
}
# Days to the case conference that a level forces.
CONFERENCE_DAYS: dict[int, int] = {RiskLevel.CRITICAL: 1, RiskLevel.HIGH: 7}
FRESH_DAYS = 30
FRESH_DAYS_WHEN_HIGH = 3


def overall_level(levels: Iterable[int | None]) -> int | None:
    """The highest level, never a mean; None when nothing is known."""
    known = [level for level in levels if level is not None]
    return max(known) if known else None


def scheduling_level(levels: Mapping[str, int | None], own_level: int | None = None) -> int:
    """The level that sets the next review: unknown counts as 2, the person's own view counts too."""
    counted = [UNKNOWN_COUNTS_AS if level is None else level for level in levels.values()]
    return max([*counted, own_level or 0]) if counted else UNKNOWN_COUNTS_AS


def review_due(on: date, level: int, phase_limit_days: int | None = None) -> date:
    """The last day for the next assessment; never later than the phase allows."""
    days = REVIEW_DAYS[level]
    return on + timedelta(days=days if phase_limit_days is None else min(days, phase_limit_days))


@dataclass(frozen=True)
class RiskState:
    """What may be said about the risk today."""

    level: int | None
    unknown_since: date | None = None
    review_due: date | None = None

    @property
    def is_known(self) -> bool:
        """Whether an assessment stands."""
        return self.level is not None


def risk_state(level: int | None, due: date | None, today: date) -> RiskState:
    """The level, or since when it is unknown: a lapsed review is never shown as the old level."""
    if due is None:
        return RiskState(level=None)
    if due < today:
        return RiskState(level=None, unknown_since=due, review_due=due)
    return RiskState(level=level, review_due=due)


def is_fresh(assessed_on: date | None, level: int | None, on: date) -> bool:
    """Whether an assessment is young enough to act on: 30 days, 3 when high or critical (R-20)."""
    if assessed_on is None or assessed_on > on:
        return False
    limit = FRESH_DAYS_WHEN_HIGH if level is not None and level >= RiskLevel.HIGH else FRESH_DAYS
    return (on - assessed_on).days <= limit


@dataclass(frozen=True)
class Demands:
    """What an assessment forces, with the last day of each; None where the level asks for nothing."""

    review_by: date
    contact_by: date | None
    plan_by: date | None
    conference_by: date | None
    tell_coordinator: bool
    tell_psychologist: bool


def demands_of(
    on: date, level: int, review_by: date, plan_days: Mapping[int, int], self_harm: int | None
) -> Demands:
    """Domain 5, the table of levels: higher means sooner; self-harm from high on is the psychologist's."""

    def within(days: Mapping[int, int | None]) -> date | None:
        found = days.get(level)
        return None if found is None else on + timedelta(days=found)

    return Demands(
        review_by=review_by,
        contact_by=within(CONTACT_DAYS),
        plan_by=within(dict(plan_days)),
        conference_by=within(dict(CONFERENCE_DAYS)),
        tell_coordinator=level == RiskLevel.CRITICAL,
        tell_psychologist=self_harm is not None and self_harm >= RiskLevel.HIGH,
    )


def stands_against(assessed_on: date | None, level: int | None, on: date) -> str | None:
    """Why return, testimony, media, placement, closing or leaving must wait (R-20).

    "missing" or "old" where nobody looked in time, "critical" while danger is imminent; else None.
    """
    if assessed_on is None:
        return "missing"
    if not is_fresh(assessed_on, level, on):
        return "old"
    return "critical" if level == RiskLevel.CRITICAL else None


def risk_words(reason: str) -> str:
    """The same as a sentence."""
    return {
        "missing": _("Assess the risk first: nobody has yet."),
        "old": _("Assess the risk again first: the last assessment is too old for this step."),
        "critical": _("The risk is critical: this waits until it is lower."),
    }[reason]
