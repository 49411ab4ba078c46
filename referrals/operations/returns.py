"""A return, step by step.

Nobody leaves without a decision, consent, a fresh look at risk and two signatures.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.codes import ConsentPurpose
from cases.models import Case, Consent
from referrals import journeys
from referrals.codes import STARTS_AT_ARRIVAL, ReturnState, ScreeningResult, StepState
from referrals.lifecycle import ReferralError
from referrals.models import ReturnContact, ReturnLeg, ReturnProcess, ReturnStep
from referrals.operations.following import says_no, take_way_back
from referrals.rules import returns
from referrals.rules.returns import BY_CODE
from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit import clock


class ReturnError(ReferralError):
    """A gate of the return is closed."""


@transaction.atomic
def open_return(
    *, by: Membership, on: date, case: Case, kind: str, arrived_on: date | None = None, **details: Any
) -> ReturnProcess:
    """Begin a return; one that nobody prepared begins at arrival, with screening (S2-06…08)."""
    journey = ReturnProcess(case=case, kind=kind, opened_on=on, **details)
    if kind in STARTS_AT_ARRIVAL:
        if arrived_on is None:
            raise ReturnError(_("Enter the day of arrival."), field="arrived_on")
        if arrived_on > on:
            raise ReturnError(_("The day is in the future."), field="arrived_on")
    if ReturnProcess.objects.filter(case=case, state__in=_OPEN).exists():
        raise ReturnError(_("A return is under way already."))
    journey.full_clean()
    journey.save()
    ReturnStep.objects.bulk_create(
        ReturnStep(journey=journey, stage=step.stage, code=step.code) for step in returns.steps_for(kind)
    )
    audit.record("return.opened", on=journey, kind=kind)
    if kind in STARTS_AT_ARRIVAL and arrived_on is not None:
        journeys.arrive(journey, by=by, on=arrived_on, at=clock.now())
    return journey


@transaction.atomic
def change_return(*, by: Membership, on: date, journey: ReturnProcess, **details: Any) -> ReturnProcess:
    """Write down the decision, countries and destination.

    The person may change their mind until they leave.
    """
    journey = _open(journey)
    if details.get("decided_on") and details["decided_on"] > on:
        raise ReturnError(_("The day is in the future."), field="decided_on")
    return _keep(journey, "return.changed", details)


@transaction.atomic
def mark_step(
    *, by: Membership, on: date, journey: ReturnProcess, code: str, state: str, note: str = "",
    done_on: date | None = None,
) -> ReturnStep:  # fmt: skip
    """Mark one step as done, not needed, or open again."""
    journey = _open(journey)
    if code not in BY_CODE or not ReturnStep.objects.filter(journey=journey, code=code).exists():
        raise ReturnError(_("There is no such step."))
    if done_on and done_on > on:
        raise ReturnError(_("The day is in the future."), field="done_on")
    return journeys.mark(journey, code, on=done_on or on, by=by, state=state, note=note)


@transaction.atomic
def screen_at_arrival(
    *, by: Membership, on: date, journey: ReturnProcess, screening: str, note: str = ""
) -> ReturnProcess:
    """Look with the person whether they may have been exploited; whoever came back alone may be (S2-08)."""
    journey = _open(journey)
    if screening not in ScreeningResult:
        raise ReturnError(_("Say what the screening found."), field="screening")
    if journey.kind not in STARTS_AT_ARRIVAL:
        raise ReturnError(_("This return was prepared: there is nothing to screen."))
    _keep(journey, "return.screened", {"screening": screening, "screened_on": on}, found=screening)
    journeys.mark(journey, "screened", on=on, by=by, note=note)
    return journey


@transaction.atomic
def sign_return(*, by: Membership, on: date, journey: ReturnProcess) -> ReturnProcess:
    """Case manager and coordinator each sign before departure (domain 7)."""
    journey = _open(journey)
    if journey.state != ReturnState.OPEN:
        raise ReturnError(_("The person has left already."))
    if by.pk == journey.case.case_manager_id:
        return _keep(journey, "return.signed", {"signed_by_manager": by}, as_="manager")
    if can(by, Act.ASSIGN_CASE):
        return _keep(journey, "return.signed", {"signed_by_coordinator": by}, as_="coordinator")
    raise ReturnError(_("The case manager and a coordinator sign."))


@transaction.atomic
def depart(
    *, by: Membership, on: date, journey: ReturnProcess, at: datetime, call_due_at: datetime | None = None,
    urgent_override: str = "",
) -> ReturnProcess:  # fmt: skip
    """The person leaves: every gate of the stages 1 and 2 is open, or a coordinator says why it could not
    wait.

    Neither the decision nor the consent can be set aside (R-40 ff., S4-01).
    """
    journey = _open(journey)
    if journey.state != ReturnState.OPEN:
        raise ReturnError(_("The person has left already."))
    if timezone.localtime(at).date() > on:
        raise ReturnError(_("The day is in the future."), field="at")
    facts = journeys.facts_of(journey, on=on)
    if faults := _standing_faults(facts, by=by, on=on, override=urgent_override):
        raise ReturnError(faults)
    last = ReturnLeg.objects.filter(journey=journey).order_by("-arrives_at").first()
    due = call_due_at or (returns.call_due(last.arrives_at) if last else None)
    if due is None or due <= at:
        raise ReturnError(_("Say by when safe arrival is to be heard of."), field="call_due_at")
    details = {
        "state": ReturnState.TRAVELLING,
        "departed_at": at,
        "call_due_at": due,
        "urgent_override": urgent_override,
    }
    return _keep(journey, "return.departed", details, override=bool(urgent_override))


@transaction.atomic
def record_arrival(*, by: Membership, on: date, journey: ReturnProcess) -> ReturnProcess:
    """Safe arrival was heard of: the alarm is off, contact is dense for six months (2.8, S4-11)."""
    journey = _open(journey)
    if journey.state != ReturnState.TRAVELLING:
        raise ReturnError(_("The person is not on the way."))
    journeys.arrive(journey, by=by, on=on, at=clock.now())
    return journey


@transaction.atomic
def stop_return(*, by: Membership, on: date, journey: ReturnProcess, note: str = "") -> ReturnProcess:
    """The person changed their mind, or it became unsafe; before leaving, and without any disadvantage."""
    journey = _open(journey)
    if journey.state != ReturnState.OPEN:
        raise ReturnError(_("The person has left already."))
    take_way_back(on=on, journey=journey)
    return _keep(journey, "return.stopped", {"state": ReturnState.STOPPED, "ended_on": on, "end_note": note})


@transaction.atomic
def follow_return_consent(consent: Consent, by: Membership, on: date) -> None:
    """No to the return, at any time: one not begun stops, and nobody reads the way any more (domain 4)."""
    if consent.purpose != ConsentPurpose.RETURN or not says_no(consent):
        return
    for journey in ReturnProcess.objects.filter(case=consent.case_id, state__in=_OPEN):
        if journey.state == ReturnState.OPEN:
            stop_return(by=by, on=on, journey=journey, note=_("The person said no to the return."))
        else:
            take_way_back(on=on, journey=journey)


@transaction.atomic
def finish_return(*, by: Membership, on: date, journey: ReturnProcess) -> ReturnProcess:
    """Everything at arrival is settled; monitoring goes on by itself. Testifying never holds it up."""
    journey = _open(journey)
    if journey.state != ReturnState.ARRIVED:
        raise ReturnError(_("The person has not arrived yet."))
    waiting = ReturnStep.objects.filter(journey=journey, stage=4, state=StepState.OPEN)
    if waiting.exists():
        raise ReturnError([_("Still to do: %(step)s.") % {"step": BY_CODE[s.code].label} for s in waiting])
    return _keep(journey, "return.finished", {"state": ReturnState.DONE, "ended_on": on})


@transaction.atomic
def keep_leg(
    *, by: Membership, on: date, journey: ReturnProcess, leg: ReturnLeg | None = None, **details: Any
) -> ReturnLeg:
    """Add a leg of the way, or change it."""
    if details["arrives_at"] <= details["departs_at"]:
        raise ReturnError(_("It arrives before it leaves."), field="arrives_at")
    return _keep(leg or ReturnLeg(journey=_open(journey)), "return.leg_kept", details)


@transaction.atomic
def remove_leg(*, by: Membership, on: date, leg: ReturnLeg) -> None:
    """Take a leg out of the way."""
    _open(leg.journey)
    audit.record("return.leg_removed", on=leg)
    leg.delete()


@transaction.atomic
def keep_way_contact(
    *, by: Membership, on: date, journey: ReturnProcess, contact: ReturnContact | None = None, **details: Any
) -> ReturnContact:
    """Add somebody who helps on the way, with what they may know; or change it."""
    return _keep(contact or ReturnContact(journey=_open(journey)), "return.contact_kept", details)


_OPEN = (ReturnState.OPEN, ReturnState.TRAVELLING, ReturnState.ARRIVED)


def _standing_faults(facts: returns.ReturnFacts, *, by: Membership, on: date, override: str) -> list[str]:
    faults = returns.departure_faults(facts, on=on)
    if not faults or not override.strip():
        return faults
    if not can(by, Act.ASSIGN_CASE):
        return [_("Only a coordinator decides that it could not wait.")]
    return returns.pressing_faults(facts, on=on)


def _open(journey: ReturnProcess) -> ReturnProcess:
    # The case first, as wherever a package is locked, so that nobody waits in a circle.
    Case.objects.select_for_update().only("pk").get(pk=journey.case_id)
    ReturnProcess.objects.select_for_update().only("pk").get(pk=journey.pk)
    journey = ReturnProcess.objects.select_related("case__person", "case__organisation").get(pk=journey.pk)
    if not journey.is_open:
        raise ReturnError(_("This return is over."))
    return journey


def _keep(row: Any, action: str, details: dict[str, Any], **meta: Any) -> Any:
    for name, value in details.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    audit.record(action, on=row, **{name.rstrip("_"): value for name, value in meta.items()})
    return row
