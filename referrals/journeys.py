"""What happens to a return, in the scope of the organisation that keeps it; the partner's steps too."""

from __future__ import annotations

from datetime import date, datetime

from cases.codes import ConsentPurpose, IdentificationStatus
from cases.queries import valid_consent
from cases.queries.safety import risk_block
from referrals import lifecycle
from referrals.codes import MessageKind, ReturnState, StepState
from referrals.lifecycle import ReferralError
from referrals.models import Referral, ReferralPackage, ReturnContact, ReturnLeg, ReturnProcess, ReturnStep
from referrals.rules.returns import BY_CODE, THERE, ReturnFacts, step_faults
from reintegration.operations import plan_follow_ups
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock


def facts_of(journey: ReturnProcess, *, on: date) -> ReturnFacts:
    """What the gates look at, in a fixed number of queries."""
    case = journey.case
    consent = valid_consent(case, ConsentPurpose.RETURN, on)
    steps = dict(ReturnStep.objects.filter(journey=journey).values_list("code", "state"))
    return ReturnFacts(
        kind=journey.kind,
        is_identified=case.identification_status
        in (IdentificationStatus.ACTUAL, IdentificationStatus.POSSIBLE),
        is_minor=case.person.is_minor_on(on),
        decided_on=journey.decided_on,
        consent_from=consent.valid_from if consent else None,
        risk_block=risk_block(case, on),
        steps=steps,
        has_itinerary=ReturnLeg.objects.filter(journey=journey).exists(),
        contact_roles=set(ReturnContact.objects.filter(journey=journey).values_list("role", flat=True)),
        is_signed=bool(journey.signed_by_manager_id and journey.signed_by_coordinator_id),
        state=journey.state,
        screened=steps.get("screened") == StepState.DONE,
    )


def arrive(journey: ReturnProcess, *, by: Membership | None, on: date, at: datetime) -> None:
    """The person is there: the alarm is off, and the dense months of contact begin (2.8, S4-11)."""
    journey.state, journey.arrived_on = ReturnState.ARRIVED, on
    journey.called_at = journey.called_at or at
    journey.full_clean()
    journey.save()
    audit.record("return.arrived", on=journey)
    plan_follow_ups(by=by, on=on, case=journey.case)


def mark(
    journey: ReturnProcess, code: str, *, on: date, by: Membership | None, there_by: str = "",
    state: str = StepState.DONE, note: str = "",
) -> ReturnStep:  # fmt: skip
    """Note one step as done, not needed or open again, with who and when."""
    faults = step_faults(BY_CODE[code], facts_of(journey, on=on))
    if faults and state == StepState.DONE:
        raise ReferralError(faults)
    step = ReturnStep.objects.select_for_update().get(journey=journey, code=code)
    step.state, step.note = state, note or step.note
    step.done_on = on if state == StepState.DONE else None
    step.done_by, step.done_there_by = by, there_by
    step.full_clean()
    step.save()
    audit.record("return.step_marked", on=journey, step=code, state=str(state))
    return step


def mark_step_there(package: ReferralPackage, *, on: date, writer: str, code: str) -> None:
    """The partner at the other end did one of its own steps; meeting the person is arrival (S4-25, S4-26)."""
    lifecycle.demand_open(package)
    referral = Referral.objects.select_related("journey__case__person").get(pk=package.referral_id)
    journey = referral.journey
    if journey is None or not package.carries_journey or code not in THERE or not journey.is_open:
        raise lifecycle.gone()
    if journey.state == ReturnState.TRAVELLING and code in ("met", "brought_home"):
        arrive(journey, by=None, on=on, at=clock.now())
    mark(journey, code, on=on, by=None, there_by=writer)
    lifecycle.write(package, MessageKind.STEP, on=on, writer=writer, body={"code": code})


def is_too_late(journey: ReturnProcess, now: datetime) -> bool:
    """Whether safe arrival should have been heard of by now."""
    return journey.called_at is None and journey.call_due_at is not None and journey.call_due_at <= now
