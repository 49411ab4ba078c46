"""Both directions in one list, and the receiver's pages of a package."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.access import visible_cases
from referrals import access, operations, queries, showing
from referrals.codes import TONES, ReferralState
from referrals.forms import AcceptForm, ConfirmForm, DeclineForm, LinkCaseForm
from referrals.models import Referral, ReferralPackage
from renate import audit
from renate.accounts.access import can
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act, Section
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.kit.forms import add_rule_error, form_status

PAGE_SIZE = 25


@requires(Act.OFFER_REFERRAL, Act.ANSWER_REFERRAL)
def referral_list(request: MemberRequest) -> HttpResponse:
    """What came, or what we sent."""
    box = request.GET.get("box") or ("received" if _may_answer(request) else "sent")
    found = queries.sent_by_us(request.membership) if box == "sent" else queries.inbox(request.membership)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    boxes = (("received", _("Received")), ("sent", _("Sent")))
    context = {
        "page": page,
        "rows": [(row, TONES[row.state]) for row in page],  # type: ignore[attr-defined]
        "box": box,
        "tabs": [{"url": f"?box={key}", "label": label, "active": key == box} for key, label in boxes],
    }
    return render(request, "referrals/referral_list.html", context)


@requires(Act.OFFER_REFERRAL, Act.ANSWER_REFERRAL)
def package_show(request: MemberRequest, ref: str) -> HttpResponse:
    """The anonymous summary; after acceptance, the way to the sections."""
    package = _seen(request, ref)
    opens = access.may_open(request.membership, package)
    audit.record("referral.summary_read", on=package)
    context = _context(package) | {
        "summary": showing.summary_rows(package.summary),
        "may_answer": _may_answer(request) and package.state == ReferralState.OFFERED,
        "may_end": _may_answer(request) and package.state == ReferralState.ACCEPTED,
        "opens": opens,
        "readings": queries.readings(package) if opens else [],
        "record": queries.received_record(package),
    }
    return render(request, "referrals/package_show.html", context)


@requires(Act.ANSWER_REFERRAL)
def package_accept(request: MemberRequest, ref: str) -> HttpResponse:
    """Take it over, and say who will work with the person."""
    package = _seen(request, ref)
    if package.state != ReferralState.OFFERED:
        return redirect("referrals:package_show", ref)
    form = AcceptForm(request.POST or None)
    if form.is_valid():
        try:
            operations.accept_package(
                by=request.membership, on=clock.today(), package=package, **form.cleaned_data
            )
        except RuleError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, _("Accepted. The shared sections can be opened now."))
            return redirect("referrals:package_show", ref)
    context = _context(package) | {"form": form, "summary": showing.summary_rows(package.summary)}
    return render(request, "referrals/package_accept.html", context, status=form_status(form))


@requires(Act.ANSWER_REFERRAL)
def package_decline(request: MemberRequest, ref: str) -> HttpResponse:
    """Say no, with a reason."""
    package = _seen(request, ref)
    if package.state != ReferralState.OFFERED:
        return redirect("referrals:package_show", ref)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            operations.decline_package(
                by=request.membership, on=clock.today(), package=package, **form.cleaned_data
            )
        except RuleError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, _("Declined. The sender is told."))
            return redirect("referrals:referral_list")
    return render(
        request,
        "referrals/package_decline.html",
        _context(package) | {"form": form},
        status=form_status(form),
    )


@requires(Act.ANSWER_REFERRAL)
def package_end(request: MemberRequest, ref: str) -> HttpResponse:
    """Hand it back: our access to the sections ends."""
    package = _seen(request, ref)
    if package.state != ReferralState.ACCEPTED:
        return redirect("referrals:package_show", ref)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            operations.end_package(by=request.membership, on=clock.today(), package=package)
        except RuleError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, _("Ended. The shared sections are closed; your own file stays."))
            return redirect("referrals:referral_list")
    return render(
        request, "referrals/package_end.html", _context(package) | {"form": form}, status=form_status(form)
    )


@requires(Act.OFFER_REFERRAL, Act.ANSWER_REFERRAL)
def package_section(request: MemberRequest, ref: str, letter: str) -> HttpResponse:
    """Open one section; both sides see that it was opened. Withdrawn means: not there."""
    package = _seen(request, ref)
    try:
        content = operations.read_section(
            by=request.membership, on=clock.today(), package=package, section=letter
        )
    except RuleError as error:
        raise Http404 from error
    context = _context(package) | {
        "title": Section(letter).label,
        "letter": letter,
        "blocks": showing.section_blocks(letter, content),
    }
    return render(request, "referrals/package_section.html", context)


@requires(Act.OFFER_REFERRAL, Act.ANSWER_REFERRAL)
def package_link(request: MemberRequest, ref: str) -> HttpResponse:
    """Tie our own case to the referral, for the figures of the network."""
    package = _seen(request, ref)
    record = _unlinked(package)
    form = LinkCaseForm(request.POST or None, cases=visible_cases(request.membership))
    if form.is_valid():
        try:
            operations.link_case(
                by=request.membership, on=clock.today(), referral=record, **form.cleaned_data
            )
        except RuleError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, _("The case is tied to this referral."))
            return redirect("referrals:package_show", ref)
    return render(
        request, "referrals/package_link.html", _context(package) | {"form": form}, status=form_status(form)
    )


def _may_answer(request: MemberRequest) -> bool:
    return can(request.membership, Act.ANSWER_REFERRAL)


def _seen(request: MemberRequest, ref: str) -> ReferralPackage:
    """A package that came to us and that the member may know of; else 404."""
    received = ReferralPackage.objects.received().select_related("organisation")
    package = received.filter(public_id=ref).first()
    if package is None or not access.may_see(request.membership, package):
        audit.record("access.denied", page="referral")
        raise Http404
    return package


def _unlinked(package: ReferralPackage) -> Referral:
    record = queries.received_record(package)
    if record is None or record.state != ReferralState.ACCEPTED or record.case_id is not None:
        raise Http404
    return record


def _context(package: ReferralPackage) -> dict[str, Any]:
    sections = [{"letter": letter, "label": Section(letter).label} for letter in package.sections]
    return {"package": package, "tone": TONES[package.state], "sections": sections}
