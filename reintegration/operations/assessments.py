"""Fourteen-factor assessments: drafted, finalised once, corrected by a new version (domain 2.6, 2.7)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from cases.codes import ConsentDecision, ConsentPurpose
from cases.models import Case, Consent
from reintegration.codes import AssessmentKind, AssessmentStatus, RemigrationIntent
from reintegration.instrument import NUMBERS
from reintegration.models import FactorAssessment, FactorScore, ProgrammeCycle, SelfRating
from reintegration.models.assessment import FinalAssessmentError
from reintegration.queries.cycles import latest_cycle, phase_on
from reintegration.reasons import raise_first, rule_error
from reintegration.rules import factors
from reintegration.rules.factors import Score
from reintegration.rules.phases import completed_months
from renate import audit
from renate.accounts.access import writable_factors
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError


class AssessmentError(RuleError):
    """The assessment can't be saved as given; `field` names the factor, as worker_3, own_3, comment_3."""


@dataclass(frozen=True)
class OwnWords:
    """How the person sees it; nothing here is compulsory (S3-37…39, S3-81)."""

    success_percent: int | None = None
    intends_to_remigrate: str = RemigrationIntent.UNKNOWN
    trusted_people: int | None = None
    own_situation: str = ""
    rest_reason: str = ""
    biggest_success: str = ""
    biggest_fear: str = ""
    biggest_need: str = ""


@transaction.atomic
def record_assessment(
    *,
    by: Membership,
    on: date,
    case: Case,
    kind: str,
    scores: Mapping[int, Score],
    with_person: bool = True,
    own_words: OwnWords | None = None,
    draft: FactorAssessment | None = None,
    final: bool = False,
) -> FactorAssessment:
    """Save a draft, a new one or `draft` again; with `final` make it final in the same step.

    Worker's and person's scores are kept apart. One baseline a cycle, none in the first 72 hours.
    Without the person's consent to assessments nothing is stored. Raises AssessmentError.
    """
    cycle = draft.cycle if draft else latest_cycle(case)
    if cycle is None:
        raise rule_error("no_cycle", None, AssessmentError)
    _check(case, cycle, on, kind, draft)
    scores = _own_part(by, case, scores, draft)
    _check_scores(scores)
    assessment = draft or FactorAssessment(case=case, cycle=cycle, by=by)
    if assessment.is_final:
        raise FinalAssessmentError
    assessment.kind, assessment.on, assessment.with_person = kind, on, with_person
    assessment.phase_at = phase_on(case, on) or cycle.phase
    assessment.months_in_programme = completed_months(cycle.started_on, on)
    assessment.full_clean()
    assessment.save()
    _save_scores(assessment, scores)
    if own_words is not None:
        record_self_rating(by=by, on=on, assessment=assessment, own_words=own_words)
    audit.record("assessment.drafted", on=assessment, kind=kind, version=assessment.version)
    return finalise_assessment(by=by, on=on, assessment=assessment) if final else assessment


def _check(case: Case, cycle: ProgrammeCycle, on: date, kind: str, draft: FactorAssessment | None) -> None:
    if on > clock.today():
        raise rule_error("in_future", "on", AssessmentError)
    if on < cycle.started_on:
        raise rule_error("before_cycle", "on", AssessmentError)
    check_consent(case.pk)
    if kind == AssessmentKind.BASELINE and (draft is None or draft.replaces_id is None):
        others = FactorAssessment.objects.filter(cycle=cycle, replaces__isnull=True)
        kinds = others.exclude(pk=draft.pk if draft else None).values_list("kind", flat=True)
        objection = factors.baseline_objection(on, cycle.started_on, kinds)
        if objection:
            raise rule_error(objection, "kind", AssessmentError)


def check_consent(case_id: int) -> None:
    """Raise when the person has said no to assessments."""
    no = (ConsentDecision.REFUSED, ConsentDecision.WITHDRAWN)
    asked = Consent.objects.filter(case=case_id).for_purpose(ConsentPurpose.ASSESSMENT).current()
    if asked.filter(decision__in=no).exists():
        raise rule_error("assessment_refused", None, AssessmentError)


