"""The receiver's work under a package: read, tie a case, report back, hand back, do steps of the journey."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case
from referrals import exchange, journeys, lifecycle, sealing, snapshot
from referrals.access import may_open, may_read_section, reads_in_part
from referrals.codes import Direction, FeedbackAgreed, FeedbackKind, ReferralState
from referrals.lifecycle import ReferralError
from referrals.models import Referral, ReferralPackage
from referrals.operations.answering import own_records, received
from reintegration.models import ServiceDelivery
from reintegration.queries.offering import is_offered
from renate import audit
from renate.accounts.models import Membership


@dataclass(frozen=True)
class Feedback:
    """What the sender is told: a kind, a day, and with services their number or name."""

    what: str
    happened_on: date
    service: str = ""
    count: int | None = None


@transaction.atomic
def read_section(*, by: Membership, on: date, package: ReferralPackage, section: str) -> dict[str, Any]:
    """Open one section; the reading is written on both sides first, or nothing is shown (domain 7)."""
    package = received(package)
    if not may_open(by, package) or section not in package.sections or package.valid_until < on:
        raise lifecycle.gone()
    if not may_read_section(by, section):
        raise lifecycle.gone()
    exchange.note_reading(package, by=by, section=section)
    audit.record("referral.section_opened", on=package, section=section)
    content = sealing.read(received(package))[section]
    return snapshot.part_of(section, content) if reads_in_part(by, section) else content


@transaction.atomic
def read_journey(*, by: Membership, on: date, package: ReferralPackage) -> dict[str, Any]:
    """Open the way and its steps; on record as a reading of the plan (section C), on both sides."""
    package = received(package)
    if not may_open(by, package) or not package.carries_journey or package.valid_until < on:
        raise lifecycle.gone()
    exchange.note_reading(package, by=by, section="C")
    audit.record("referral.journey_opened", on=package)
    return sealing.read(received(package)).get(snapshot.JOURNEY, {})


@transaction.atomic
def mark_journey_step(*, by: Membership, on: date, package: ReferralPackage, code: str) -> ReferralPackage:
    """Note one of our steps of a return as done; it stands in the sender's checklist at once (S4-25…28)."""
    package = received(package)
    if not may_open(by, package):
        raise lifecycle.gone()
    exchange.act(package, journeys.mark_step_there, by=by, on=on, writer=by.user.get_full_name(), code=code)
    audit.record("referral.step_done", on=package, step=code)
    return received(package)


@transaction.atomic
def link_case(*, by: Membership, on: date, referral: Referral, case: Case) -> Referral:
    """Tie a received referral to the case opened for the person here, under a consent of its own (R-25)."""
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    if referral.direction != Direction.IN or referral.case_id is not None:
        raise ReferralError(_("This referral has a case already."))
    referral.case = case
    referral.full_clean()
    referral.save()
    audit.record("referral.case_linked", on=referral)
    return referral


@transaction.atomic
def give_feedback(*, by: Membership, on: date, package: ReferralPackage, feedback: Feedback) -> None:
    """Tell the sender what came of it, in the form that the referral agreed: never a file (domain 2.3)."""
    package = received(package)
    if not may_open(by, package):
        raise lifecycle.gone()
    if feedback.happened_on > on:
        raise ReferralError(_("The day is in the future."), field="happened_on")
    if feedback.what == FeedbackKind.SERVICE and package.feedback_agreed == FeedbackAgreed.SERVICES:
        _demand_service(feedback.service)
    _send(package, by=by, on=on, body=_body(package, feedback))


@transaction.atomic
def report_deliveries(*, by: Membership, on: date, package: ReferralPackage) -> int:
    """Report what our own file says was delivered since the acceptance: one line a service, or one sum."""
    package = received(package)
    record = Referral.objects.taken_in().filter(package_ref=package.public_id).first()
    if record is None or record.case_id is None or not may_open(by, package):
        raise ReferralError(_("Open a case for the person, or tie one, first."))
    given = ServiceDelivery.objects.filter(case=record.case_id, on__gte=record.answered_on or on, on__lte=on)
    days: dict[str, list[date]] = {}
    named = package.feedback_agreed == FeedbackAgreed.SERVICES
    for service, day in given.order_by("on", "id").values_list("service", "on"):
        days.setdefault(service if named else "", []).append(day)
    if not days:
        raise ReferralError(_("No service is logged in your file since the acceptance."))
    for service, found in days.items():
        feedback = Feedback(FeedbackKind.SERVICE, found[-1], service, len(found))
        _send(package, by=by, on=on, body=_body(package, feedback) | {"since": found[0].isoformat()})
    return len(days)


@transaction.atomic
def end_package(*, by: Membership, on: date, package: ReferralPackage) -> ReferralPackage:
    """Hand a package back when the help is given: our access ends, our own file stays (R-25)."""
    package = received(package)
    exchange.act(package, lifecycle.hand_back, by=by, on=on)
    for record in own_records(package):
        record.state, record.ended_on = ReferralState.ENDED, on
        record.full_clean()
        record.save()
    audit.record("referral.handed_back", on=package)
    return received(package)


def _send(package: ReferralPackage, *, by: Membership, on: date, body: dict[str, Any]) -> None:
    exchange.act(package, lifecycle.report_back, by=by, on=on, writer=by.user.get_full_name(), body=body)
    audit.record("referral.reported_back", on=package, what=str(body["what"]))


def _body(package: ReferralPackage, feedback: Feedback) -> dict[str, Any]:
    body: dict[str, Any] = {"what": str(feedback.what), "on": feedback.happened_on.isoformat()}
    if feedback.what == FeedbackKind.SERVICE:
        body["count"] = feedback.count or 1
        if package.feedback_agreed == FeedbackAgreed.SERVICES:
            body["service"] = feedback.service
    return body


def _demand_service(code: str) -> None:
    if not is_offered(code):
        raise ReferralError(_("Choose the service."), field="service")
