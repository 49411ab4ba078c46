"""Services in a plan: now, later, never, and what became of them (S2-44, S3-59, R-18)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from reintegration.codes import PlanItemStatus
from reintegration.models import Goal, PlanItem
from reintegration.operations.plans import PlanError, check_day, check_editable
from reintegration.queries.offering import find_service, is_offered
from reintegration.reasons import rule_error
from reintegration.rules.plans import objection_to_timing, status_after
from renate import audit
from renate.accounts.models import Membership
from renate.funding.models import Grant

TERMS = (
    "provider_kind", "provider", "responsible", "frequency", "start_after", "due_on", "cost_estimate",
    "grant",
)  # fmt: skip


@dataclass(frozen=True)
class ItemDetails:
    """One service as wished for; an empty timing means: not yet asked."""

    service: str
    provider_kind: str
    timing: str = ""
    provider: str = ""
    frequency: str = ""
    start_after: date | None = None
    due_on: date | None = None
    responsible: Membership | None = None
    cost_estimate: Decimal | None = None
    grant: Grant | None = None
    offer_again: bool = False


@transaction.atomic
def add_item(*, by: Membership, on: date, goal: Goal, details: ItemDetails) -> PlanItem:
    """Add a service to a goal, with the person's choice of time if it is known."""
    check_day(on)
    check_editable(goal.plan)
    service = find_service(details.service)
    if service is None or not is_offered(details.service):
        raise rule_error("unknown_service", "service", PlanError)
    _check_terms(details.start_after, details.due_on, details.cost_estimate, details.grant)
    name = service.label if service.is_own else ""
    item = PlanItem(goal=goal, service_name=name, **vars(details))
    if details.timing:
        item.status, item.decided_on = status_after(details.timing), on
    item.full_clean()
    item.save()
    audit.record("plan_item.added", on=item, timing=details.timing)
    return item


def _check_terms(
    start_after: date | None, due_on: date | None, cost_estimate: Decimal | None, grant: Grant | None
) -> None:
    if start_after and due_on and due_on < start_after:
        raise rule_error("due_before_start", "due_on", PlanError)
    if grant is not None and not cost_estimate:
        raise rule_error("grant_needs_cost", "cost_estimate", PlanError)


@transaction.atomic
def change_item(*, by: Membership, on: date, item: PlanItem, **terms: Any) -> PlanItem:
    """Change who provides it, how often, by when, and what it costs; service and choice of time stay."""
    check_editable(item.goal.plan)
    _check_terms(terms["start_after"], terms["due_on"], terms["cost_estimate"], terms["grant"])
    for name in TERMS:
        setattr(item, name, terms[name])
    item.full_clean()
    item.save()
    audit.record("plan_item.changed", on=item)
    return item


@transaction.atomic
def decide_timing(
    *,
    by: Membership,
    on: date,
    item: PlanItem,
    timing: str,
    raised_by_person: bool = False,
    offer_again: bool = False,
) -> PlanItem:
    """Record the person's choice: now, later or never. Never is final until the person raises it (R-18)."""
    check_day(on)
    plan = item.goal.plan
    check_editable(plan)
    objection = objection_to_timing(
        item.facts, timing, raised_by_person=raised_by_person, review_due=plan.review_due, on=on
    )
    if objection:
        raise rule_error(objection, "timing", PlanError)
    keeps_status = timing == item.timing and item.status != PlanItemStatus.PROPOSED
    item.timing, item.decided_on, item.offer_again = timing, on, offer_again
    if not keeps_status:
        item.status, item.unmet_reason = status_after(timing), ""
    item.full_clean()
    item.save()
    audit.record("plan_item.decided", on=item, timing=timing, raised=raised_by_person)
    return item


@transaction.atomic
def set_item_status(
    *, by: Membership, on: date, item: PlanItem, status: str, unmet_reason: str = ""
) -> PlanItem:
    """Say how a service goes: referred, under way, completed, stopped, or not available and why (S3-59)."""
    check_day(on)
    check_editable(item.goal.plan)
    if item.status == PlanItemStatus.DECLINED_BY_PERSON:
        raise rule_error("declined_is_final", "status", PlanError)
    if status == PlanItemStatus.UNAVAILABLE and not unmet_reason:
        raise rule_error("unmet_reason", "unmet_reason", PlanError)
    item.status = status
    item.unmet_reason = unmet_reason if status == PlanItemStatus.UNAVAILABLE else ""
    item.full_clean()
    item.save()
    audit.record("plan_item.updated", on=item, status=status, reason=item.unmet_reason)
    return item
