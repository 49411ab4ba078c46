"""What a member may do: asked here by pages, API, tasks and documents alike."""

from collections.abc import Collection
from typing import Any

from guardian.core import ObjectPermissionChecker

from renate.accounts.models import Membership
from renate.accounts.roles import RISK_PARTS, Access, Act, Section, factors_read, factors_written
from renate.accounts.roles import section_access as _section_access


def acts_of(membership: Membership) -> frozenset[str]:
    """The acts granted to the member on the organisation, by guardian; asked once per request."""
    found = membership.__dict__.get("_acts")
    if found is None:
        if not membership.is_active:
            found = frozenset()
        else:
            # Own grants and those of the role's group in one query; a superuser has no others.
            checker, house = ObjectPermissionChecker(membership.user), membership.organisation
            own: Any = checker.get_user_perms(house)
            found = frozenset(own.union(checker.get_group_perms(house)))
        membership.__dict__["_acts"] = found
    return found


def can(membership: Membership | None, act: Act | str) -> bool:
    """Whether the member may do `act` in the organisation."""
    return membership is not None and str(act) in acts_of(membership)


def section_access(membership: Membership, section: str) -> Access:
    """How much of a section the member's role opens, of a case the member may see at all."""
    if not membership.is_active:
        return Access.NONE
    access = _section_access(membership.role, section)
    return min(access, Access.READ) if membership.__dict__.get("_reads_only") else access


def readable_factors(membership: Membership) -> frozenset[int]:
    """The factors whose scores the member may read (domain 7, section D)."""
    opens = section_access(membership, Section.FACTORS) >= Access.READ
    return factors_read(membership.role) if opens else frozenset()


def writable_factors(membership: Membership) -> frozenset[int]:
    """The factors that the member may score: a health professional F9, a psychologist F10 (domain 7)."""
    opens = section_access(membership, Section.FACTORS) >= Access.WRITE
    return factors_written(membership.role) if opens else frozenset()


def writable_risk_domains(membership: Membership, domains: Collection[str]) -> frozenset[str]:
    """Those of the domains of risk that the member may assess: a psychologist self-harm only (domain 7)."""
    if section_access(membership, Section.RISK) < Access.WRITE:
        return frozenset()
    return frozenset(domains) & RISK_PARTS.get(membership.role, frozenset(domains))


# What looks and changes nothing.
LOOKING = frozenset(
    {
        Act.WORK_CASES, Act.SEE_CASELOAD, Act.SEE_SHELTERS, Act.SEE_PARTNERS, Act.READ_ISSUED, Act.READ_AUDIT,
    }
)  # fmt: skip


def read_only(membership: Membership) -> None:
    """For the rest of this request the member may look and change nothing."""
    membership.__dict__["_reads_only"] = True
    narrow(membership, LOOKING)


def narrow(membership: Membership, acts: Collection[str]) -> None:
    """For the rest of this request the member may do no more than `acts` of what the role gives."""
    membership.__dict__["_acts"] = acts_of(membership) & frozenset(map(str, acts))