def _check_scores(scores: Mapping[int, Score]) -> None:
    raise_first(
        (
            (f"{field}_{number}", code)
            for number, score in sorted(scores.items())
            for field, code in factors.objections_to_score(number, score)
        ),
        AssessmentError,
    )


def _own_part(
    by: Membership, case: Case, scores: Mapping[int, Score], draft: FactorAssessment | None
) -> dict[int, Score]:
    """A role scores its own factors; the others stay as the last final round left them (domain 7)."""
    own = writable_factors(by)
    before = draft or FactorAssessment.objects.filter(case=case).standing().order_by("-on", "-id").first()
    kept = (
        {} if before is None else {row.factor: row.as_score(with_comment=True) for row in before.scores.all()}
    )
    return {n: scores.get(n, Score()) if n in own else kept.get(n, Score()) for n in NUMBERS}


def _save_scores(assessment: FactorAssessment, scores: Mapping[int, Score]) -> None:
    """Write all fourteen anew: a draft has no history worth keeping."""
    assessment.scores.all().delete()
    FactorScore.objects.bulk_create(
        _row(assessment, number, scores.get(number, Score())) for number in NUMBERS
    )


def _row(assessment: FactorAssessment, number: int, score: Score) -> FactorScore:
    return FactorScore(
        assessment=assessment,
        factor=number,
        worker_score=score.worker,
        self_score=score.own,
        mark=score.mark,
        comment=score.comment.strip(),
    )


@transaction.atomic
def record_self_rating(
    *, by: Membership, on: date, assessment: FactorAssessment, own_words: OwnWords
) -> SelfRating:
    """Save the person's own rating beside a draft (S3-81)."""
    rating = SelfRating.objects.filter(assessment=assessment).first() or SelfRating(assessment=assessment)
    for name, value in asdict(own_words).items():
        setattr(rating, name, value)
    rating.full_clean()
    rating.save()
    audit.record("self_rating.recorded", on=rating)
    return rating


@transaction.atomic
def finalise_assessment(*, by: Membership, on: date, assessment: FactorAssessment) -> FactorAssessment:
    """Make a draft final: every factor is scored or marked, and only the assessor may (domain 7)."""
    if assessment.is_final:
        raise FinalAssessmentError
    if assessment.by_id != by.pk:
        raise rule_error("not_the_assessor", None, AssessmentError)
    scores = {row.factor: row.as_score(with_comment=True) for row in assessment.scores.all()}
    raise_first(((f"worker_{n}", "unanswered") for n in factors.unanswered(scores)), AssessmentError)
    assessment.status, assessment.finalised_at = AssessmentStatus.FINAL, clock.now()
    assessment.full_clean()
    assessment.save()
    audit.record("assessment.finalised", on=assessment, kind=assessment.kind, version=assessment.version)
    return assessment


@transaction.atomic
def correct_assessment(*, by: Membership, on: date, assessment: FactorAssessment) -> FactorAssessment:
    """Open a new version of a final assessment as a draft with the same scores; the old one stays."""
    if not assessment.is_final:
        raise rule_error("not_final", None, AssessmentError)
    if FactorAssessment.objects.filter(replaces=assessment).exists():
        raise rule_error("already_corrected", None, AssessmentError)
    new = FactorAssessment(
        case=assessment.case, cycle=assessment.cycle, by=by, replaces=assessment,
        version=assessment.version + 1, kind=assessment.kind, on=assessment.on,
        phase_at=assessment.phase_at, months_in_programme=assessment.months_in_programme,
        with_person=assessment.with_person, instrument_version=assessment.instrument_version,
    )  # fmt: skip
    new.full_clean()
    new.save()
    _save_scores(new, {row.factor: row.as_score(with_comment=True) for row in assessment.scores.all()})
    rating = SelfRating.objects.filter(assessment=assessment).first()
    if rating is not None:
        words = {name: getattr(rating, name) for name in OwnWords.__dataclass_fields__}
        record_self_rating(by=by, on=on, assessment=new, own_words=OwnWords(**words))
    audit.record("assessment.correction_opened", on=new, version=new.version)
    return new
