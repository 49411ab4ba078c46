"""Requests of a person: recorded, decided, answered, each with its last day and its reminders."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case
from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice
from renate.rights.codes import Decision, RequestKind, RequestState
from renate.rights.models import RightsRequest
from renate.rights.rules import answer_due


class RequestError(RuleError):
    """The request can't be recorded or answered as things stand."""


@transaction.atomic
def record_request(
    *, by: Membership, on: date, case: Case, kind: str, asked: str, received_on: date
) -> RightsRequest:
    """Log what a person asks about their own data; due within a month (domain 4). Raises RequestError."""
    if received_on > clock.today():
        raise RequestError(_("This day is in the future."), field="received_on")
    if case.person.anonymised_on:
        raise RequestError(_("This file was anonymised: nobody is behind it any more."))
    request = RightsRequest(
        person=case.person, case=case, kind=kind, asked=asked, received_on=received_on, by=by,
        due_on=answer_due(received_on),
    )  # fmt: skip
    _save(request, "right.asked", kind=kind)
    _tell(request)
    return request


@transaction.atomic
def decide_request(
    *, by: Membership, on: date, request: RightsRequest, decision: str, reason: str = ""
) -> RightsRequest:
    """Grant or refuse; never by the one who recorded it, and a refusal says why. Raises RequestError."""
    request = _locked(request, RequestState.OPEN)
    _check_decider(by, request)
    if decision == Decision.REFUSED and not reason.strip():
        raise RequestError(_("Say why: the person has a right to know."), field="reason")
    request.state = RequestState.GRANTED if decision == Decision.GRANTED else RequestState.REFUSED
    request.decided_on, request.decided_by, request.reason = on, by, reason
    _save(request, "right.decided", kind=request.kind, decision=decision)
    return request


@transaction.atomic
def extend_request(*, by: Membership, on: date, request: RightsRequest, reason: str) -> RightsRequest:
    """Two months more, once, where it is complex; the person is told why. Raises RequestError."""
    request = _locked(request, RequestState.OPEN, RequestState.GRANTED)
    if not reason.strip():
        raise RequestError(_("Say what makes it complex: the person is told."), field="reason")
    if request.extended or on > request.due_on:
        raise RequestError(_("It can be made longer once, and only before its last day."))
    request.extended, request.due_on = True, answer_due(request.received_on, extended=True)
    request.reason = reason
    _save(request, "right.extended", kind=request.kind)
    return request


@transaction.atomic
def note_disagreement(*, by: Membership, on: date, request: RightsRequest, text: str) -> RightsRequest:
    """What the person says to a refusal; it stays with the file. Raises RequestError."""
    request = _locked(request, RequestState.REFUSED)
    if not text.strip():
        raise RequestError(_("Write down what the person says."), field="text")
    request.disagreement = text
    _save(request, "right.disagreed", kind=request.kind)
    return request


@transaction.atomic
def answer_safety(*, by: Membership, on: date, request: RightsRequest, safe: str) -> RightsRequest:
    """Record the talk before a copy: is it safe for the person to have this? Raises RequestError."""
    request = _locked(request, RequestState.OPEN, RequestState.GRANTED)
    if request.kind != RequestKind.ACCESS:
        raise RequestError(_("Only a copy of the file is handed over."))
    request.safe_to_have, request.safe_on = safe, on
    _save(request, "right.safety_asked", answer=safe)
    return request


@transaction.atomic
def finish_request(*, by: Membership, on: date, request: RightsRequest) -> RightsRequest:
    """What was granted is done. A restriction or a deletion is finished by the act itself."""
    request = _locked(request, RequestState.GRANTED)
    request.state, request.done_on = RequestState.DONE, on
    _save(request, "right.done", kind=request.kind)
    return request


@transaction.atomic
def withdraw_request(*, by: Membership, on: date, request: RightsRequest) -> RightsRequest:
    """The person does not want it any more."""
    request = _locked(request, RequestState.OPEN, RequestState.GRANTED)
    request.state, request.done_on = RequestState.WITHDRAWN, on
    _save(request, "right.withdrawn", kind=request.kind)
    return request


def answering() -> list[Membership]:
    """Who answers requests: coordinators and the data-protection officer."""
    holders = Membership.objects.with_act(Act.MANAGE_RIGHTS)
    return list(holders.select_related("user", "organisation").order_by("id"))


def _tell(request: RightsRequest) -> None:
    for member in answering():
        post_notice(
            to=member,
            key=f"right:{request.public_id}:{member.pk}",
            kind=NoticeKind.APPROVAL,
            ref=request.person.case_code,
            url=reverse("rights:request_show", args=[request.public_id]),
            due_on=request.due_on,
        )


def _check_decider(by: Membership, request: RightsRequest) -> None:
    if not can(by, Act.MANAGE_RIGHTS) or by.pk == request.by_id:
        raise RequestError(_("Somebody other than the one who recorded it decides."))


def _locked(request: RightsRequest, *states: str) -> RightsRequest:
    found = RightsRequest.objects.select_for_update(of=("self",)).select_related("person", "case")
    request = found.get(pk=request.pk)
    if request.state not in states:
        raise RequestError(_("This request was decided or done meanwhile."))
    return request


def _save(request: RightsRequest, action: str, **meta: str) -> None:
    request.full_clean()
    request.save()
    audit.record(action, on=request, case=request.case.public_id, **meta)
