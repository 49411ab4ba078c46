"""Both directions in one list, and what a package that came to us shows."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases.views.page import done, sent, succeeds
from referrals import access, operations, queries, showing
from referrals.codes import TONES, MessageKind, ReferralKind, ReferralState
from referrals.forms.handover import ConfirmForm, QuestionForm
from referrals.rules.returns import BY_CODE, THERE
from referrals.views.page import about, page, seen
from renate import audit
from renate.accounts.access import can
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act, Section
from renate.drafts.keeping import drafted
from renate.kit import clock
from renate.kit.errors import RuleError

PAGE_SIZE = 25
_TALK = (MessageKind.QUESTION, MessageKind.ANSWER, MessageKind.FEEDBACK, MessageKind.STEP)


@requires(Act.OFFER_REFERRAL, Act.ANSWER_REFERRAL)
def referral_list(request: MemberRequest) -> HttpResponse:
    """What came, what we sent, and what others ask us."""
    answers = can(request.membership, Act.ANSWER_REFERRAL)
    boxes = [("received", _("Received")), ("sent", _("Sent"))]
    boxes += [("requests", _("Requests"))] if answers else []
    box = request.GET.get("box") or ("received" if answers else "sent")
    box = box if box in dict(boxes) else "received"
    found: QuerySet[Any]
    if box == "requests":
        found = queries.requests_received(clock.today())
    elif box == "sent":
        found = queries.sent_by_us(request.membership)
    else:
        found = queries.inbox(request.membership)
    shown = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    if box == "requests":
        notes = queries.handling_of(list(shown.object_list))
        rows = [(row, notes.get(row.public_id)) for row in shown]
    else:
        rows = [(row, TONES[row.state], queries.services_asked(row)) for row in shown.object_list]
    tabs = [{"url": f"?box={key}", "label": label, "active": key == box} for key, label in boxes]
    return page(request, "referral_list", page=shown, rows=rows, box=box, tabs=tabs)


@requires(Act.OFFER_REFERRAL, Act.ANSWER_REFERRAL)
def package_show(request: MemberRequest, ref: str) -> HttpResponse:
    """The anonymous summary; after acceptance, the way to the sections."""
    package = seen(request, ref)
    opens = access.may_open(request.membership, package)
    answers = can(request.membership, Act.ANSWER_REFERRAL)
    audit.record("referral.summary_read", on=package)
    context = about(request, package) | {
        "summary": showing.summary_rows(package.summary),
        "may_answer": answers and package.is_open_offer,
        "may_end": answers and package.state in (ReferralState.ACCEPTED, ReferralState.AGREED),
        "may_take_over": opens
        and package.summary["kind"] == ReferralKind.TRANSFER
        and can(request.membership, Act.OPEN_INTAKE),
        "opens": opens,
        "readings": queries.readings(package) if opens or answers else [],
        "messages_between": queries.messages(package, *_TALK),
        "record": queries.received_record(package),
    }
    return page(request, "package_show", **context)


@requires(Act.OFFER_REFERRAL, Act.ANSWER_REFERRAL)
def package_section(request: MemberRequest, ref: str, letter: str) -> HttpResponse:
    """Open one section; both sides see that it was opened. Withdrawn means: not there."""
    package = seen(request, ref)
    try:
        content = operations.read_section(
            by=request.membership, on=clock.today(), package=package, section=letter
        )
    except RuleError as error:
        raise Http404 from error
    context = about(request, package) | {
        "title": Section(letter).label,
        "letter": letter,
        "in_part": access.reads_in_part(request.membership, letter),
        "blocks": showing.section_blocks(letter, content),
    }
    return page(request, "package_section", **context)


@requires(Act.OFFER_REFERRAL, Act.ANSWER_REFERRAL)
def package_still_open(request: MemberRequest, ref: str) -> HttpResponse:
    """An open tab asks now and then, and closes itself when this is not there any more (R-25)."""
    package = seen(request, ref)
    if not access.may_open(request.membership, package) or package.valid_until < clock.today():
        raise Http404
    return HttpResponse(status=204)


@requires(Act.OFFER_REFERRAL, Act.ANSWER_REFERRAL)
def package_journey(request: MemberRequest, ref: str) -> HttpResponse:
    """The way of the person, and our own steps of it; each goes back to the sender at once."""
    package = seen(request, ref)
    member, today = request.membership, clock.today()
    code = request.POST.get("code", "")
    form = ConfirmForm(sent(request))
    mark = operations.mark_journey_step
    if code in THERE and succeeds(form, lambda: mark(by=member, on=today, package=package, code=code)):
        return done(request, _("Noted. The sender sees it."), "referrals:package_journey", ref)
    try:
        content = operations.read_journey(by=member, on=today, package=package)
    except RuleError as error:
        raise Http404 from error
    reported = {row.text for row in queries.messages(package, MessageKind.STEP)}
    steps = [
        {"code": row["code"], "label": (label := str(BY_CODE[row["code"]].label)),
         "done": row["state"] == "done" or label in reported}
        for row in content.get("steps", [])
    ]  # fmt: skip
    blocks = showing.journey_blocks(content)
    return page(request, "package_journey", **about(request, package), form=form, blocks=blocks, steps=steps)


@requires(Act.ANSWER_REFERRAL)
def package_ask(request: MemberRequest, ref: str) -> HttpResponse:
    """Ask for more before answering."""
    package = seen(request, ref)
    if not package.is_open_offer:
        return redirect("referrals:package_show", ref)
    form = drafted(request, QuestionForm(sent(request)), label=_("Referral"))
    ask = operations.ask_sender
    if succeeds(
        form, lambda: ask(by=request.membership, on=clock.today(), package=package, **form.cleaned_data)
    ):
        return done(request, _("Asked. You will be told when they reply."), "referrals:package_show", ref)
    return page(request, "package_ask", **about(request, package), form=form)
