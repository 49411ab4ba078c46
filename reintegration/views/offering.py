"""Settings of the catalogue: which services are offered here, and services of our own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.views.page import sent, succeeds
from reintegration import operations
from reintegration.forms.offering import OfferForm, OwnServiceForm
from reintegration.models import ServiceOffer
from reintegration.queries.offering import whole_offer
from reintegration.views.page import one_or_404
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit.forms import form_status


@requires(Act.MANAGE_SETTINGS)
def service_list(request: MemberRequest) -> HttpResponse:
    """The whole catalogue, each service off or on (domain 3)."""
    offer, off = whole_offer()
    on = [service.code for category in offer for service in category.services if service.code not in off]
    form = OfferForm(sent(request), offer=offer, initial={"services": on})
    by = request.membership
    if succeeds(form, lambda: operations.choose_services(by=by, on_codes=form.cleaned_data["services"])):
        messages.success(request, _("The catalogue is saved."))
        return redirect("reintegration:service_list")
    own = ServiceOffer.objects.filter(is_own=True).order_by("name")
    context = {"form": form, "own": own}
    return render(request, "reintegration/service_list.html", context, status=form_status(form))


@requires(Act.MANAGE_SETTINGS)
def service_add(request: MemberRequest) -> HttpResponse:
    """A service of our own."""
    form, by = OwnServiceForm(sent(request), is_new=True), request.membership
    if succeeds(form, lambda: operations.save_own_service(by=by, **form.cleaned_data)):
        messages.success(request, _("The service is in the catalogue."))
        return redirect("reintegration:service_list")
    return render(request, "reintegration/service_add.html", {"form": form}, status=form_status(form))


@requires(Act.MANAGE_SETTINGS)
def service_change(request: MemberRequest, ref: str) -> HttpResponse:
    """Change a service of our own; its category stays."""
    offer = one_or_404(ServiceOffer.objects.filter(is_own=True), ref)
    known = {name: getattr(offer, name) for name in ("name", "unit", "phases", "providers")}
    form, by = OwnServiceForm(sent(request), is_new=False, initial=known), request.membership
    category = offer.code.partition(".")[0]

    def save() -> None:
        operations.save_own_service(by=by, offer=offer, category=category, **form.cleaned_data)

    if succeeds(form, save):
        messages.success(request, _("The service is saved."))
        return redirect("reintegration:service_list")
    context = {"form": form, "offer": offer}
    return render(request, "reintegration/service_change.html", context, status=form_status(form))
