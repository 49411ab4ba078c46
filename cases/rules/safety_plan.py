"""By when a safety plan must stand, and whether the last one still does (domain 5, R-21)."""

from dataclasses import dataclass
from datetime import date, timedelta

from cases.codes import RiskLevel

# Days from the assessment; lower levels force no plan.
PLAN_DAYS: dict[int, int] = {RiskLevel.CRITICAL: 0, RiskLevel.HIGH: 2, RiskLevel.MODERATE: 14}


@dataclass(frozen=True)
class Assessed:
    """What the newest assessment says."""

    on: date
    level: int


@dataclass(frozen=True)
class PlanFacts:
    """What the newest version of the plan says."""

    agreed_on: date
    valid_until: date
    level: int | None


@dataclass(frozen=True)
class PlanState:
    """By when a plan is needed, if it is, and whether that day has passed."""

    due_on: date | None = None
    is_met: bool = True
    is_overdue: bool = False


def needs_plan(assessed: Assessed | None) -> bool:
    """Whether the level forces a plan at all."""
    return assessed is not None and assessed.level in PLAN_DAYS


def plan_state(assessed: Assessed | None, plan: PlanFacts | None, today: date) -> PlanState:
    """Critical on the same day, high in 48 hours, moderate in 14 days; met by a valid plan that answers it.

    A plan answers an assessment when it is not older, or was made for a level as high.
    """
    if assessed is None or not needs_plan(assessed):
        return PlanState()
    due_on = assessed.on + timedelta(days=PLAN_DAYS[assessed.level])
    if plan is not None and _answers(plan, assessed):
        if plan.valid_until >= today:
            return PlanState(plan.valid_until)
        due_on = max(due_on, plan.valid_until)
    return PlanState(due_on, is_met=False, is_overdue=due_on < today)


def _answers(plan: PlanFacts, assessed: Assessed) -> bool:
    return plan.agreed_on >= assessed.on or (plan.level is not None and plan.level >= assessed.level)
