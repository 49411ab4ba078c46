"""The plan as the person may take it home: no service that tells, no name, no code, no number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from reintegration.codes import GoalStatus, PlanItemStatus, Timing
from reintegration.models import Goal, PlanItem, ServicePlan
from reintegration.own_wording import wordings
from reintegration.plain_words import is_telling, plain_helper, plain_service
from reintegration.rules.plans import SETTLED_ITEMS


@dataclass(frozen=True)
class PlainItem:
    """One thing agreed."""

    what: Any
    who: Any
    due_on: date | None


@dataclass(frozen=True)
class PlainGoal:
    """One goal with what happens now and later; what the person declined is not on paper."""

    wording: Any
    now: tuple[PlainItem, ...]
    later: tuple[PlainItem, ...]


def plain_goals(plan: ServicePlan) -> list[PlainGoal]:
    """The goals that stand, in the person's own words where these do not tell; two queries."""
    dropped = (GoalStatus.DROPPED_BY_PERSON, GoalStatus.CHANGED)
    goals = list(Goal.objects.filter(plan=plan).exclude(status__in=dropped).order_by("priority", "id"))
    items = PlanItem.objects.filter(goal__in=goals).exclude(status__in=SETTLED_ITEMS)
    open_items = list(items.exclude(status=PlanItemStatus.DECLINED_BY_PERSON).order_by("due_on", "id"))
    return [_plain_goal(goal, [item for item in open_items if item.goal_id == goal.pk]) for goal in goals]


def _plain_goal(goal: Goal, items: Iterable[PlanItem]) -> PlainGoal:
    rows = list(items)
    wording = goal.wording if not is_telling(goal.wording) else wordings()[0].questions[goal.factor - 1]
    return PlainGoal(
        wording,
        tuple(_plain_item(item) for item in rows if item.timing == Timing.NOW),
        tuple(_plain_item(item) for item in rows if item.timing == Timing.LATER),
    )


def _plain_item(item: PlanItem) -> PlainItem:
    return PlainItem(plain_service(item.service), plain_helper(item.provider_kind), item.due_on)
