"""Plans that the person owns: now, later, never (S2-44, S3-59, R-15, R-18).

Declining a service is a good state. It is final until the person raises it again, or until the next
review if the person allowed it to be offered again.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from reintegration.catalogue import AUTONOMOUS
from reintegration.codes import Phase, PlanItemStatus, PlanStatus, Timing

EDITABLE_PLANS = frozenset({PlanStatus.DRAFT, PlanStatus.AGREED, PlanStatus.ACTIVE, PlanStatus.UNDER_REVIEW})
STANDING_PLANS = (PlanStatus.AGREED, PlanStatus.ACTIVE, PlanStatus.UNDER_REVIEW)
SETTLED_ITEMS = frozenset({PlanItemStatus.COMPLETED, PlanItemStatus.STOPPED})
FIRST_WITHIN = timedelta(days=14)
# Plan reviews by phase (domain 2.7).
REVIEW_DAYS: dict[str, int] = {
    Phase.CRISIS: 30,
    Phase.TRANSITION: 91,
    Phase.REINTEGRATION: 182,
    Phase.EXTENDED: 182,
    Phase.FOLLOW_UP: 182,
}


@dataclass(frozen=True)
class ItemFacts:
    """One plan item as it stands."""

    timing: str
    status: str
    declined_on: date | None = None
    offer_again: bool = False


def status_after(timing: str) -> str:
    """The state an item takes when the person has chosen a time."""
    return {
        Timing.NOW: PlanItemStatus.AGREED,
        Timing.LATER: PlanItemStatus.PLANNED_LATER,
        Timing.NEVER: PlanItemStatus.DECLINED_BY_PERSON,
    }[Timing(timing)]


def may_offer_again(item: ItemFacts, review_due: date | None, on: date) -> bool:
    """A declined service may be offered again at the next review, if the person allowed it (R-18)."""
    if item.status != PlanItemStatus.DECLINED_BY_PERSON:
        return True
    reviewed = review_due is not None and item.declined_on is not None and on >= review_due > item.declined_on
    return item.offer_again and reviewed


def objection_to_timing(
    item: ItemFacts, timing: str, *, raised_by_person: bool, review_due: date | None, on: date
) -> str | None:
    """What stands against a new timing choice (R-18); None when it may be taken."""
    if item.status in SETTLED_ITEMS:
        return "item_settled"
    reopens = item.status == PlanItemStatus.DECLINED_BY_PERSON and timing != Timing.NEVER
    if reopens and not raised_by_person and not may_offer_again(item, review_due, on):
        return "declined_is_final"
    return None


def agreed_by(started_on: date, redrafted_on: date | None = None) -> date:
    """The day by which a plan is agreed: so soon after the cycle began (domain 2.7).

    Where one was agreed in it already and a new version is being drafted, so soon after that draft.
    """
    return max(started_on, redrafted_on or started_on) + FIRST_WITHIN


def review_due_after(agreed_on: date, phase: str) -> date:
    """When the plan is looked at again (domain 2.7)."""
    return agreed_on + timedelta(days=REVIEW_DAYS[phase])


def objection_to_approval(
    *, is_agreed: bool, is_approved: bool, may_approve: bool, manages_case: bool
) -> str | None:
    """What stands against a supervisor's approval: the person agrees first, and nobody approves alone."""
    if not may_approve:
        return "may_not_approve"
    if manages_case:
        return "not_own_plan"
    if not is_agreed:
        return "plan_not_agreed"
    return "plan_approved" if is_approved else None


def is_late(status: str, due_on: date | None, on: date) -> bool:
    """A service that should have happened by now, and is neither over nor declined."""
    over = SETTLED_ITEMS | {PlanItemStatus.DECLINED_BY_PERSON}
    return due_on is not None and due_on < on and status not in over


def is_autonomous(provider_kind: str) -> bool:
    """Provided by the person or the family: progress in autonomy, without cost (domain 3)."""
    return provider_kind in AUTONOMOUS


@dataclass(frozen=True)
class DeliveryFacts:
    """A delivery as entered."""

    on: date
    provider_kind: str
    quantity: Decimal
    cost: Decimal | None = None
    has_grant: bool = False
    before_opening: bool = False


def objections_to_delivery(
    delivery: DeliveryFacts, *, today: date, opened_on: date, closed_on: date | None, after_closure: bool
) -> list[tuple[str, str]]:
    """What stands against a delivery, as (field, code) (R-15, domain 3)."""
    found: list[tuple[str, str]] = []
    if delivery.on > today:
        found.append(("on", "in_future"))
    if delivery.on < opened_on and not delivery.before_opening:
        found.append(("on", "before_opening"))
    if closed_on is not None and delivery.on > closed_on and not after_closure:
        found.append(("on", "after_closure"))
    if delivery.quantity <= 0:
        found.append(("quantity", "quantity_positive"))
    if is_autonomous(delivery.provider_kind) and (delivery.cost or delivery.has_grant):
        found.append(("cost", "autonomous_cost"))
    if delivery.has_grant and not delivery.cost:
        found.append(("cost", "grant_needs_cost"))
    return found
