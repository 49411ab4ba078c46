"""The sender's pages: referrals of a case, from draft to end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases.decorators import case_page
from cases.models import Case
from referrals import access, operations, queries, showing, snapshot
from referrals.codes import TONES, Direction, ReferralKind, ReferralReason, ReferralState
from referrals.forms import ConfirmForm, OfferForm
from referrals.models import Referral
from renate.accounts.access import can
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.kit.forms import add_rule_error, form_status

TAB = "referrals"


@case_page(Section.PLAN, Access.READ, tab=TAB)
def offer_list(request: MemberRequest, case: Case) -> HttpResponse:
    """All referrals of the case."""
    rows = [(referral, TONES[referral.state]) for referral in queries.of_case(case)]
    context = {"case": case, "tab": TAB, "rows": rows, "may_offer": _may_offer(request, case)}
    return render(request, "referrals/offer_list.html", context)


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.OFFER_REFERRAL)
def offer_new(request: MemberRequest, case: Case) -> HttpResponse:
    """Prepare a referral; the next page shows what will be sent."""
    initial = {"kind": ReferralKind.REFERRAL, "reason": ReferralReason.ADDITIONAL_SERVICES}
    return _draft(request, case, None, initial, "referrals/offer_new.html")


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.OFFER_REFERRAL)
def offer_change(request: MemberRequest, case: Case, offer_ref: str) -> HttpResponse:
    """Change what is not sent yet."""
    referral = _sent(case, offer_ref, state=ReferralState.DRAFT)
    return _draft(request, case, referral, OfferForm.values_of(referral), "referrals/offer_change.html")


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.OFFER_REFERRAL)
def offer_check(request: MemberRequest, case: Case, offer_ref: str) -> HttpResponse:
    """Check before you send: the summary they will see, and the sections they will open."""
    referral = _sent(case, offer_ref)
    if referral.state != ReferralState.DRAFT:
        return redirect("referrals:offer_show", case.ref, offer_ref)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            operations.send_referral(by=request.membership, on=clock.today(), referral=referral)
        except RuleError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, _("Sent. You will be told when they answer."))
            return redirect("referrals:offer_show", case.ref, offer_ref)
    summary = snapshot.summary(referral, on=clock.today())
    context = _context(case, referral, form) | {"summary": showing.summary_rows(summary)}
    return render(request, "referrals/offer_check.html", context, status=form_status(form))


@case_page(Section.PLAN, Access.READ, tab=TAB)
def offer_show(request: MemberRequest, case: Case, offer_ref: str) -> HttpResponse:
    """One referral: its state, what was shared, and who read it."""
    referral = _sent(case, offer_ref)
    package = getattr(referral, "package", None)
    context = _context(case, referral, None) | {
        "package": package,
        "summary": showing.summary_rows(package.summary) if package else [],
        "readings": queries.readings(package) if package else [],
        "may_offer": _may_offer(request, case),
        "may_withdraw": can(request.membership, Act.RECORD_CONSENT),
    }
    return render(request, "referrals/offer_show.html", context)


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.RECORD_CONSENT, while_restricted=True)
def offer_withdraw(request: MemberRequest, case: Case, offer_ref: str) -> HttpResponse:
    """Take it back, at once; any direct worker may, as with consent."""
    referral = _sent(case, offer_ref)
    undo = (
        operations.discard_referral if referral.state == ReferralState.DRAFT else operations.withdraw_referral
    )
    return _confirm(request, case, referral, undo, "referrals/offer_withdraw.html", _("Withdrawn."))


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.OFFER_REFERRAL, while_restricted=True)
def offer_end(request: MemberRequest, case: Case, offer_ref: str) -> HttpResponse:
    """The help asked for is given."""
    referral = _sent(case, offer_ref)
    done = _("Ended. The other organisation cannot open the sections any more.")
    return _confirm(request, case, referral, operations.end_referral, "referrals/offer_end.html", done)


def _may_offer(request: MemberRequest, case: Case) -> bool:
    return case.is_open and can(request.membership, Act.OFFER_REFERRAL)


def _sent(case: Case, offer_ref: str, **wanted: Any) -> Referral:
    rows = Referral.objects.select_related(
        "case__person", "case__organisation", "counterpart", "consent", "package"
    )
    return get_object_or_404(rows, case=case, direction=Direction.OUT, public_id=offer_ref, **wanted)


def _context(case: Case, referral: Referral, form: Any) -> dict[str, Any]:
    return {
        "case": case,
        "tab": TAB,
        "referral": referral,
        "tone": TONES[referral.state],
        "sections": [Section(letter).label for letter in referral.sections],
        "form": form,
    }


def _draft(
    request: MemberRequest, case: Case, draft: Referral | None, initial: dict[str, Any], template: str
) -> HttpResponse:
    membership = request.membership
    form = OfferForm(
        request.POST or None,
        here=request.organisation,
        sections=access.shareable_sections(membership),
        initial=initial,
    )
    if form.is_valid():
        try:
            wanted = operations.Request(**form.cleaned_data)
            referral = operations.draft_referral(
                by=membership, on=clock.today(), case=case, request=wanted, draft=draft
            )
        except RuleError as error:
            add_rule_error(form, error)
        else:
            return redirect("referrals:offer_check", case.ref, referral.public_id)
    consents = queries.sharing_consents(case, clock.today())
    context = {"case": case, "tab": TAB, "form": form, "referral": draft, "consents": consents}
    return render(request, template, context, status=form_status(form))


def _confirm(
    request: MemberRequest, case: Case, referral: Referral, act: Callable[..., Any], template: str, done: str
) -> HttpResponse:
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            act(by=request.membership, on=clock.today(), referral=referral)
        except RuleError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, done)
            return redirect("referrals:offer_list", case.ref)
    return render(request, template, _context(case, referral, form), status=form_status(form))
