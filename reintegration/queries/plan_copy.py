"""The plan as the person may take it home: no service that tells, no name, no code, no number."""

from dataclasses import dataclass
from datetime import date

from reintegration.codes import GoalStatus, PlanItemStatus, Timing
from reintegration.models import Goal, PlanItem, ServicePlan
from reintegration.own_wording import Wording
from reintegration.plain_words import PlanWords, is_telling, plan_words
from reintegration.rules.plans import SETTLED_ITEMS


@dataclass(frozen=True)
class PlainItem:
    """One thing agreed: what, who sees to it, by when."""

    what: str
    who: str
    by: str


@dataclass(frozen=True)
class PlainGoal:
    """One goal with what happens now and later; what the person declined is not on paper."""

    wording: str
    now: tuple[PlainItem, ...]
    later: tuple[PlainItem, ...]


@dataclass(frozen=True)
class PlainPlan:
    """The whole copy in one language."""

    words: PlanWords
    goals: list[PlainGoal]
    again: str


def plain_plan(plan: ServicePlan, wording: Wording, today: date) -> PlainPlan:
    """The plan in plain words of the person's language; two queries."""
    words, due = plan_words(wording.code), plan.review_due
    again = words.again.format(day=words.day(due)) if due is not None and due >= today else ""
    return PlainPlan(words, plain_goals(plan, wording, words), again)


def plain_goals(plan: ServicePlan, wording: Wording, words: PlanWords) -> list[PlainGoal]:
    """The goals that stand, in the person's own words where these do not tell; two queries."""
    dropped = (GoalStatus.DROPPED_BY_PERSON, GoalStatus.CHANGED)
    goals = list(Goal.objects.filter(plan=plan).exclude(status__in=dropped).order_by("priority", "id"))
    items = PlanItem.objects.filter(goal__in=goals).exclude(status__in=SETTLED_ITEMS)
    open_items = list(items.exclude(status=PlanItemStatus.DECLINED_BY_PERSON).order_by("due_on", "id"))
    return [
        _plain_goal(goal, [item for item in open_items if item.goal_id == goal.pk], wording, words)
        for goal in goals
    ]


def _plain_goal(goal: Goal, items: list[PlanItem], wording: Wording, words: PlanWords) -> PlainGoal:
    return PlainGoal(
        goal.wording if not is_telling(goal.wording) else wording.questions[goal.factor - 1],
        tuple(_plain_item(item, words) for item in items if item.timing == Timing.NOW),
        tuple(_plain_item(item, words) for item in items if item.timing == Timing.LATER),
    )


def _plain_item(item: PlanItem, words: PlanWords) -> PlainItem:
    by = words.by.format(day=words.day(item.due_on)) if item.due_on else ""
    return PlainItem(words.service(item.service), words.helper(item.provider_kind), by)
