"""The receiver's side: accept, decline, read, hand back. Everything at the sender goes through `exchange`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case
from referrals import exchange, lifecycle, sealing
from referrals.access import may_open
from referrals.codes import DeclineReason, Direction, ReferralState
from referrals.lifecycle import ReferralError, Taker
from referrals.models import Referral, ReferralPackage
from renate import audit
from renate.accounts.models import Membership
from renate.accounts.roles import Act, Role
from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice


@transaction.atomic
def accept_package(
    *, by: Membership, on: date, package: ReferralPackage, case_manager: Membership
) -> ReferralPackage:
    """Take a referral over: its sections are sealed for our coordinators and one case manager (R-25)."""
    package = _received(package)
    if not Membership.objects.with_act(Act.OFFER_REFERRAL).filter(pk=case_manager.pk).exists():
        raise ReferralError(_("Choose an active case manager."), field="case_manager")
    groups = lifecycle.groups_of(package.receiver, Role.COORDINATOR)
    exchange.accept(package, by=by, on=on, taker=Taker(groups=groups, user=case_manager.user))
    package = _received(package)
    _open_own_record(package, made_by=case_manager, on=on)
    audit.record("referral.taken_over", on=package, sections=package.sections)
    if case_manager.pk != by.pk:
        post_notice(
            to=case_manager,
            key=f"referral:{package.public_id}:yours",
            kind=NoticeKind.REFERRAL,
            ref=package.public_id,
            url=f"/referrals/{package.public_id}/",
        )
    return package


@transaction.atomic
def decline_package(*, by: Membership, on: date, package: ReferralPackage, reason: str) -> ReferralPackage:
    """Say no, with a reason from the list; nothing of the person was ever opened."""
    if reason not in DeclineReason:
        raise ReferralError(_("Say why you decline."), field="reason")
    package = _received(package)
    exchange.decline(package, by=by, on=on, reason=reason)
    audit.record("referral.turned_down", on=package, reason=reason)
    return _received(package)


@transaction.atomic
def end_package(*, by: Membership, on: date, package: ReferralPackage) -> ReferralPackage:
    """Hand a package back when the help is given: our access ends, our own file stays (R-25)."""
    package = _received(package)
    exchange.end(package, by=by, on=on)
    for record in Referral.objects.taken_in().live().filter(package_ref=package.public_id):
        record.state, record.ended_on = ReferralState.ENDED, on
        record.full_clean()
        record.save()
    audit.record("referral.handed_back", on=package)
    return _received(package)


@transaction.atomic
def read_section(*, by: Membership, on: date, package: ReferralPackage, section: str) -> dict[str, Any]:
    """Open one section; the reading is written on both sides first, or nothing is shown (domain 7)."""
    package = _received(package)
    if not may_open(by, package) or section not in package.sections or package.valid_until < on:
        raise ReferralError(_("This referral is not available any more."))
    exchange.note_reading(package, by=by, section=section)
    audit.record("referral.section_opened", on=package, section=section)
    return sealing.read(_received(package))[section]


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


def _received(package: ReferralPackage) -> ReferralPackage:
    return ReferralPackage.objects.received().select_related("organisation", "receiver").get(pk=package.pk)


def _open_own_record(package: ReferralPackage, *, made_by: Membership, on: date) -> Referral:
    summary = package.summary
    record = Referral(
        direction=Direction.IN,
        counterpart=package.organisation,
        kind=summary["kind"],
        reason=summary["reason"],
        services_asked=summary["services_asked"],
        urgent=summary["urgent"],
        sections=package.sections,
        made_by=made_by,
        state=package.state,
        sent_on=package.offered_on,
        answered_on=on,
        package_ref=package.public_id,
        network_ref=package.network_ref,
    )
    record.full_clean()
    record.save()
    return record
