"""The hatch: the only module that enters the scope of a second organisation.

The receiver may act on exactly one row of the sender: the package addressed to it. `act` takes that package,
enters the sender's scope for it alone, runs one of the few STEPS of `lifecycle`, and comes back with nothing
but what the receiver may see anyway. In the other direction, two functions leave a notice without content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from referrals import handover, journeys, lifecycle
from referrals.models import PackageReading, PersonRequest, Referral, ReferralPackage
from renate import audit
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit.public_ids import new_public_id
from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice
from renate.tenancy import scope

#: All that a receiver may have done at the sender.
STEPS: frozenset[Callable[..., Any]] = frozenset(
    {
        lifecycle.accept, lifecycle.decline, lifecycle.ask, lifecycle.put_on_waiting_list, lifecycle.reassign,
        lifecycle.report_back, lifecycle.hand_back, handover.hand_over, handover.ask_to_prepare,
        journeys.mark_step_there,
    }
)  # fmt: skip


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


def act(package: ReferralPackage, step: Callable[..., Any], *, by: Membership, on: date, **how: Any) -> None:
    """Have one step done at the sender, tell the sender, and whom the sender lets go by it."""
    if step not in STEPS:
        raise scope.ScopeError("no step of a receiver")
    with _at_sender(package, by) as own:
        let_go = step(own, on=on, **how)
        referral = Referral.objects.select_related("case__case_manager", "made_by").get(pk=own.referral_id)
        _tell(
            referral.case.case_manager or referral.made_by,
            f"referral:{own.public_id}:{new_public_id(8)}",
            referral.public_id,
            f"/cases/{referral.case.public_id}/referrals/{referral.public_id}/",
        )
        for other in let_go or ():
            tell_receiver(other, on=on)


def note_reading(package: ReferralPackage, *, by: Membership, section: str) -> None:
    """Write down, where both sides see it, that one of us opens a section; under lock, so not too late."""
    with _at_sender(package, by) as own:
        lifecycle.demand_open(own)
        reading = PackageReading(package=own, receiver_id=own.receiver_id, section=section)
        reading.reader_name, reading.reader_role = by.user.get_full_name(), by.role
        reading.full_clean()
        reading.save()
        audit.record("referral.section_read", on=own, section=section)


def tell_receiver(package: ReferralPackage, *, on: date) -> None:
    """Leave a notice with those who answer referrals over there; it says that there is one, nothing more."""
    with scope.enter(organisation=package.receiver_id, user=scope.current().user_id):
        for record in Referral.objects.taken_in().live().filter(package_ref=package.public_id):
            record.state, record.ended_on, record.sections = package.state, package.ended_on, package.sections
            record.save()
        event = new_public_id(8)
        for member in Membership.objects.with_act(Act.ANSWER_REFERRAL):
            key = f"referral:{package.public_id}:{event}:{member.public_id}"
            _tell(member, key, package.public_id, f"/referrals/{package.public_id}/")


def tell_asked(request: PersonRequest) -> None:
    """Leave a notice with those who answer referrals that somebody asks about a person."""
    with scope.enter(organisation=request.receiver_id, user=scope.current().user_id):
        for member in Membership.objects.with_act(Act.ANSWER_REFERRAL):
            key = f"request:{request.public_id}:{member.public_id}"
            _tell(member, key, request.public_id, f"/requests/{request.public_id}/")


def _tell(to: Membership, key: str, ref: str, url: str) -> None:
    post_notice(to=to, key=key, kind=NoticeKind.REFERRAL, ref=ref, url=url)
