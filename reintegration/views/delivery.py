"""Deliveries: logged in two clicks from the plan, listed by day."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from cases.views.page import done, sent, succeeds
from reintegration import operations
from reintegration.codes import DeliveryMode, ProviderKind, Unit
from reintegration.forms.plan import DeliveryForm
from reintegration.models import PlanItem, ServiceDelivery
from reintegration.operations import DeliveryDetails
from reintegration.queries.cycles import running_cycle
from reintegration.queries.offering import find_service
from reintegration.views.page import draw, may_write, one_or_404
from renate.accounts.roles import Access, Section
from renate.kit import clock

PAGE = 50
# What is counted in euros or things is handed over; all else happens face to face.
_USUAL_MODE: dict[str, str] = {Unit.EUR: DeliveryMode.CASH, Unit.ITEM: DeliveryMode.IN_KIND}


@case_page(Section.PLAN, Access.READ, tab="plan")
def delivery_list(request: CaseRequest, case: Case) -> HttpResponse:
    """What was delivered, newest first."""
    found = ServiceDelivery.objects.filter(case=case).select_related("recipient", "delivered_by__user")
    pages = Paginator(found.order_by("-on", "-id"), PAGE)
    page = pages.get_page(request.GET.get("page"))
    return draw(request, case, "delivery_list", page=page, may_write=may_write(request))


@case_page(Section.PLAN, Access.WRITE, tab="plan")
def delivery_log(request: CaseRequest, case: Case) -> HttpResponse:
    """Log a delivery; `?item=` comes from the plan, with all that is known filled in."""
    asked = request.GET.get("item", "")
    items = PlanItem.objects.filter(goal__plan__case=case).select_related("goal__plan")
    item = one_or_404(items, asked) if asked else None
    cycle = running_cycle(case)
    form = DeliveryForm(
        sent(request), case=case, item=item, phase=cycle.phase if cycle else None, initial=_initial(item)
    )
    membership = request.membership

    def save() -> None:
        on, details = form.cleaned_data["on"], DeliveryDetails(**form.values())
        operations.log_delivery(by=membership, on=on, case=case, details=details)

    if succeeds(form, save):
        return done(request, _("The delivery is logged."), "reintegration:plan_show", case.ref)
    return draw(request, case, "delivery_log", form=form, item=item)


def _initial(item: PlanItem | None) -> dict[str, object]:
    start: dict[str, object] = {
        "on": clock.today(),
        "mode": DeliveryMode.IN_PERSON,
        "unit": Unit.SESSION,
        "provider_kind": ProviderKind.CARE_PROVIDER_OWN,
    }
    if item is None:
        return start
    service = find_service(item.service)
    known: dict[str, object] = {"provider_kind": item.provider_kind}
    if service is not None:
        known |= {"unit": service.unit, "mode": _USUAL_MODE.get(service.unit, DeliveryMode.IN_PERSON)}
    return start | known
