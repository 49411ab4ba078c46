"""Assessing needs, family and community: rounds that are kept and compared (S2-10…15, S3-44)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.codes import ConsentPurpose
from cases.models import Case, CommunityAssessment, FamilyAssessment, Need, NeedsAssessment
from cases.queries.consent import said_no, valid_consent
from cases.rules.answers import is_answered
from cases.rules.needs import NeedAnswer, needs_problems, repeat_on
from cases.rules.surroundings import FamilyFacts, community_problems, family_problems
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError


class AssessmentError(RuleError):
    """The assessment can't be stored as given."""


@transaction.atomic
def assess_needs(
    *, by: Membership, on: date, case: Case, kind: str, needs: Mapping[str, NeedAnswer], **values: Any
) -> NeedsAssessment:
    """Store one round: every area has a level or a reason, the person says when and in which order.

    The next round follows from how long the person has been here (domain 2.7). Raises AssessmentError.
    """
    _check_day(case, on)
    if said_no(case.person, ConsentPurpose.ASSESSMENT):
        raise AssessmentError(_("The person refused to be assessed: only notes on safety are written."))
    _raise_first(needs_problems(needs))
    assessment = NeedsAssessment(
        case=case, on=on, by=by, kind=kind, repeat_on=repeat_on(on, case.opened_on), **values
    )
    assessment.full_clean()
    assessment.save()
    for domain, answer in needs.items():
        need = Need(
            assessment=assessment, domain=domain, level=answer.level, not_answered=answer.reason,
            timing=answer.timing, priority=answer.priority,
        )  # fmt: skip
        need.full_clean()
        need.save()
    audit.record("needs.assessed", on=assessment, kind=kind)
    return assessment


@transaction.atomic
def assess_family(*, by: Membership, on: date, case: Case, **values: Any) -> FamilyAssessment:
    """Store what was found about the family; needed before a minor is placed (R-16, S2-13).

    The family is spoken to only with the person's consent (domain 4). Raises AssessmentError.
    """
    _check_day(case, on)
    relative = values.get("relative")
    if relative and not valid_consent(case, ConsentPurpose.FAMILY_CONTACT, on):
        text = _("Nobody of the family is spoken to without the person’s consent to contacting the family.")
        raise AssessmentError(text, field="relative")
    assessment = FamilyAssessment(case=case, on=on, by=by, **values)
    heard = is_answered(assessment.child_views) or "child_views" in assessment.not_answered
    facts = FamilyFacts(
        assessment.conclusion, assessment.agrees, assessment.able, assessment.home_environment,
        assessment.violence, assessment.linked, case.person.is_minor_on(on), heard,
        relative.involved if relative else None,
    )  # fmt: skip
    _raise_first(family_problems(facts))
    assessment.full_clean()
    assessment.save()
    audit.record("family.assessed", on=assessment, conclusion=assessment.conclusion)
    return assessment


@transaction.atomic
def assess_community(*, by: Membership, on: date, case: Case, **values: Any) -> CommunityAssessment:
    """Store what was found about a place where the person might live. Raises AssessmentError."""
    _check_day(case, on)
    assessment = CommunityAssessment(case=case, on=on, by=by, **values)
    _raise_first(community_problems(assessment.conclusion, assessment.security, assessment.safe_to_visit))
    assessment.full_clean()
    assessment.save()
    audit.record("community.assessed", on=assessment, conclusion=assessment.conclusion)
    return assessment


def _check_day(case: Case, on: date) -> None:
    if on > clock.today():
        raise AssessmentError(_("The day of the assessment is in the future."), field="on")
    if on < case.opened_on:
        raise AssessmentError(_("The day of the assessment is before the case was opened."), field="on")


def _raise_first(problems: list[tuple[str, str]]) -> None:
    if problems:
        name, text = problems[0]
        raise AssessmentError(text, field=name)
