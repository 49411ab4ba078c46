"""The receiver's answer: accept, decline, ask, put on the waiting list. The sender's side: by `exchange`."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from referrals import exchange, lifecycle
from referrals.codes import DeclineReason, Direction
from referrals.lifecycle import ReferralError, Taker
from referrals.models import Referral, ReferralPackage
from renate import audit
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice


@transaction.atomic
def accept_package(
    *, by: Membership, on: date, package: ReferralPackage, case_manager: Membership
) -> ReferralPackage:
    """Say yes: the sections open for our coordinators and one case manager once the consent stands (R-25).

    Whoever was asked beside us is let go in the same transaction: exactly one organisation accepts.
    """
    package = received(package)
    taker = _taker(case_manager)
    exchange.act(package, lifecycle.accept, by=by, on=on, taker=taker)
    package = received(package)
    _open_own_record(package, made_by=case_manager, on=on)
    audit.record("referral.taken_over", on=package, sections=package.sections)
    _tell(case_manager, package, by=by)
    return package


@transaction.atomic
def decline_package(*, by: Membership, on: date, package: ReferralPackage, reason: str) -> ReferralPackage:
    """Say no, with a reason from the list; nothing of the person was ever opened."""
    if reason not in DeclineReason:
        raise ReferralError(_("Say why you decline."), field="reason")
    exchange.act(received(package), lifecycle.decline, by=by, on=on, reason=reason)
    audit.record("referral.turned_down", on=package, reason=reason)
    return received(package)


@transaction.atomic
def ask_sender(*, by: Membership, on: date, package: ReferralPackage, question: str) -> ReferralPackage:
    """Ask for more before answering; the clock for our answer stops until the sender replies."""
    if not question.strip():
        raise ReferralError(_("Write the question."), field="question")
    writer = by.user.get_full_name()
    exchange.act(received(package), lifecycle.ask, by=by, on=on, writer=writer, question=question)
    audit.record("referral.asked_back", on=package)
    return received(package)


@transaction.atomic
def put_on_waiting_list(
    *, by: Membership, on: date, package: ReferralPackage, until: date
) -> ReferralPackage:
    """Say that a place is expected by a day; the sender may go on asking others."""
    if until <= on:
        raise ReferralError(_("Enter a day to come."), field="until")
    if until > package.valid_until:
        raise ReferralError(_("The offer ends before that day."), field="until")
    exchange.act(received(package), lifecycle.put_on_waiting_list, by=by, on=on, until=until)
    audit.record("referral.listed_for_later", on=package)
    return received(package)


@transaction.atomic
def reassign_package(
    *, by: Membership, on: date, package: ReferralPackage, case_manager: Membership
) -> ReferralPackage:
    """Give an accepted package to another worker here: the one before loses access at once."""
    package = received(package)
    exchange.act(package, lifecycle.reassign, by=by, on=on, taker=_taker(case_manager))
    for record in own_records(package):
        record.made_by = case_manager
        record.save()
    audit.record("referral.given_to", on=package, to=case_manager.public_id)
    _tell(case_manager, package, by=by)
    return received(package)


def received(package: ReferralPackage) -> ReferralPackage:
    """The package as it stands now, if it came to us."""
    rows = ReferralPackage.objects.received().select_related("organisation", "receiver")
    return rows.get(pk=package.pk)


def own_records(package: ReferralPackage) -> list[Referral]:
    """Our own record of an accepted package, locked."""
    rows = Referral.objects.taken_in().live().filter(package_ref=package.public_id)
    return list(rows.select_for_update(of=("self",)))


def _taker(case_manager: Membership) -> Taker:
    if not Membership.objects.with_act(Act.OFFER_REFERRAL).filter(pk=case_manager.pk).exists():
        raise ReferralError(_("Choose an active case manager."), field="case_manager")
    return Taker(user=case_manager.user)


def _tell(case_manager: Membership, package: ReferralPackage, *, by: Membership) -> None:
    if case_manager.pk == by.pk:
        return
    post_notice(
        to=case_manager,
        key=f"referral:{package.public_id}:yours:{case_manager.public_id}",
        kind=NoticeKind.REFERRAL,
        ref=package.public_id,
        url=f"/referrals/{package.public_id}/",
    )


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
        feedback_agreed=package.feedback_agreed,
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
