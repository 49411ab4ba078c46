"""The directory of outside bodies."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from referrals import operations
from referrals.forms import PartnerForm
from referrals.models import Partner
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.kit.forms import add_rule_error, form_status


@requires(Act.SEE_PARTNERS)
def partner_list(request: MemberRequest) -> HttpResponse:
    """All partners, those in use first."""
    partners = Partner.objects.order_by("-is_active", "country", "name")
    return render(request, "referrals/partner_list.html", {"partners": partners})


@requires(Act.SEE_PARTNERS)
def partner_add(request: MemberRequest) -> HttpResponse:
    """Add a partner."""
    form = PartnerForm(request.POST or None, initial={"country": request.organisation.country})
    if form.is_valid():
        try:
            operations.add_partner(by=request.membership, on=clock.today(), **form.cleaned_data)
        except RuleError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, _("The partner is added."))
            return redirect("referrals:partner_list")
    return render(request, "referrals/partner_add.html", {"form": form}, status=form_status(form))


@requires(Act.SEE_PARTNERS)
def partner_change(request: MemberRequest, ref: str) -> HttpResponse:
    """Change a partner, or take it out of use."""
    partner = get_object_or_404(Partner, public_id=ref)
    form = PartnerForm(request.POST or None, instance=partner)
    if form.is_valid():
        try:
            operations.change_partner(
                by=request.membership, on=clock.today(), partner=partner, **form.cleaned_data
            )
        except RuleError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("referrals:partner_list")
    context = {"form": form, "partner": partner}
    return render(request, "referrals/partner_change.html", context, status=form_status(form))
