"""The plan as its page shows it; a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case
from reintegration.codes import Phase, PlanItemStatus, PlanStatus, Timing
from reintegration.models import Goal, PlanItem, ServicePlan
from reintegration.models.cycle import CycleQuerySet
from reintegration.rules.plans import SETTLED_ITEMS, STANDING_PLANS, is_late, may_offer_again
from renate.kit.templatetags.kit import day
from renate.tenancy.models import OrganisationSettings
from shelters.programme import PlanLine


@dataclass(frozen=True)
class ItemView:
    """One service with what has been delivered."""

    item: PlanItem
    delivered: int
    last_on: date | None
    may_choose: bool
    is_late: bool

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
    def unmet(self) -> list[PlanItem]:
        """Services the person wants and could not have, each with its reason (S3-59)."""
        return [view.item for view in self.items if view.item.status == PlanItemStatus.UNAVAILABLE]

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
    needs_approval: bool = False

    @property
    def waits_for_approval(self) -> bool:
        """Agreed with the person, and the supervisor has not yet said yes."""
        plan = self.plan
        return self.needs_approval and plan is not None and bool(plan.agreed_on and not plan.approved_on)

    @property
    def costs(self) -> list[tuple[str, Decimal]]:
        """Estimated costs of what the person wants, by grant; "" is what no grant pays yet."""
        sums: dict[str, Decimal] = {}
        for view in (view for goal in self.goals for view in goal.items):
            if view.item.cost_estimate and view.item.timing in (Timing.NOW, Timing.LATER):
                code = view.item.grant.code if view.item.grant else ""
                sums[code] = sums.get(code, Decimal(0)) + view.item.cost_estimate
        return sorted(sums.items())


def without_plan(cycles: CycleQuerySet) -> CycleQuerySet:
    """Those without a plan that the person agreed to; in follow-up none is begun.

    `redrafted_on` is the day of the draft that took the place of one agreed in this cycle.
    """
    plans = ServicePlan.objects.filter(case=OuterRef("case"))
    agreed_before = Exists(plans.filter(agreed_on__gte=OuterRef("started_on")))
    draft = Subquery(plans.filter(status=PlanStatus.DRAFT).values("drafted_on")[:1])
    without = cycles.exclude(phase=Phase.FOLLOW_UP).filter(~Exists(plans.filter(status__in=STANDING_PLANS)))
    return without.annotate(redrafted_on=models.Case(When(agreed_before, then=draft)))


def plan_line(case: Case, on: date) -> PlanLine:
    """The plan that a stay is part of, in one line (S0-10)."""
    plan = ServicePlan.objects.filter(case=case, status__in=STANDING_PLANS).first()
    url = reverse("reintegration:plan_show", args=[case.public_id])
    if plan is None:
        return PlanLine(_("Plan"), url, _("No agreed plan yet"), "warn")
    state = _("Version %(version)d, agreed on %(day)s") % {
        "version": plan.version,
        "day": day(plan.agreed_on),
    }
    return PlanLine(_("Plan"), url, state)


def items_at_work(case: Case) -> QuerySet[PlanItem]:
    """The services of the plan one works with."""
    plans = ServicePlan.objects.current().filter(case=case)
    return PlanItem.objects.filter(goal__plan__in=plans.values("pk")).select_related("goal").order_by("id")


def plan_view(case: Case, on: date) -> PlanView:
    """The present plan with goals, services and counts of deliveries."""
    found_plans = ServicePlan.objects.filter(case=case).select_related("approved_by__user")
    versions = list(found_plans.order_by("-version"))
    plan = next((version for version in versions if version.is_current), None)
    earlier = [version for version in versions if version is not plan]
    if plan is None:
        return PlanView(None, [], earlier)
    items: dict[int, list[ItemView]] = {}
    found = PlanItem.objects.filter(goal__plan=plan).select_related("responsible__user", "grant")
    counted = found.annotate(delivered=Count("deliveries"), last_on=Max("deliveries__on"))
    for item in counted.order_by("id"):
        items.setdefault(item.goal_id, []).append(_item_view(item, plan, on))
    goals = Goal.objects.filter(plan=plan).order_by("priority", "id")
    views = [GoalView(goal, items.get(goal.pk, [])) for goal in goals]
    needs_approval = OrganisationSettings.objects.get().plan_needs_approval
    return PlanView(plan, views, earlier, needs_approval)


def _item_view(item: PlanItem, plan: ServicePlan, on: date) -> ItemView:
    may_choose = item.status not in SETTLED_ITEMS and may_offer_again(item.facts, plan.review_due, on)
    late = is_late(item.status, item.due_on, on)
    return ItemView(item, item.delivered, item.last_on, may_choose, late)  # type: ignore[attr-defined]
