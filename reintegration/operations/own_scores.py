"""The person's own scores, given on the worker's device (domain 2.6; S3-81)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from reintegration.models import FactorAssessment, FactorScore
from reintegration.models.assessment import FinalAssessmentError
from reintegration.operations.assessments import AssessmentError, check_consent
from reintegration.reasons import raise_first, rule_error
from reintegration.rules import factors
from reintegration.rules.factors import Score
from renate import audit
from renate.accounts.models import Membership


@transaction.atomic
def record_own_scores(
    *, by: Membership, on: date, assessment: FactorAssessment, scores: Mapping[int, int | None]
) -> FactorAssessment:
    """Save what the person answered, beside the worker's scores of a draft; nothing else changes.

    Factors that are not among the answers stay as they are. Only with the worker who makes the
    assessment, and not after a no to assessments. Raises AssessmentError, FinalAssessmentError.
    """
    draft = FactorAssessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    if draft.is_final:
        raise FinalAssessmentError
    if draft.by_id != by.pk:
        raise rule_error("not_the_assessor", None, AssessmentError)
    check_consent(draft.case_id)
    raise_first(
        (
            (f"own_{number}", code)
            for number, own in sorted(scores.items())
            for _field, code in factors.objections_to_score(number, Score(own=own))
        ),
        AssessmentError,
    )
    answered = 0
    for row in FactorScore.objects.filter(assessment=draft, factor__in=scores).select_related("assessment"):
        row.self_score = scores[row.factor]
        answered += row.self_score is not None
        row.full_clean()
        row.save()
    audit.record("own_scores.recorded", on=draft, answered=answered)
    return draft
