"""The receiver's answers, and its work under a package."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases.access import visible_cases
from cases.models import Case
from cases.views.page import done, sent, succeeds
from referrals import access, operations, queries, showing
from referrals.codes import FeedbackAgreed, ReferralKind, ReferralState
from referrals.forms.handover import (
    AcceptForm,
    ConfirmForm,
    DeclineForm,
    FeedbackForm,
    LinkCaseForm,
    TakeOverForm,
    WaitForm,
)
from referrals.models import Referral, ReferralPackage
from referrals.views.page import about, page, seen
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock

TAKEN = (ReferralState.ACCEPTED, ReferralState.AGREED)


@requires(Act.ANSWER_REFERRAL)
def package_accept(request: MemberRequest, ref: str) -> HttpResponse:
    """Say yes, and who will work with the person."""
    package = seen(request, ref)
    if not package.is_open_offer:
        return redirect("referrals:package_show", ref)
    form = AcceptForm(sent(request))
    said = _("Accepted.")
    summary = showing.summary_rows(package.summary)
    return _answer(request, package, form, operations.accept_package, "package_accept", said, summary=summary)


@requires(Act.ANSWER_REFERRAL)
def package_decline(request: MemberRequest, ref: str) -> HttpResponse:
    """Say no, with a reason."""
    package = seen(request, ref)
    if not package.is_open_offer:
        return redirect("referrals:package_show", ref)
    form = DeclineForm(sent(request))
    said = _("Declined. The sender is told.")
    return _answer(request, package, form, operations.decline_package, "package_decline", said)


@requires(Act.ANSWER_REFERRAL)
def package_wait(request: MemberRequest, ref: str) -> HttpResponse:
    """Put it on the waiting list until a day."""
    package = seen(request, ref)
    if not package.is_open_offer:
        return redirect("referrals:package_show", ref)
    form = WaitForm(sent(request))
    said = _("On your waiting list. The sender is told.")
    return _answer(request, package, form, operations.put_on_waiting_list, "package_wait", said)


@requires(Act.ANSWER_REFERRAL)
def package_reassign(request: MemberRequest, ref: str) -> HttpResponse:
    """Give it to another worker here."""
    package = seen(request, ref)
    if package.state not in TAKEN:
        return redirect("referrals:package_show", ref)
    form = AcceptForm(sent(request))
    said = _("Given to another worker.")
    return _answer(request, package, form, operations.reassign_package, "package_reassign", said)


@requires(Act.ANSWER_REFERRAL)
def package_end(request: MemberRequest, ref: str) -> HttpResponse:
    """Hand it back: our access to the sections ends."""
    package = seen(request, ref)
    if package.state not in TAKEN:
        return redirect("referrals:package_show", ref)
    form = ConfirmForm(sent(request))
    said = _("Ended. The shared sections are closed; your own file stays.")
    return _answer(request, package, form, operations.end_package, "package_end", said)


@requires(Act.OFFER_REFERRAL, Act.ANSWER_REFERRAL)
def package_feedback(request: MemberRequest, ref: str) -> HttpResponse:
    """Tell the sender what came of it, as agreed."""
    package = _opened(request, ref)
    named = package.feedback_agreed == FeedbackAgreed.SERVICES
    form = FeedbackForm(sent(request), named=named, initial={"happened_on": clock.today()})

    def give(**how: Any) -> None:
        operations.give_feedback(
            by=how["by"], on=how["on"], package=package, feedback=operations.Feedback(**form.cleaned_data)
        )

    return _answer(request, package, form, give, "package_feedback", _("The sender is told."), bare=True)


@requires(Act.OFFER_REFERRAL, Act.ANSWER_REFERRAL)
def package_report(request: MemberRequest, ref: str) -> HttpResponse:
    """Report what our own file says was delivered."""
    package = _opened(request, ref)
    form = ConfirmForm(sent(request))
    said = _("Reported. The sender sees numbers and dates, or the services agreed.")
    return _answer(request, package, form, operations.report_deliveries, "package_report", said)


@requires(Act.OPEN_INTAKE)
def package_take_over(request: MemberRequest, ref: str) -> HttpResponse:
    """Open our own file from the package; the sender's closes with it, or nothing happens."""
    package = _opened(request, ref)
    if package.summary["kind"] != ReferralKind.TRANSFER:
        raise Http404
    form = TakeOverForm(sent(request), initial={"on": clock.today()})
    member = request.membership
    opened: list[Case] = []

    def take() -> None:
        answers = {name: form.answer(name) for name in ("services", "data_storage")}
        on = form.cleaned_data["on"]
        opened.append(operations.take_over(by=member, on=on, package=package, **answers))

    if succeeds(form, take):
        return done(request, _("The file is yours now."), "referrals:offer_list", opened[0].ref)
    return page(request, "package_take_over", **about(request, package), form=form)


@requires(Act.OFFER_REFERRAL, Act.ANSWER_REFERRAL)
def package_link(request: MemberRequest, ref: str) -> HttpResponse:
    """Tie our own case to the referral, for the figures of the network."""
    package = seen(request, ref)
    record = _unlinked(package)
    form = LinkCaseForm(sent(request), cases=visible_cases(request.membership))

    def tie(**how: Any) -> None:
        operations.link_case(by=how["by"], on=how["on"], referral=record, **form.cleaned_data)

    said = _("The case is tied to this referral.")
    return _answer(request, package, form, tie, "package_link", said, bare=True)


def _answer(
    request: MemberRequest,
    package: ReferralPackage,
    form: Form,
    act: Callable[..., Any],
    template: str,
    said: str,
    *,
    bare: bool = False,
    **context: Any,
) -> HttpResponse:
    """One form, one operation; then back to the package."""

    def run() -> None:
        values = {} if bare else form.cleaned_data
        act(by=request.membership, on=clock.today(), package=package, **values)

    if succeeds(form, run):
        return done(request, said, "referrals:package_show", package.public_id)
    return page(request, template, **about(request, package), form=form, **context)


def _opened(request: MemberRequest, ref: str) -> ReferralPackage:
    """A package whose sections the member may open; else 404."""
    package = seen(request, ref)
    if not access.may_open(request.membership, package):
        raise Http404
    return package


def _unlinked(package: ReferralPackage) -> Referral:
    record = queries.received_record(package)
    if record is None or record.state not in TAKEN or record.case_id is not None:
        raise Http404
    return record
