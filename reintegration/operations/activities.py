"""Logging a group activity: one event, a delivery of their own for each who took part (S3-10, R-15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case, RelatedPerson
from reintegration.catalogue import Service
from reintegration.codes import DeliveryMode, Phase, Unit
from reintegration.models import GroupActivity, ServiceDelivery
from reintegration.operations.deliveries import DeliveryError
from reintegration.queries.activities import phases_on
from reintegration.queries.offering import find_service, is_offered
from reintegration.reasons import TEXTS, rule_error
from reintegration.rules.activities import shares
from reintegration.rules.plans import DeliveryFacts, objections_to_delivery
from renate import audit
from renate.accounts.models import Membership
from renate.funding.models import Grant
from renate.kit import clock


@dataclass(frozen=True)
class ActivityDetails:
    """What took place."""

    service: str
    provider_kind: str
    mode: str = DeliveryMode.IN_PERSON
    quantity: Decimal = Decimal(1)
    unit: str = Unit.SESSION
    total_cost: Decimal | None = None
    grant: Grant | None = None
    note: str = ""


@dataclass(frozen=True)
class Participant:
    """Who took part: the person of a case, or somebody of the family in their own right (S3-64)."""

    case: Case
    recipient: RelatedPerson | None = None


@transaction.atomic
def log_activity(
    *, by: Membership, on: date, details: ActivityDetails, participants: Sequence[Participant]
) -> GroupActivity:
    """Record what took place and who took part; the cost is shared out to the cent.

    Either everybody's delivery stands or none does. Raises DeliveryError.
    """
    service = find_service(details.service)
    if service is None or not is_offered(details.service):
        raise rule_error("unknown_service", "service", DeliveryError)
    parts = shares(details.total_cost, len(participants))
    _check(on, service, details, participants, parts)
    activity = GroupActivity(on=on, led_by=by, service_name=_name(service), **vars(details))
    activity.full_clean()
    activity.save()
    phases = phases_on([each.case for each in participants], on)
    rows = [
        _delivery(activity, each, cost, phases.get(each.case.pk, ""))
        for each, cost in zip(participants, parts, strict=True)
    ]
    for row in rows:
        row.clean_fields()
    ServiceDelivery.objects.bulk_create(rows)
    for row in rows:
        audit.record("delivery.logged", on=row, secondary=row.recipient_id is not None, group=True)
    return activity


def _check(
    on: date,
    service: Service,
    details: ActivityDetails,
    participants: Sequence[Participant],
    parts: Sequence[Decimal | None],
) -> None:
    if not participants:
        raise rule_error("nobody_took_part", "participants", DeliveryError)
    reasons = []
    for each, cost in zip(participants, parts, strict=True):
        facts = DeliveryFacts(on, details.provider_kind, details.quantity, cost, details.grant is not None)
        found = objections_to_delivery(
            facts,
            today=clock.today(),
            opened_on=each.case.opened_on,
            closed_on=each.case.closed_on,
            after_closure=service.is_offered_in(Phase.FOLLOW_UP),
        )
        common = [(field, code) for field, code in found if field != "on" or code == "in_future"]
        if common:
            raise rule_error(common[0][1], _FIELDS.get(common[0][0], common[0][0]), DeliveryError)
        code = each.case.person.case_code
        reasons += [_("%(code)s: %(why)s") % {"code": code, "why": TEXTS[why]} for _field, why in found]
    if reasons:
        raise DeliveryError(reasons, field="participants")


_FIELDS = {"cost": "total_cost"}


def _name(service: Service) -> str:
    return service.label if service.is_own else ""


def _delivery(
    activity: GroupActivity, each: Participant, cost: Decimal | None, phase: str
) -> ServiceDelivery:
    same = ("on", "service", "service_name", "mode", "quantity", "unit", "provider_kind", "note")
    return ServiceDelivery(
        case=each.case,
        recipient=each.recipient,
        activity=activity,
        delivered_by=activity.led_by,
        category=activity.service.partition(".")[0],
        phase_at=phase,
        cost=cost,
        grant=activity.grant if cost else None,
        **{name: getattr(activity, name) for name in same},
    )
