"""Who may share, answer and open: decisions only."""

from __future__ import annotations

from enum import StrEnum

from guardian.core import ObjectPermissionChecker

from referrals.codes import ReferralState
from referrals.models import ReferralPackage
from referrals.rules import SHAREABLE_SECTIONS
from renate.accounts.access import can, section_access
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Act, Section


def shareable_sections(membership: Membership) -> tuple[str, ...]:
    """The sections that can cross and that the member's role reads whole (domain 7)."""
    return tuple(letter for letter in SHAREABLE_SECTIONS if section_access(membership, letter) >= Access.READ)


def is_addressed_to(membership: Membership, package: ReferralPackage) -> bool:
    """Whether the package came to the member's organisation."""
    return package.receiver_id == membership.organisation_id


def has_grant(membership: Membership, package: ReferralPackage) -> bool:
    """Whether guardian holds a grant on the package for the member or their role."""
    return ObjectPermissionChecker(membership.user).has_perm("open_package", package)


def may_open(membership: Membership, package: ReferralPackage) -> bool:
    """Whether the member may open the sections: addressed here, accepted, and granted (R-25)."""
    return (
        membership.is_active
        and is_addressed_to(membership, package)
        and package.state == ReferralState.ACCEPTED
        and has_grant(membership, package)
    )


def may_read_section(membership: Membership, section: str) -> bool:
    """The third wall at the receiver too: the role must open the section at least in part (domain 7)."""
    return section in Section.values and section_access(membership, section) >= Access.LIMITED


def reads_in_part(membership: Membership, section: str) -> bool:
    """Whether the role opens only a part of the section."""
    return section_access(membership, section) == Access.LIMITED


def may_see(membership: Membership, package: ReferralPackage) -> bool:
    """Whether the member may see that the package is there, and its summary."""
    if not is_addressed_to(membership, package):
        return False
    return can(membership, Act.ANSWER_REFERRAL) or has_grant(membership, package)


class LegalView(StrEnum):
    """How much of the legal matters a role is shown (domain 7, section H)."""

    WHOLE = "whole"
    OUTLINE = "outline"
    DATES = "dates"


def legal_view(membership: Membership) -> LegalView:
    """Whole to who reads the section; whoever works the case sees what it is; others only the days."""
    if section_access(membership, Section.LEGAL) >= Access.READ:
        return LegalView.WHOLE
    return LegalView.OUTLINE if can(membership, Act.WORK_CASES) else LegalView.DATES
