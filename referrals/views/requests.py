"""Requests about persons: what we ask, and what others ask us."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from cases.views.page import done, sent, succeeds
from referrals import queries, showing
from referrals.forms.handover import ConfirmForm, HandlingForm, PersonRequestForm
from referrals.models import PersonRequest
from referrals.operations.requests import ask_about_person, note_handling, read_request, take_back_request
from referrals.views.page import draw, page
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Access, Act, Section
from renate.drafts.keeping import drafted
from renate.kit import clock


@case_page(Section.PLAN, Access.READ, tab="referrals", act=Act.OFFER_REFERRAL)
def request_new(request: CaseRequest, case: Case) -> HttpResponse:
    """Ask another organisation; the page afterwards is the same whether they know the person or not."""
    member, today = request.membership, clock.today()
    form = PersonRequestForm(sent(request), here=request.organisation)
    form = drafted(request, form, label=_("Referral"), about=case.person.case_code)
    if succeeds(form, lambda: ask_about_person(by=member, on=today, case=case, **form.cleaned_data)):
        text = _("Asked. If they can help and the person agrees, a referral will come to you.")
        return done(request, text, "referrals:offer_list", case.ref)
    return draw(request, case, "request_new", form=form)


@case_page(Section.PLAN, Access.READ, tab="referrals", act=Act.OFFER_REFERRAL, while_restricted=True)
def request_take_back(request: CaseRequest, case: Case, asked_ref: str) -> HttpResponse:
    """Destroy what we told them."""
    asked = get_object_or_404(PersonRequest.objects.owned(), case=case, public_id=asked_ref)
    form = ConfirmForm(sent(request))
    if succeeds(form, lambda: take_back_request(by=request.membership, on=clock.today(), request=asked)):
        return done(request, _("Taken back."), "referrals:offer_list", case.ref)
    return draw(request, case, "request_take_back", form=form, asked=asked)


@requires(Act.ANSWER_REFERRAL)
def request_show(request: MemberRequest, ref: str) -> HttpResponse:
    """What another organisation asks; what we do about it stays here."""
    asked = queries.requests_received(clock.today()).filter(public_id=ref).first()
    if asked is None:
        raise Http404
    member, today = request.membership, clock.today()
    note = queries.handling_of([asked]).get(ref)
    form = HandlingForm(sent(request), initial={"handling": note.handling if note else ""})
    if succeeds(form, lambda: note_handling(by=member, on=today, request=asked, **form.cleaned_data)):
        return done(request, _("Noted, for you only."), "referrals:request_show", ref)
    content = read_request(by=member, on=today, request=asked)
    return page(
        request,
        "request_show",
        form=form,
        asked=asked,
        rows=showing.request_rows(content),
        question=content.get("question", ""),
    )
