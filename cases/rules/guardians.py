"""Who may decide for a minor, and what a minor's case needs (R-16)."""

from collections.abc import Sequence
from dataclasses import dataclass

from cases.codes import Assent, ConsentDecision, GivenBy, GuardianKind


@dataclass(frozen=True)
class GuardianFacts:
    """One recorded guardian or representative."""

    is_verified: bool = False
    conflict_of_interest: bool | None = None
    was_involved: bool | None = None
    kind: str = ""

    @property
    def may_decide(self) -> bool:
        """Verified, and known to have no interest of their own: a parent may be part of what happened."""
        return self.is_verified and self.conflict_of_interest is False and self.was_involved is not True


def who_decides(guardians: Sequence[GuardianFacts]) -> str:
    """The guardian with the child, or the authority where there is a conflict or it is not known."""
    return GivenBy.BOTH if any(guardian.may_decide for guardian in guardians) else GivenBy.COURT


def guardian_problem(given_by: str, guardians: Sequence[GuardianFacts], *, is_minor: bool) -> str | None:
    """Why this decider can't decide: "none", "unverified" or "conflict"; None when they can."""
    if given_by not in {GivenBy.BOTH, GivenBy.GUARDIAN}:
        return None
    able = guardians if is_minor else [g for g in guardians if g.kind == GuardianKind.REPRESENTATIVE]
    if not able:
        return "none"
    if any(guardian.may_decide for guardian in able):
        return None
    return "unverified" if not any(guardian.is_verified for guardian in able) else "conflict"


def assent_problem(decision: str, given_by: str, assent: str, *, is_minor: bool) -> str | None:
    """Why the child's own answer does not fit: "missing", "refused" or "adult"; None when it does.

    It is stored beside the guardian's or the authority's; where the child refuses, only an authority decides.
    """
    if not is_minor:
        return "adult" if assent else None
    if decision != ConsentDecision.GIVEN:
        return None
    if not assent and given_by == GivenBy.COURT:
        return "missing"
    return "refused" if assent == Assent.REFUSED and given_by == GivenBy.BOTH else None


@dataclass(frozen=True)
class MinorFacts:
    """What is recorded for a minor."""

    guardians: tuple[GuardianFacts, ...] = ()
    has_actor: bool = False
    has_best_interest: bool = False
    has_family_assessment: bool = False


def missing_for_minor(facts: MinorFacts) -> list[str]:
    """What R-16 asks for and is not there: guardian, actor, best_interest."""
    decided = who_decides(facts.guardians) == GivenBy.BOTH
    asked = {
        "guardian": decided or facts.has_actor,
        "actor": facts.has_actor,
        "best_interest": facts.has_best_interest,
    }
    return [code for code, there in asked.items() if not there]
