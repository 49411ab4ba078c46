"""Assessments, plans, setbacks as operations: what the tables and the rules refuse."""

from datetime import date

import pytest

from reintegration import operations
from reintegration.models import FactorAssessment, FactorScore, PlanItem
from reintegration.models.assessment import FinalAssessmentError
from reintegration.operations import AssessmentError, DeliveryDetails, DeliveryError, PlanError, SetbackError
from reintegration.rules.factors import Score
from renate.notices.models import Notice
from tests.factories.reintegration import assess, close_file, consent_to, planned_item, scores
from tests.reintegration.conftest import TODAY


def test_assessment_keeps_phase_and_month(case, inside):
    made = assess(inside, TODAY, case)

    assert (made.phase_at, made.months_in_programme, made.by) == ("crisis", 0, inside)


def test_final_assessment_refuses_every_change(case, inside):
    final = assess(inside, TODAY, case)
    stored = FactorAssessment.objects.get(pk=final.pk)
    score = FactorScore.objects.filter(assessment=final).select_related("assessment").first()

    for row in (final, stored, score):
        with pytest.raises(FinalAssessmentError):
            row.save()


def test_final_assessment_is_not_recorded_again(case, inside):
    final = assess(inside, TODAY, case)

    with pytest.raises(FinalAssessmentError):
        assess(inside, TODAY, case, draft=final)


def test_draft_is_not_made_final_by_somebody_else(case, inside, cast):
    draft = assess(inside, TODAY, case, final=False)

    with pytest.raises(AssessmentError):
        operations.finalise_assessment(by=cast("deputy"), on=TODAY, assessment=draft)


def test_correction_is_made_once_and_stands_when_final(case, inside):
    wrong = assess(inside, TODAY, case, scores(2))
    draft = operations.correct_assessment(by=inside, on=TODAY, assessment=wrong)

    assert list(FactorAssessment.objects.standing()) == [wrong]
    with pytest.raises(AssessmentError):
        operations.correct_assessment(by=inside, on=TODAY, assessment=wrong)
    operations.finalise_assessment(by=inside, on=TODAY, assessment=draft)
    assert list(FactorAssessment.objects.standing()) == [draft]


def test_corrected_baseline_is_still_the_baseline(case, inside):
    wrong = assess(inside, TODAY, case, kind="baseline")
    draft = operations.correct_assessment(by=inside, on=TODAY, assessment=wrong)

    corrected = assess(inside, TODAY, case, scores(4), kind="baseline", draft=draft)

    assert (corrected.kind, corrected.version) == ("baseline", 2)


@pytest.mark.parametrize(
    ("on", "kind", "field"),
    [
        (date(2026, 6, 3), "baseline", "kind"),
        (date(2026, 6, 23), "periodic", "on"),
        (date(2026, 5, 31), "periodic", "on"),
    ],
)
def test_assessment_at_a_wrong_time_is_refused(case, inside, on, kind, field):
    with pytest.raises(AssessmentError) as refused:
        assess(inside, on, case, kind=kind)

    assert refused.value.field == field


def test_refused_score_names_its_factor(case, inside):
    with pytest.raises(AssessmentError) as refused:
        assess(inside, TODAY, case, {**scores(), 9: Score(worker=7)})

    assert refused.value.field == "worker_9"
    assert not FactorAssessment.objects.exists()


def test_person_who_refuses_assessments_is_not_assessed(case, inside):
    consent_to(inside, TODAY, case, "assessment", "refused")

    with pytest.raises(AssessmentError):
        assess(inside, TODAY, case)


@pytest.mark.rule("R-18")
def test_declined_item_comes_back_at_the_review_only_if_allowed(case, inside, clock):
    item = planned_item(inside, TODAY, case)
    operations.record_agreement(by=inside, on=TODAY, plan=item.goal.plan, form="signed")
    operations.decide_timing(by=inside, on=TODAY, item=item, timing="never", offer_again=True)
    clock.move_to("2026-07-22")
    item = PlanItem.objects.get()

    with pytest.raises(PlanError):
        operations.decide_timing(by=inside, on=date(2026, 7, 21), item=item, timing="now")
    again = operations.decide_timing(by=inside, on=date(2026, 7, 22), item=item, timing="now")

    assert again.status == "agreed"


@pytest.mark.rule("R-18")
def test_nothing_is_delivered_against_a_no(case, inside):
    item = planned_item(inside, TODAY, case, timing="never")

    with pytest.raises(DeliveryError):
        operations.log_delivery(
            by=inside, on=TODAY, case=case, details=DeliveryDetails(service=item.service, item=item)
        )


@pytest.mark.rule("S3-24")
def test_low_motivation_neither_blocks_nor_lowers_a_service(case, inside):
    assess(inside, TODAY, case, scores(3, f12=1))
    item = planned_item(inside, TODAY, case, frequency="weekly")

    delivery = operations.log_delivery(
        by=inside, on=TODAY, case=case, details=DeliveryDetails(service=item.service, item=item)
    )

    item.refresh_from_db()
    assert (item.status, item.frequency, delivery.quantity) == ("in_progress", "weekly", 1)


@pytest.mark.rule("S3-64")
def test_service_to_a_family_member_is_counted_apart(case, inside):
    from cases.operations import add_related_person

    child = add_related_person(by=inside, on=TODAY, case=case, relation="child", is_beneficiary=True)

    delivery = operations.log_delivery(
        by=inside, on=TODAY, case=case,
        details=DeliveryDetails(service="child_protection.nursery", recipient=child),
    )  # fmt: skip

    model = type(delivery)
    assert list(model.objects.to_secondary()) == [delivery]
    assert not model.objects.to_primary().exists()


def test_empty_plan_is_not_agreed_on(case, inside):
    plan = operations.draft_plan(by=inside, on=TODAY, case=case)

    with pytest.raises(PlanError):
        operations.record_agreement(by=inside, on=TODAY, plan=plan, form="signed")


@pytest.mark.rule("R-08")
def test_severe_setback_tells_the_coordinator_and_brings_the_review_forward(case, inside, coordinator):
    plan = planned_item(inside, TODAY, case).goal.plan

    operations.log_setback(by=inside, on=TODAY, case=case, kind="violence", severity=3)

    plan.refresh_from_db()
    assert plan.review_due == date(2026, 7, 6)
    assert list(Notice.objects.values_list("to_id", "kind")) == [(coordinator.pk, "review_due")]
    assert case.cycles.count() == 1


@pytest.mark.rule("R-08", "R-09")
def test_setback_knows_whether_the_case_is_closed(case, inside):
    with pytest.raises(SetbackError):
        operations.log_setback(
            by=inside, on=TODAY, case=case, kind="job_loss", severity=1, effect="cycle_new"
        )
    close_file(inside, TODAY, case)
    case.refresh_from_db()

    noted = operations.log_setback(by=inside, on=TODAY, case=case, kind="job_loss", severity=2)

    assert noted.after_closure
