"""Logging what was delivered (S3-10, S3-64, R-15)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from cases.models import Case, RelatedPerson
from reintegration.codes import (
    DeliveryMode,
    Phase,
    PlanItemStatus,
    PlanStatus,
    ProviderKind,
    Unit,
)
from reintegration.models import GroupActivity, PlanItem, ServiceDelivery
from reintegration.queries.cycles import phase_on
from reintegration.queries.offering import find_service, is_offered
from reintegration.reasons import raise_first, rule_error
from reintegration.rules.plans import SETTLED_ITEMS, DeliveryFacts, objections_to_delivery
from renate import audit
from renate.accounts.models import Membership
from renate.funding.models import Grant
from renate.kit import clock
from renate.kit.errors import RuleError


class DeliveryError(RuleError):
    """The delivery can't be recorded as given."""


@dataclass(frozen=True)
class DeliveryDetails:
    """One delivered service; recipient empty means the person."""

    service: str
    provider_kind: str = ProviderKind.CARE_PROVIDER_OWN
    item: PlanItem | None = None
    activity: GroupActivity | None = None
    recipient: RelatedPerson | None = None
    provider: str = ""
    mode: str = DeliveryMode.IN_PERSON
    quantity: Decimal = Decimal(1)
    unit: str = Unit.SESSION
    duration_min: int | None = None
    cost: Decimal | None = None
    grant: Grant | None = None
    before_opening: bool = False
    satisfaction: int | None = None
    note: str = ""


@transaction.atomic
def log_delivery(*, by: Membership, on: date, case: Case, details: DeliveryDetails) -> ServiceDelivery:
    """Record a delivered service; its plan item is then under way, and so is the plan.

    Enforces R-15 (days) and domain 3 (what self and family provide has no cost). Raises DeliveryError.
    """
    name = _check(case, on, details)
    delivery = ServiceDelivery(
        case=case, on=on, delivered_by=by, phase_at=phase_on(case, on), service_name=name, **vars(details)
    )
    delivery.category = details.service.partition(".")[0]
    delivery.full_clean()
    delivery.save()
    if details.item is not None:
        _start(details.item)
    audit.record("delivery.logged", on=delivery, secondary=details.recipient is not None)
    return delivery


def _check(case: Case, on: date, details: DeliveryDetails) -> str:
    """The name to keep beside the code of a service of our own; raises where something stands against it."""
    service = find_service(details.service)
    if service is None or (details.item is None and not is_offered(details.service)):
        raise rule_error("unknown_service", "service", DeliveryError)
    if details.item is not None and details.item.status == PlanItemStatus.DECLINED_BY_PERSON:
        raise rule_error("declined_is_final", "service", DeliveryError)
    recipient = details.recipient
    if recipient is not None and not (recipient.is_beneficiary and recipient.person_id == case.person_id):
        raise rule_error("not_a_beneficiary", "recipient", DeliveryError)
    facts = DeliveryFacts(
        on=on,
        provider_kind=details.provider_kind,
        quantity=details.quantity,
        cost=details.cost,
        has_grant=details.grant is not None,
        before_opening=details.before_opening,
    )
    found = objections_to_delivery(
        facts,
        today=clock.today(),
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        after_closure=service.is_offered_in(Phase.FOLLOW_UP),
    )
    raise_first(found, DeliveryError)
    return service.label if service.is_own else ""


def _start(item: PlanItem) -> None:
    if item.status not in SETTLED_ITEMS and item.status != PlanItemStatus.IN_PROGRESS:
        item.status, item.unmet_reason = PlanItemStatus.IN_PROGRESS, ""
        item.full_clean()
        item.save()
    plan = item.goal.plan
    if plan.status == PlanStatus.AGREED:
        plan.status = PlanStatus.ACTIVE
        plan.save()
