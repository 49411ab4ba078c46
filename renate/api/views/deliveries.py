"""Services given: what the plan has, what was delivered of it, logged by the operation of the pages."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.models import Case, RelatedPerson
from reintegration.models import PlanItem, ServiceDelivery
from reintegration.operations import DeliveryDetails, log_delivery
from reintegration.queries.plan import items_at_work
from renate.accounts.roles import Access, Act
from renate.api.serializers.deliveries import DeliveryLine, DeliveryRecord, ItemLine
from renate.api.serializers.shared import PageQuestion, page_of
from renate.api.views.base import named
from renate.api.views.cases import LIST_REFUSALS, FileView, demand_unrestricted
from renate.api.views.consents import REFUSALS
from renate.funding.models import Grant


class ItemListView(FileView):
    """The services of the plan."""

    acts = (Act.WORK_CASES, Act.SEE_CASELOAD)

    @extend_schema(
        operation_id="plan_item_list",
        tags=["Services"],
        parameters=[PageQuestion],
        responses={200: page_of(ItemLine), **LIST_REFUSALS},
    )
    def get(self, request: Request, ref: str) -> Response:
        """The services of the plan one works with at present."""
        self.question(request, PageQuestion)
        return self.page(request, items_at_work(self.file(ref)), _item, ItemLine)


class DeliveryListView(FileView):
    """What was given."""

    acts = (Act.WORK_CASES, Act.SEE_CASELOAD)

    @extend_schema(
        operation_id="delivery_list",
        tags=["Services"],
        parameters=[PageQuestion],
        responses={200: page_of(DeliveryLine), **LIST_REFUSALS},
    )
    def get(self, request: Request, ref: str) -> Response:
        """What was delivered in this case, newest first."""
        self.question(request, PageQuestion)
        found = ServiceDelivery.objects.filter(case=self.file(ref)).order_by("-on", "-id")
        return self.page(request, found.select_related("item", "delivered_by__user"), _line, DeliveryLine)


class DeliveryLogView(FileView):
    """Logging a delivery."""

    acts = (Act.WORK_CASES,)
    access = Access.WRITE

    @extend_schema(
        operation_id="delivery_log",
        tags=["Services"],
        request=DeliveryRecord,
        responses={201: DeliveryLine, **REFUSALS},
    )
    def post(self, request: Request, ref: str) -> Response:
        """Log what was given; its service of the plan is then under way, and so is the plan."""
        case = self.file(ref)
        demand_unrestricted(case)
        said = self.body(request, DeliveryRecord)
        on, details = said.pop("on"), DeliveryDetails(**_found(said, case))
        delivery = log_delivery(by=self.membership, on=on, case=case, details=details)
        return Response(DeliveryLine(_line(delivery)).data, status=201)


def _found(said: dict[str, Any], case: Case) -> dict[str, Any]:
    """With the rows that the refs stand for, of this case and organisation only. Raises RuleError."""
    family = RelatedPerson.objects.filter(person=case.person_id, is_beneficiary=True)
    items = PlanItem.objects.filter(goal__plan__case=case).select_related("goal__plan")
    for name, rows in (("item", items), ("recipient", family), ("grant", Grant.objects.all())):
        if name in said:
            said[name] = named(rows, said[name], name)
    return said | {"service": said["item"].service} if "item" in said else said


def _item(item: PlanItem) -> dict[str, Any]:
    names = ("service", "timing", "status", "due_on", "provider_kind")
    known = {name: getattr(item, name) for name in names}
    return known | {"ref": item.public_id, "factor": item.goal.factor, "service_name": item.label}


def _line(delivery: ServiceDelivery) -> dict[str, Any]:
    names = ("on", "service", "quantity", "unit", "mode", "provider_kind", "note")
    return {name: getattr(delivery, name) for name in names} | {
        "ref": delivery.public_id,
        "service_name": delivery.label,
        "item": delivery.item.public_id if delivery.item else "",
        "for_family": delivery.recipient_id is not None,
        "delivered_by": str(delivery.delivered_by) if delivery.delivered_by else "",
    }
