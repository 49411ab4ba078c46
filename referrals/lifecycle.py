"""What happens to a package, seen from its owner: every function runs in the sender's scope, under lock.

Called by the operations of the sender, by the sweep, and by `exchange` on behalf of the receiver.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from guardian.shortcuts import assign_perm

from cases.models import Consent
from cases.rules.consent import is_valid
from referrals import rules, sealing, snapshot
from referrals.codes import ReferralState
from referrals.models import (
    Referral,
    ReferralPackage,
    ReferralPackageGroupObjectPermission,
    ReferralPackageUserObjectPermission,
)
from referrals.rules import ConsentFacts
from renate import audit
from renate.accounts.models import User
from renate.accounts.operations import role_group
from renate.kit.errors import RuleError
from renate.kit.public_ids import new_public_id
from renate.tenancy.models import Organisation

OPEN_PACKAGE = "open_package"


class ReferralError(RuleError):
    """The referral breaks a rule of consent, sections, risk or state."""


@dataclass(frozen=True)
class Taker:
    """Who takes a package over at the receiver."""

    groups: tuple[Group, ...]
    user: User


def consent_facts(consent: Consent | None, *, on: date) -> ConsentFacts | None:
    """The consent as the rules want it."""
    if consent is None:
        return None
    return ConsentFacts(
        is_valid=is_valid(consent.period(), on),
        receiver_id=consent.receiver_id,
        sections=frozenset(consent.sections),
        valid_until=consent.valid_until,
    )


def lock(package: ReferralPackage) -> ReferralPackage:
    """The package again, from its owner's rows, until the end of the transaction."""
    return ReferralPackage.objects.owned().select_for_update().get(pk=package.pk)


def accept(package: ReferralPackage, *, on: date, taker: Taker) -> None:
    """Seal the ticked sections, grant them to the receiver's people, mark both sides (domain 2.9).

    The consent is asked again here: between offer and answer it may have been withdrawn or have run out.
    """
    _demand(package, ReferralState.ACCEPTED)
    referral = Referral.objects.select_related("case__person", "consent").get(pk=package.referral_id)
    faults = rules.consent_faults(
        consent_facts(referral.consent, on=on), receiver_id=package.receiver_id, sections=package.sections
    )
    if faults or rules.has_expired(package.valid_until, on=on):
        raise ReferralError(_("This referral is not available any more."))
    sealing.close(package, snapshot.build(referral.case, package.sections))
    package.state, package.answered_on = ReferralState.ACCEPTED, on
    package.contact_name = taker.user.get_full_name()
    package.network_ref = new_public_id(20)
    _save(package, referral, on)
    for group in taker.groups:
        assign_perm(OPEN_PACKAGE, group, package)
    assign_perm(OPEN_PACKAGE, taker.user, package)
    audit.record("referral.accepted", on=package, sections=sorted(package.sections))


def decline(package: ReferralPackage, *, on: date, reason: str) -> None:
    """The receiver says no; nothing was ever sealed."""
    _demand(package, ReferralState.DECLINED)
    package.state, package.answered_on, package.decline_reason = ReferralState.DECLINED, on, reason
    _finish(package, on)


def finish(package: ReferralPackage, state: ReferralState, *, on: date) -> None:
    """Withdrawn, expired or ended: payload, key and grants go in this transaction."""
    _demand(package, state)
    package.state, package.ended_on = state, on
    _finish(package, on)


def demand_open(package: ReferralPackage) -> None:
    """Refuse unless the package is accepted and not ended since."""
    if package.state != ReferralState.ACCEPTED:
        raise ReferralError(_("This referral is not available any more."))


def _demand(package: ReferralPackage, wanted: ReferralState) -> None:
    if not rules.may_become(package.state, wanted):
        raise ReferralError(_("This referral is not available any more."))


def _finish(package: ReferralPackage, on: date) -> None:
    sealing.destroy(package)
    ReferralPackageUserObjectPermission.objects.filter(content_object=package).delete()
    ReferralPackageGroupObjectPermission.objects.filter(content_object=package).delete()
    _save(package, Referral.objects.get(pk=package.referral_id), on)
    audit.record(f"referral.{package.state}", on=package)


def _save(package: ReferralPackage, referral: Referral, on: date) -> None:
    """The sender's own record follows the package."""
    package.full_clean()
    package.save()
    for name in ("state", "answered_on", "ended_on", "decline_reason", "network_ref"):
        setattr(referral, name, getattr(package, name))
    referral.full_clean()
    referral.save()


def groups_of(organisation: Organisation, *roles: str) -> tuple[Group, ...]:
    """The groups that hold these roles in an organisation."""
    return tuple(role_group(organisation, role) for role in roles)
