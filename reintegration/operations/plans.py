"""Plans and goals: drafted, agreed with the person, replaced by a newer version (S3-08, D 2.3)."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.models import Case
from reintegration.codes import AgreedForm, GoalStatus, Phase, PlanItemStatus, PlanStatus
from reintegration.models import Goal, PlanItem, ServicePlan
from reintegration.queries.cycles import running_cycle
from reintegration.reasons import rule_error
from reintegration.rules.plans import (
    EDITABLE_PLANS,
    SETTLED_ITEMS,
    objection_to_approval,
    review_due_after,
)
from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError

_OPEN_GOALS = (GoalStatus.OPEN, GoalStatus.PARTLY_MET)
_CARRIED = (
    "service", "timing", "decided_on", "start_after", "provider_kind", "provider", "responsible_id", "due_on",
    "cost_estimate", "grant_id", "status", "unmet_reason", "offer_again", "frequency", "service_name",
)  # fmt: skip


class PlanError(RuleError):
    """The plan can't be changed as given."""


def check_editable(plan: ServicePlan) -> None:
    """Raise unless this is the version one works with."""
    if plan.status not in EDITABLE_PLANS:
        raise rule_error("plan_closed", None, PlanError)


def check_day(on: date) -> None:
    """Raise for a day in the future (R-15)."""
    if on > clock.today():
        raise rule_error("in_future", "on", PlanError)


@transaction.atomic
def draft_plan(*, by: Membership, on: date, case: Case) -> ServicePlan:
    """Begin a plan, or a new version that carries over what is still open; the old one is kept.

    What the person declined stays declined in the new version (R-18).
    """
    check_day(on)
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    before = ServicePlan.objects.filter(case=case).order_by("-version").first()
    if before is not None and before.status in EDITABLE_PLANS:
        before.status = PlanStatus.SUPERSEDED
        before.save()
    plan = ServicePlan(case=case, version=before.version + 1 if before else 1, drafted_on=on)
    plan.full_clean()
    plan.save()
    if before is not None:
        _carry_over(before, plan)
    audit.record("plan.drafted", on=plan, version=plan.version)
    return plan


def _carry_over(before: ServicePlan, plan: ServicePlan) -> None:
    """Copy open goals with their unsettled items: two reads and two writes."""
    old = list(before.goals.filter(status__in=_OPEN_GOALS).order_by("id"))
    words = ("factor", "wording", "priority", "status", "target_on")
    new = [Goal(plan=plan, **{name: getattr(goal, name) for name in words}) for goal in old]
    goals = dict(zip((goal.pk for goal in old), Goal.objects.bulk_create(new), strict=True))
    items = PlanItem.objects.filter(goal__in=old).exclude(status__in=SETTLED_ITEMS).order_by("id")
    PlanItem.objects.bulk_create(
        PlanItem(goal=goals[item.goal_id], **{name: getattr(item, name) for name in _CARRIED})
        for item in items
    )


@transaction.atomic
def add_goal(
    *,
    by: Membership,
    on: date,
    plan: ServicePlan,
    factor: int,
    wording: str,
    priority: int = 1,
    target_on: date | None = None,
) -> Goal:
    """Add a goal in the person's own words, tied to one of the fourteen factors."""
    check_editable(plan)
    goal = Goal(plan=plan, factor=factor, wording=wording.strip(), priority=priority, target_on=target_on)
    goal.full_clean()
    goal.save()
    audit.record("goal.added", on=goal, factor=factor)
    return goal


@transaction.atomic
def change_goal(*, by: Membership, on: date, goal: Goal, **words: Any) -> Goal:
    """Put a goal into better words, or give it another factor, day or place in the order."""
    check_editable(goal.plan)
    for name in ("factor", "wording", "priority", "target_on"):
        setattr(goal, name, words[name])
    goal.wording = goal.wording.strip()
    goal.full_clean()
    goal.save()
    audit.record("goal.changed", on=goal, factor=goal.factor)
    return goal


@transaction.atomic
def set_goal_status(*, by: Membership, on: date, goal: Goal, status: str) -> Goal:
    """Say what became of a goal."""
    check_editable(goal.plan)
    goal.status = status
    goal.full_clean()
    goal.save()
    audit.record("goal.updated", on=goal, status=status)
    return goal


@transaction.atomic
def record_agreement(
    *,
    by: Membership,
    on: date,
    plan: ServicePlan,
    form: str,
    copy_offered: bool = False,
    copy_is_safe: bool | None = None,
) -> ServicePlan:
    """The person agrees; the next review follows from the phase (domain 2.7). An empty plan is no plan.

    For a minor the guardian agrees and the child assents (R-16).
    """
    check_day(on)
    check_editable(plan)
    if not plan.goals.exclude(status=GoalStatus.DROPPED_BY_PERSON).exists():
        raise rule_error("plan_empty", None, PlanError)
    if plan.case.person.is_minor_on(on) and form != AgreedForm.GUARDIAN_ASSENT:
        raise rule_error("minor_needs_guardian", "form", PlanError)
    cycle = running_cycle(plan.case)
    plan.agreed_on, plan.agreed_form = on, form
    plan.copy_offered, plan.copy_is_safe = copy_offered, copy_is_safe
    plan.review_due = review_due_after(on, cycle.phase if cycle else Phase.CRISIS)
    plan.status = PlanStatus.ACTIVE if _is_under_way(plan) else PlanStatus.AGREED
    plan.full_clean()
    plan.save()
    audit.record("plan.agreed", on=plan, form=form, version=plan.version)
    return plan


@transaction.atomic
def record_copy_answer(*, by: Membership, on: date, plan: ServicePlan, is_safe: bool) -> ServicePlan:
    """Keep what the person answered to "is it safe for you to have this?" with the present plan."""
    check_day(on)
    check_editable(plan)
    plan.copy_offered, plan.copy_is_safe = True, is_safe
    plan.full_clean()
    plan.save()
    audit.record("plan.copy_offered", on=plan, safe=is_safe)
    return plan


@transaction.atomic
def approve_plan(*, by: Membership, on: date, plan: ServicePlan) -> ServicePlan:
    """A supervisor approves what was agreed, where the organisation asks for it; no service waits."""
    check_day(on)
    check_editable(plan)
    objection = objection_to_approval(
        is_agreed=plan.agreed_on is not None,
        is_approved=plan.approved_on is not None,
        may_approve=can(by, Act.APPROVE_CLOSURE),
        manages_case=plan.case.case_manager_id == by.pk,
    )
    if objection:
        raise rule_error(objection, None, PlanError)
    plan.approved_by, plan.approved_on = by, on
    plan.full_clean()
    plan.save()
    audit.record("plan.approved", on=plan, version=plan.version)
    return plan


def _is_under_way(plan: ServicePlan) -> bool:
    return PlanItem.objects.filter(goal__plan=plan, status=PlanItemStatus.IN_PROGRESS).exists()
