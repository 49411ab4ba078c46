"""The directory of bodies: who they are, whom to call, what was agreed, when we last spoke."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.forms.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.codes import COUNTRIES
from cases.views.page import done, sent, succeeds
from referrals import operations
from referrals.forms.handover import ConfirmForm, members_beside
from referrals.forms.partners import (
    AgreementForm,
    ContactLogForm,
    PartnerContactForm,
    PartnerFilter,
    PartnerForm,
)
from referrals.models import Agreement, Partner, PartnerContact
from referrals.queries import cooperation as queries
from referrals.views.page import page
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.drafts.keeping import drafted
from renate.kit import clock
from renate.kit.conflicts import guarded, held

PAGE_SIZE = 50


@requires(Act.SEE_PARTNERS)
def partner_list(request: MemberRequest) -> HttpResponse:
    """All bodies, those in use first; members of the network that are not among them below."""
    form = PartnerFilter(request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = Paginator(queries.partners(**wanted), PAGE_SIZE).get_page(request.GET.get("page"))
    members = queries.members_without_entry(request.organisation) if not any(wanted.values()) else []
    context = {
        "page": found,
        "partners": found.object_list,
        "members": members,
        "is_filtered": any(wanted.values()),
        "countries": COUNTRIES,
    }
    return page(request, "partner_list", filters=form, **context)


@requires(Act.SEE_PARTNERS)
def partner_show(request: MemberRequest, ref: str) -> HttpResponse:
    """One body with its people, agreements and the log of contacts."""
    partner = get_object_or_404(Partner.objects.select_related("member"), public_id=ref)
    return page(request, "partner_show", partner=partner, today=clock.today(), **queries.about(partner))


@requires(Act.SEE_PARTNERS)
def partner_add(request: MemberRequest) -> HttpResponse:
    """Add a body."""
    form = PartnerForm(sent(request), initial={"country": request.organisation.country})
    made: list[Partner] = []
    member, today, add = request.membership, clock.today(), operations.add_partner
    if succeeds(form, lambda: made.append(add(by=member, on=today, **form.cleaned_data))):
        return done(request, _("Added."), "referrals:partner_show", made[0].public_id)
    return page(request, "partner_add", form=form)


@requires(Act.SEE_PARTNERS)
def partner_join(request: MemberRequest, ref: str) -> HttpResponse:
    """Take a member of the network into the directory, to keep contacts and agreements there."""
    house = get_object_or_404(members_beside(request.organisation), public_id=ref)
    form = ConfirmForm(sent(request))
    made: list[Partner] = []
    member, today, add = request.membership, clock.today(), operations.add_member_entry
    if succeeds(form, lambda: made.append(add(by=member, on=today, member=house))):
        return done(request, _("Added."), "referrals:partner_show", made[0].public_id)
    return page(request, "partner_join", form=form, house=house, countries=COUNTRIES)


@requires(Act.SEE_PARTNERS)
def partner_change(request: MemberRequest, ref: str) -> HttpResponse:
    """Change a body, or take it out of use."""
    partner = held(request, get_object_or_404(Partner, public_id=ref))
    form = guarded(PartnerForm(sent(request), instance=partner))
    return _keep(request, partner, form, operations.change_partner, "partner_change")


@requires(Act.SEE_PARTNERS)
def person_add(request: MemberRequest, ref: str) -> HttpResponse:
    """Somebody to call there."""
    partner = get_object_or_404(Partner, public_id=ref)
    return _keep(request, partner, PartnerContactForm(sent(request)), operations.keep_contact, "person_add")


@requires(Act.SEE_PARTNERS)
def person_change(request: MemberRequest, ref: str, person_ref: str) -> HttpResponse:
    """Change what is known of somebody there."""
    partner = get_object_or_404(Partner, public_id=ref)
    contact = held(request, get_object_or_404(PartnerContact, partner=partner, public_id=person_ref))
    form = guarded(PartnerContactForm(sent(request), instance=contact))
    return _keep(request, partner, form, operations.keep_contact, "person_change", contact=contact)


@requires(Act.SEE_PARTNERS)
def agreement_add(request: MemberRequest, ref: str) -> HttpResponse:
    """A memorandum or another agreement."""
    partner = get_object_or_404(Partner, public_id=ref)
    form = AgreementForm(sent(request))
    return _keep(request, partner, form, operations.keep_agreement, "agreement_add")


@requires(Act.SEE_PARTNERS)
def agreement_change(request: MemberRequest, ref: str, agreement_ref: str) -> HttpResponse:
    """Change its dates."""
    partner = get_object_or_404(Partner, public_id=ref)
    agreement = held(request, get_object_or_404(Agreement, partner=partner, public_id=agreement_ref))
    form = guarded(AgreementForm(sent(request), instance=agreement))
    return _keep(request, partner, form, operations.keep_agreement, "agreement_change", agreement=agreement)


@requires(Act.SEE_PARTNERS)
def contact_log(request: MemberRequest, ref: str) -> HttpResponse:
    """Write down a contact."""
    partner = get_object_or_404(Partner, public_id=ref)
    form = ContactLogForm(sent(request), initial={"happened_on": clock.today()})
    form = drafted(request, form, label=_("Partner"))
    return _keep(request, partner, form, operations.log_contact, "contact_log")


def _keep(
    request: MemberRequest,
    partner: Partner,
    form: BaseForm,
    keep: Callable[..., Any],
    template: str,
    **row: Any,
) -> HttpResponse:
    """One form, one operation; then back to the body."""

    def run() -> None:
        keep(by=request.membership, on=clock.today(), partner=partner, **row, **form.cleaned_data)

    if succeeds(form, run):
        return done(request, _("Saved."), "referrals:partner_show", partner.public_id)
    return page(request, template, form=form, partner=partner)
