"""What a conclusion about family or community can't be beside what was found (S2-13, S3-44)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.codes import CommunityConclusion, FamilyConclusion, HomeEnvironment, LocalSecurity


@dataclass(frozen=True)
class FamilyFacts:
    """What was found about a family."""

    conclusion: str
    agrees: bool | None = None
    able: bool | None = None
    home_environment: str = ""
    violence: bool | None = None
    linked: bool | None = None
    is_minor: bool = False
    child_heard: bool = True
    relative_involved: bool | None = None


def family_problems(facts: FamilyFacts) -> list[tuple[str, str]]:
    """(field, message) where the conclusion contradicts the findings, or the child was not heard."""
    problems: list[tuple[str, str]] = []
    in_danger = facts.violence or facts.linked or facts.relative_involved
    in_danger = in_danger or facts.home_environment == HomeEnvironment.DANGEROUS
    if in_danger and facts.conclusion != FamilyConclusion.NOT_SUITABLE:
        text = _("With violence, danger or a link to those who exploited, the family is not suitable.")
        problems.append(("conclusion", text))
    unwilling = facts.agrees is False or facts.able is False
    if not problems and unwilling and facts.conclusion == FamilyConclusion.SUITABLE:
        text = _("A family that does not agree or is not able can be suitable with support at most.")
        problems.append(("conclusion", text))
    if facts.is_minor and not facts.child_heard:
        text = _("Write what the child says, or say why there is no answer.")
        problems.append(("child_views", text))
    return problems


def community_problems(conclusion: str, security: str, safe_to_visit: bool | None) -> list[tuple[str, str]]:
    """(field, message) where the conclusion contradicts the findings."""
    dangerous = security == LocalSecurity.DANGEROUS or safe_to_visit is False
    if dangerous and conclusion == CommunityConclusion.SUITABLE:
        return [("conclusion", _("A place that is dangerous needs measures, or is not suitable."))]
    return []
