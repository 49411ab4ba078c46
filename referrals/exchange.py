"""The hatch: the only module that enters the scope of a second organisation.

The receiver may act on exactly one row of the sender: the package addressed to it. Each function below
takes that package, enters the sender's scope for it alone, calls one step of `lifecycle`, and comes back
with nothing but what the receiver may see anyway. In the other direction, one function leaves a notice
without any content.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from referrals import lifecycle
from referrals.codes import ReferralState
from referrals.lifecycle import Taker
from referrals.models import PackageReading, Referral, ReferralPackage
from renate import audit
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice
from renate.tenancy import scope


@contextmanager
def _at_sender(package: ReferralPackage, by: Membership) -> Iterator[ReferralPackage]:
    """The sender's scope, with its package under lock; refused unless it is addressed to where we stand."""
    receiver_id = scope.organisation_id()
    if package.receiver_id != receiver_id or by.organisation_id != receiver_id:
        raise scope.ScopeError("the package is addressed to another organisation")
    with scope.enter(organisation=package.organisation_id, user=by.user_id):
        own = lifecycle.lock(package)
        if own.receiver_id != receiver_id:
            raise scope.ScopeError("the package is addressed to another organisation")
        yield own


def accept(package: ReferralPackage, *, by: Membership, on: date, taker: Taker) -> None:
    """Have the sender's sections sealed for us."""
    with _at_sender(package, by) as own:
        lifecycle.accept(own, on=on, taker=taker)
        _tell_sender(own)


def decline(package: ReferralPackage, *, by: Membership, on: date, reason: str) -> None:
    """Say no to the sender."""
    with _at_sender(package, by) as own:
        lifecycle.decline(own, on=on, reason=reason)
        _tell_sender(own)


def end(package: ReferralPackage, *, by: Membership, on: date) -> None:
    """Hand the package back: the sender's side destroys it."""
    with _at_sender(package, by) as own:
        lifecycle.finish(own, ReferralState.ENDED, on=on)
        _tell_sender(own)


def note_reading(package: ReferralPackage, *, by: Membership, section: str) -> None:
    """Write down, where both sides see it, that one of us opens a section; under lock, so not too late."""
    with _at_sender(package, by) as own:
        lifecycle.demand_open(own)
        reading = PackageReading(package=own, receiver_id=own.receiver_id, section=section)
        reading.reader_name, reading.reader_role = by.user.get_full_name(), by.role
        reading.full_clean()
        reading.save()
        audit.record("referral.section_read", on=own, section=section)


def _tell_sender(own: ReferralPackage) -> None:
    referral = own.referral
    url = f"/cases/{referral.case.public_id}/referrals/{referral.public_id}/"
    key = f"referral:{own.public_id}:{own.state}"
    post_notice(
        to=referral.case.case_manager or referral.made_by,
        key=key,
        kind=NoticeKind.REFERRAL,
        ref=referral.public_id,
        url=url,
    )


def tell_receiver(package: ReferralPackage, *, on: date) -> None:
    """Leave a notice with those who answer referrals over there; it says that there is one, nothing more."""
    with scope.enter(organisation=package.receiver_id, user=scope.current().user_id):
        for record in Referral.objects.taken_in().live().filter(package_ref=package.public_id):
            record.state, record.ended_on = package.state, on
            record.save()
        for member in Membership.objects.with_act(Act.ANSWER_REFERRAL):
            key = f"referral:{package.public_id}:{package.state}:{member.public_id}"
            url = f"/referrals/{package.public_id}/"
            post_notice(to=member, key=key, kind=NoticeKind.REFERRAL, ref=package.public_id, url=url)
