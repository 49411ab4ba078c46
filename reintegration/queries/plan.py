"""The plan as its page shows it; a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case
from reintegration.codes import PlanItemStatus, PlanStatus, Timing
from reintegration.models import Goal, PlanItem, ServicePlan
from reintegration.rules.plans import SETTLED_ITEMS, may_offer_again
from renate.kit.templatetags.kit import day
from shelters.programme import PlanLine


@dataclass(frozen=True)
class ItemView:
    """One service with what has been delivered."""

    item: PlanItem
    delivered: int
    last_on: date | None
    may_choose: bool

    @property
    def tone(self) -> str:
        """Declined is a good state, neutral in colour; only what can't be had asks for attention."""
        tones = {
            PlanItemStatus.IN_PROGRESS: "good",
            PlanItemStatus.COMPLETED: "good",
            PlanItemStatus.UNAVAILABLE: "warn",
            PlanItemStatus.AGREED: "info",
        }
        return tones.get(PlanItemStatus(self.item.status), "neutral")

    @property
    def is_declined(self) -> bool:
        """The person said no to it."""
        return self.item.status == PlanItemStatus.DECLINED_BY_PERSON

    @property
    def is_settled(self) -> bool:
        """Completed or stopped."""
        return self.item.status in SETTLED_ITEMS


@dataclass(frozen=True)
class GoalView:
    """One goal with its services and how far they are."""

    goal: Goal
    items: list[ItemView]

    @property
    def wanted(self) -> int:
        """Services the person wants, now or later."""
        return sum(view.item.timing in (Timing.NOW, Timing.LATER) for view in self.items)

    @property
    def under_way(self) -> int:
        """Of these, begun or completed."""
        states = (PlanItemStatus.IN_PROGRESS, PlanItemStatus.COMPLETED)
        return sum(view.item.status in states for view in self.items)


@dataclass(frozen=True)
class PlanView:
    """The plan one works with, and the versions before it."""

    plan: ServicePlan | None
    goals: list[GoalView]
    earlier: list[ServicePlan]


def plan_line(case: Case, on: date) -> PlanLine:
    """The plan that a stay is part of, in one line (S0-10)."""
    agreed = [PlanStatus.AGREED, PlanStatus.ACTIVE, PlanStatus.UNDER_REVIEW]
    plan = ServicePlan.objects.filter(case=case, status__in=agreed).first()
    url = reverse("reintegration:plan_show", args=[case.public_id])
    if plan is None:
        return PlanLine(_("Plan"), url, _("No agreed plan yet"), "warn")
    state = _("Version %(version)d, agreed on %(day)s") % {
        "version": plan.version,
        "day": day(plan.agreed_on),
    }
    return PlanLine(_("Plan"), url, state)


def plan_view(case: Case, on: date) -> PlanView:
    """The present plan with goals, services and counts of deliveries."""
    versions = list(ServicePlan.objects.filter(case=case).order_by("-version"))
    plan = next((version for version in versions if version.is_current), None)
    earlier = [version for version in versions if version is not plan]
    if plan is None:
        return PlanView(None, [], earlier)
    items: dict[int, list[ItemView]] = {}
    found = PlanItem.objects.filter(goal__plan=plan).select_related("responsible__user", "grant__donor")
    counted = found.annotate(delivered=Count("deliveries"), last_on=Max("deliveries__on"))
    for item in counted.order_by("id"):
        items.setdefault(item.goal_id, []).append(_item_view(item, plan, on))
    goals = Goal.objects.filter(plan=plan).order_by("priority", "id")
    return PlanView(plan, [GoalView(goal, items.get(goal.pk, [])) for goal in goals], earlier)


def _item_view(item: PlanItem, plan: ServicePlan, on: date) -> ItemView:
    may_choose = item.status not in SETTLED_ITEMS and may_offer_again(item.facts, plan.review_due, on)
    return ItemView(item, item.delivered, item.last_on, may_choose)  # type: ignore[attr-defined]
