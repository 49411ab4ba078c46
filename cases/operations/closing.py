"""Closing a case: asked by the case manager, approved by somebody else (R-14), and opening it again."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases import hooks
from cases.codes import CaseStatus, ClosureOutcome, ClosureReason, ClosureState, ConsentPurpose
from cases.models import Case, ClosureRequest, RiskAssessment, Task
from cases.queries.consent import decided_purposes
from cases.queries.safety import risk_block
from cases.rules.closing import ClosureFacts, blockers_for, missing_for_closure, tries_for
from cases.rules.risk import is_fresh
from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError


class ClosureError(RuleError):
    """The case can't be closed, or the request not decided, as things stand."""


@transaction.atomic
def request_closure(
    *, by: Membership, on: date, case: Case, reason: str, outcome: str, summary: str, open_items: str = ""
) -> ClosureRequest:
    """Ask for closure, or close at once where the organisation needs no approval (R-14)."""
    case = _locked(case)
    if ClosureRequest.objects.filter(case=case, state=ClosureState.REQUESTED).exists():
        raise ClosureError(_("Closure was asked for already and waits for approval."))
    _check(case, on, reason, outcome, summary, open_items)
    request = ClosureRequest(
        case=case, on=on, by=by, reason=reason, outcome=outcome, summary=summary, open_items=open_items
    )
    request.full_clean()
    request.save()
    audit.record("closure.requested", on=case, reason=reason, outcome=outcome)
    if not case.organisation.settings().closure_needs_approval:
        _decide(request, by, on, ClosureState.APPROVED)
        _close(request, by)
    return request


@transaction.atomic
def approve_closure(*, by: Membership, on: date, request: ClosureRequest) -> Case:
    """Approve and close: a coordinator or director who is neither the case manager nor the one who asked."""
    case = _locked_request(request)
    _check_decider(by, request)
    _check(case, request.on, request.reason, request.outcome, request.summary, request.open_items)
    _decide(request, by, on, ClosureState.APPROVED)
    return _close(request, by)


@transaction.atomic
def return_closure(*, by: Membership, on: date, request: ClosureRequest, note: str) -> ClosureRequest:
    """Send the request back with what is still to be done."""
    _locked_request(request)
    _check_decider(by, request)
    if not note.strip():
        raise ClosureError(_("Say what is still to be done."), field="note")
    _decide(request, by, on, ClosureState.RETURNED, note)
    audit.record("closure.returned", on=request.case)
    return request


@transaction.atomic
def close_case(
    *, by: Membership, on: date, case: Case, reason: str, outcome: str, summary: str, open_items: str = ""
) -> Case:
    """Close a case in one step (R-14): by somebody who may approve and is not its case manager,
    or by anybody working on it where the organisation needs no approval. Raises ClosureError.
    """
    if case.organisation.settings().closure_needs_approval and not _may_decide(by, case):
        raise ClosureError(_("Closing needs the approval of somebody other than the case manager."))
    case = _locked(case)
    _check(case, on, reason, outcome, summary, open_items)
    request = ClosureRequest(
        case=case, on=on, by=by, reason=reason, outcome=outcome, summary=summary, open_items=open_items,
        state=ClosureState.APPROVED, decided_on=on, decided_by=by,
    )  # fmt: skip
    request.full_clean()
    request.save()
    return _close(request, by)


@transaction.atomic
def close_as_transferred(*, by: Membership, on: date, case: Case, summary: str) -> Case:
    """Close a file that another organisation has taken over (R-14, R-20); it stays readable here.

    The other coordinator's acceptance stands for the second person's approval, and contact goes on over
    there, so neither is asked again; blockers and a fresh look at the risk are. Raises ClosureError.
    """
    case = _locked(case)
    risk = RiskAssessment.objects.latest_for(case)
    if not case.is_open:
        raise ClosureError(_("The case is closed already."))
    # Critical does not stop this: another place may be what saves the person.
    if risk is None or not is_fresh(risk.on, risk.acting_level, on):
        raise ClosureError(_("Assess the risk again: the last assessment is too old."))
    if blockers := blockers_for(case):
        raise ClosureError(blockers)
    request = ClosureRequest(
        case=case, on=on, by=by, reason=ClosureReason.TRANSFERRED, outcome=ClosureOutcome.ELSEWHERE,
        summary=summary, state=ClosureState.APPROVED, decided_on=on,
    )  # fmt: skip
    request.full_clean()
    request.save()
    return _close(request, by)


@transaction.atomic
def reopen_case(*, by: Membership, on: date, case: Case) -> Case:
    """Open a closed case again; how it had ended stays in its closure requests (R-09)."""
    case = _locked(case)
    if case.is_open:
        raise ClosureError(_("The case is open."))
    if case.closed_on and on < case.closed_on:
        raise ClosureError(_("The day of reopening is before the day of closing."), field="on")
    case.status = CaseStatus.ACTIVE
    case.closed_on, case.closure_reason, case.closure_outcome = None, "", ""
    case.full_clean()
    case.save()
    audit.record("case.reopened", on=case)
    hooks.run(hooks.on_case_reopened, case, by, on)
    return case


def _locked(case: Case) -> Case:
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    case.refresh_from_db()
    return case


def _locked_request(request: ClosureRequest) -> Case:
    """The case, locked, and the request as it stands now: two deciders come one after the other."""
    case = _locked(request.case)
    request.refresh_from_db()
    request.case = case
    return case


def _may_decide(by: Membership, case: Case) -> bool:
    return can(by, Act.APPROVE_CLOSURE) and by.pk != case.case_manager_id


def _check_decider(by: Membership, request: ClosureRequest) -> None:
    if request.state != ClosureState.REQUESTED:
        raise ClosureError(_("This request was decided already."))
    if not _may_decide(by, request.case) or by.pk == request.by_id:
        raise ClosureError(_("Somebody other than the case manager and the one who asked decides."))


def _check(case: Case, on: date, reason: str, outcome: str, summary: str, open_items: str) -> None:
    if not case.is_open:
        raise ClosureError(_("The case is closed already."))
    decided = decided_purposes(case)
    facts = ClosureFacts(
        reason=reason,
        outcome=outcome,
        summary=summary,
        on=on,
        opened_on=case.opened_on,
        today=clock.today(),
        data_consent_decided=ConsentPurpose.DATA_STORAGE in decided,
        contact_consent_decided=ConsentPurpose.POST_CLOSURE in decided,
        # As of today, not of the day of closing: what was found since counts when it is approved.
        risk_block=risk_block(case, clock.today()),
        tries=tries_for(case) if reason == ClosureReason.LOST_CONTACT else (),
        open_tasks=Task.objects.open().filter(case=case).count(),
        open_items=open_items,
    )
    missing = missing_for_closure(facts)
    if missing:
        name = missing[0][0]
        raise ClosureError([text for field, text in missing if field == name], field=name)
    blockers = blockers_for(case)
    if blockers:
        raise ClosureError(blockers)


def _decide(request: ClosureRequest, by: Membership, on: date, state: str, note: str = "") -> None:
    request.state, request.decided_by, request.decided_on = state, by, on
    request.decision_note = note
    request.full_clean()
    request.save()


def _close(request: ClosureRequest, by: Membership) -> Case:
    case = request.case
    case.status, case.closed_on = CaseStatus.CLOSED, request.on
    case.closure_reason, case.closure_outcome = request.reason, request.outcome
    case.full_clean()
    case.save()
    audit.record("case.closed", on=case, reason=request.reason, outcome=request.outcome)
    hooks.run(hooks.on_case_closed, case, by, request.on)
    return case
