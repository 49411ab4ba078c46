"""The sender's pages: referrals of a case, from draft to end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from cases.rules.closing import blockers_for
from cases.views.page import done, sent, succeeds
from referrals import access, lifecycle, operations, queries, showing, snapshot
from referrals.codes import (
    OUTSIDE_TONES,
    TONES,
    Direction,
    FeedbackAgreed,
    MessageKind,
    ReferralKind,
    ReferralReason,
    ReferralState,
)
from referrals.forms.handover import ConfirmForm, OfferForm, ReplyForm
from referrals.models import Referral, ReferralPackage
from referrals.queries.returns import latest_return
from referrals.views.page import draw
from renate.accounts.access import can
from renate.accounts.decorators import sudo
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Access, Act, Section
from renate.drafts.keeping import drafted
from renate.kit import clock
from renate.kit.conflicts import guarded, held

TAB, TITLE = "referrals", gettext_lazy("Referral")
_TALK = (MessageKind.QUESTION, MessageKind.ANSWER, MessageKind.FEEDBACK, MessageKind.STEP)


@case_page(Section.PLAN, Access.READ, tab=TAB)
def offer_list(request: CaseRequest, case: Case) -> HttpResponse:
    """All referrals of the case.

    To members, to outside bodies, requests, and what was copied at a transfer.
    """
    return draw(
        request,
        case,
        "offer_list",
        rows=[(referral, TONES[referral.state]) for referral in queries.of_case(case)],
        outside=[(row, OUTSIDE_TONES.get(row.state, "neutral")) for row in queries.outside_of_case(case)],
        requests=queries.requests_of_case(case),
        copied=queries.copied_into(case),
        may_offer=_may_offer(request, case),
    )


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.OFFER_REFERRAL)
def offer_new(request: CaseRequest, case: Case) -> HttpResponse:
    """Prepare a referral; the next page shows what will be sent."""
    initial = {
        "kind": ReferralKind.REFERRAL,
        "reason": ReferralReason.ADDITIONAL_SERVICES,
        "feedback_agreed": FeedbackAgreed.COUNTS,
    }
    return _draft(request, case, None, initial, "offer_new")


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.OFFER_REFERRAL)
def offer_change(request: CaseRequest, case: Case, offer_ref: str) -> HttpResponse:
    """Change what is not sent yet."""
    held(request, case)  # drafts of one round stand and fall with the case
    referral = _sent(case, offer_ref, state=ReferralState.DRAFT)
    initial = OfferForm.values_of(referral, [referral, *queries.asked_beside(referral)])
    return _draft(request, case, referral, initial, "offer_change")


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.OFFER_REFERRAL)
@sudo
def offer_check(request: CaseRequest, case: Case, offer_ref: str) -> HttpResponse:
    """Check before you send: the summary they will see, and the sections they will open."""
    referral = _sent(case, offer_ref)
    if referral.state != ReferralState.DRAFT:
        return redirect("referrals:offer_show", case.ref, offer_ref)
    form = ConfirmForm(sent(request))
    send = operations.send_referral
    if succeeds(form, lambda: send(by=request.membership, on=clock.today(), referral=referral)):
        text = _("Sent. You will be told when they answer.")
        return done(request, text, "referrals:offer_show", case.ref, offer_ref)
    context = _context(referral, form) | {
        "summary": showing.summary_rows(snapshot.summary(referral, on=clock.today())),
        "asked": [referral, *queries.asked_beside(referral)],
        "blockers": blockers_for(case) if referral.kind == ReferralKind.TRANSFER else [],
    }
    return draw(request, case, "offer_check", **context)


@case_page(Section.PLAN, Access.READ, tab=TAB)
def offer_show(request: CaseRequest, case: Case, offer_ref: str) -> HttpResponse:
    """One referral: its state, what was shared, who read it, and what came back."""
    referral = _sent(case, offer_ref)
    package = getattr(referral, "package", None)
    context = _context(referral, None) | {
        "package": package,
        "summary": showing.summary_rows(package.summary) if package else [],
        "readings": queries.readings(package) if package else [],
        "messages_between": queries.messages(package, *_TALK) if package else [],
        "beside": [(row, TONES[row.state]) for row in queries.asked_beside(referral)],
        "missing": _missing(referral, package),
        "way_is_missing": bool(
            package and package.is_sealed and referral.journey_id and not package.carries_journey
        ),
        "may_offer": _may_offer(request, case),
        "may_withdraw": can(request.membership, Act.RECORD_CONSENT),
    }
    return draw(request, case, "offer_show", **context)


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.RECORD_CONSENT, while_restricted=True)
def offer_withdraw(request: CaseRequest, case: Case, offer_ref: str) -> HttpResponse:
    """Take it back, at once; any direct worker may, as with consent."""
    referral = _sent(case, offer_ref)
    return _act(request, case, referral, operations.withdraw_referral, "offer_withdraw", _("Withdrawn."))


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.OFFER_REFERRAL, while_restricted=True)
def offer_end(request: CaseRequest, case: Case, offer_ref: str) -> HttpResponse:
    """The help asked for is given."""
    referral = _sent(case, offer_ref)
    said = _("Ended. The other organisation cannot open the sections any more.")
    return _act(request, case, referral, operations.end_referral, "offer_end", said)


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.OFFER_REFERRAL)
@sudo
def offer_open(request: CaseRequest, case: Case, offer_ref: str) -> HttpResponse:
    """Open the sections to the organisation that accepted, once nothing is missing."""
    referral = _sent(case, offer_ref, state=ReferralState.AGREED)
    said = _("The sections are open to them.")
    return _act(request, case, referral, operations.open_sections, "offer_open", said)


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.OFFER_REFERRAL)
def offer_update(request: CaseRequest, case: Case, offer_ref: str) -> HttpResponse:
    """Send the sections again as they stand today."""
    referral = _sent(case, offer_ref, state=ReferralState.ACCEPTED)
    said = _("They see the sections as they stand today.")
    return _act(request, case, referral, operations.update_package, "offer_update", said)


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.OFFER_REFERRAL)
def offer_answer(request: CaseRequest, case: Case, offer_ref: str) -> HttpResponse:
    """Answer their question."""
    referral = _sent(case, offer_ref, state=ReferralState.ASKED)
    talk = queries.messages(referral.package, MessageKind.QUESTION, MessageKind.ANSWER)
    form = drafted(request, ReplyForm(sent(request)), label=TITLE, about=case.person.case_code)
    said = _("Answered. They decide again.")
    act = operations.answer_question
    return _act(request, case, referral, act, "offer_answer", said, form=form, messages_between=talk)


def _may_offer(request: MemberRequest, case: Case) -> bool:
    return case.is_open and can(request.membership, Act.OFFER_REFERRAL)


def _sent(case: Case, offer_ref: str, **wanted: Any) -> Referral:
    rows = Referral.objects.select_related(
        "case__person", "case__organisation", "counterpart", "consent", "package__receiver"
    )
    return get_object_or_404(rows, case=case, direction=Direction.OUT, public_id=offer_ref, **wanted)


def _missing(referral: Referral, package: ReferralPackage | None) -> list[str]:
    """What still stands between their yes and the open sections."""
    if package is None or referral.state != ReferralState.AGREED:
        return []
    return lifecycle.opening_faults(package, referral, on=clock.today())


def _context(referral: Referral, form: Any) -> dict[str, Any]:
    return {
        "referral": referral,
        "tone": TONES[referral.state],
        "sections": [Section(letter).label for letter in referral.sections],
        "form": form,
    }


def _draft(
    request: CaseRequest, case: Case, draft: Referral | None, initial: dict[str, Any], template: str
) -> HttpResponse:
    member, today = request.membership, clock.today()
    journey = latest_return(case)
    form = OfferForm(
        sent(request),
        here=request.organisation,
        sections=access.shareable_sections(member),
        journey=journey if journey and journey.is_open else None,
        initial=initial,
    )
    form = drafted(request, guarded(form) if draft else form, label=TITLE, about=case.person.case_code)
    made: list[Referral] = []
    prepare = operations.draft_referral
    if succeeds(
        form,
        lambda: made.append(prepare(by=member, on=today, case=case, request=form.request(), draft=draft)),
    ):
        return redirect("referrals:offer_check", case.ref, made[0].public_id)
    consents = queries.sharing_consents(case, today)
    return draw(request, case, template, form=form, referral=draft, consents=consents)


def _act(
    request: CaseRequest,
    case: Case,
    referral: Referral,
    act: Callable[..., Any],
    template: str,
    said: str,
    *,
    form: forms.Form | None = None,
    **context: Any,
) -> HttpResponse:
    """One form, one operation; then back to the referral."""
    asked = form or ConfirmForm(sent(request))

    def run() -> None:
        act(by=request.membership, on=clock.today(), referral=referral, **asked.cleaned_data)

    if succeeds(asked, run):
        return done(request, said, "referrals:offer_show", case.ref, referral.public_id)
    return draw(request, case, template, **_context(referral, asked), **context)
