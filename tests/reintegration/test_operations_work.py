"""Trainings, jobs, employers, group activities and the catalogue of an organisation."""

from datetime import date
from decimal import Decimal

import pytest

from cases.models import RiskAssessment
from cases.operations import add_related_person, assess_family
from reintegration import operations
from reintegration.models import FollowUp, GroupActivity, PlanItem, ServiceDelivery
from reintegration.operations import (
    ActivityDetails,
    DeliveryDetails,
    DeliveryError,
    DirectoryError,
    EmployerError,
    JobDetails,
    OfferError,
    Participant,
    PlacementError,
    PlanError,
    TrainingDetails,
    TrainingEnd,
    WorkError,
)
from reintegration.queries.directory import find_entries
from reintegration.queries.offering import offered_services
from reintegration.queries.readiness import readiness_facts
from reintegration.queries.work import trainings_without_job
from reintegration.work_codes import VettingAnswer, VettingQuestion
from renate.tenancy.models import OrganisationSettings
from tests.factories.reintegration import open_file, planned_item
from tests.reintegration.conftest import OPENED, TODAY

ALL_YES = dict.fromkeys(VettingQuestion.values, VettingAnswer.YES)


def trained(by, case, ended=TODAY):
    """A completed training."""
    details = TrainingDetails("Kitchen course", "vocational", "cooking")
    training = operations.record_training(by=by, on=OPENED, case=case, details=details)
    return operations.end_training(by=by, on=ended, training=training, end=TrainingEnd("completed"))


def employer(by, name="Bakery", **answers):
    """A checked employer."""
    row = operations.save_employer(by=by, name=name, country="AL")
    operations.check_employer(by=by, on=TODAY, employer=row, answers=ALL_YES | answers)
    return row


@pytest.mark.rule("S2-52", "S2-53", "S0-22")
def test_training_keeps_choice_aptitude_stipend_and_the_persons_own_rating(case, inside):
    details = TrainingDetails(
        "Nursing aide", "vocational", "care", chosen_by_person=True, matches_aptitude=5,
        market_demand_checked=True, market_source="Hospital hires", stipend=Decimal(150),
    )  # fmt: skip
    training = operations.record_training(by=inside, on=OPENED, case=case, details=details)

    end = TrainingEnd("completed", own_rating=4, length="too_short", certificate=True)
    operations.end_training(by=inside, on=TODAY, training=training, end=end)

    training.refresh_from_db()
    assert (training.chosen_by_person, training.matches_aptitude, training.stipend) == (True, 5, 150)
    assert (training.own_rating, training.length, training.certificate) == (4, "too_short", True)
    with pytest.raises(WorkError, match="ended already"):
        operations.end_training(by=inside, on=TODAY, training=training, end=end)


@pytest.mark.rule("S2-51")
def test_training_is_not_planned_as_therapy(case, inside):
    therapy = planned_item(inside, TODAY, case)

    with pytest.raises(WorkError) as refused:
        operations.record_training(
            by=inside,
            on=TODAY,
            case=case,
            details=TrainingDetails("Sewing", "vocational", "sewing", item=therapy),
        )

    assert refused.value.field == "item"


@pytest.mark.rule("R-19", "S2-50")
def test_training_without_a_job_comes_to_the_list_after_ninety_days_until_there_is_one(case, inside, clock):
    training = trained(inside, case)

    assert list(trainings_without_job(date(2026, 9, 19))) == []
    assert list(trainings_without_job(date(2026, 9, 20))) == [training]
    clock.move_to("2026-09-20")
    details = JobDetails("Cook", "employed", "own", "written", training=training)
    operations.record_job(by=inside, on=date(2026, 9, 15), case=case, details=details)

    training.refresh_from_db()
    assert (training.next_step, training.next_step_on) == ("job", date(2026, 9, 15))
    assert list(trainings_without_job(date(2026, 12, 31))) == []


@pytest.mark.rule("R-19")
def test_next_step_that_is_no_job_ends_the_question(case, inside):
    training = trained(inside, case)

    with pytest.raises(WorkError, match="Record the job itself"):
        operations.record_next_step(by=inside, on=TODAY, training=training, next_step="job")
    operations.record_next_step(by=inside, on=TODAY, training=training, next_step="more_training")

    assert list(trainings_without_job(date(2027, 1, 1))) == []


@pytest.mark.rule("S1-14", "S1-18")
def test_job_with_an_employer_nobody_checked_needs_a_reason(case, inside):
    bare = operations.save_employer(by=inside, name="Farm", country="AL")
    unpaid = employer(inside, "Laundry", own_hands="no")
    wanted = {"title": "Packing", "kind": "employed", "found_through": "ngo", "contract": "trial"}

    for place, field in ((bare, "unchecked_reason"), (unpaid, "employer")):
        with pytest.raises(WorkError) as refused:
            operations.record_job(
                by=inside, on=TODAY, case=case, details=JobDetails(employer=place, **wanted)
            )
        assert refused.value.field == field
    operations.record_job(
        by=inside, on=TODAY, case=case, details=JobDetails(employer=employer(inside), **wanted)
    )

    assert case.jobs.count() == 1


def test_second_employer_of_a_name_and_a_vacancy_that_ends_first_are_refused(case, inside):
    bakery = employer(inside)
    details = operations.OfferDetails("Baker", until=OPENED)

    with pytest.raises(EmployerError) as twin:
        operations.save_employer(by=inside, name="bakery", country="AL")
    with pytest.raises(EmployerError) as ends_first:
        operations.add_job_offer(by=inside, on=TODAY, employer=bakery, details=details)

    assert (twin.value.field, ends_first.value.field) == ("name", "until")


@pytest.mark.rule("S3-64", "S3-10")
def test_group_activity_is_a_delivery_in_every_file(case, inside):
    other = open_file(inside, TODAY, name="Mira Dukaj")
    child = add_related_person(by=inside, on=TODAY, case=case, relation="child", is_beneficiary=True)
    who = [Participant(case), Participant(case, child), Participant(other)]
    details = ActivityDetails("community.recreation", "care_provider_own", total_cost=Decimal("10.00"))

    activity = operations.log_activity(by=inside, on=TODAY, details=details, participants=who)

    rows = ServiceDelivery.objects.filter(activity=activity).order_by("id")
    assert [row.cost for row in rows] == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]
    assert [(row.case, row.recipient, row.category) for row in rows] == [
        (case, None, "community"),
        (case, child, "community"),
        (other, None, "community"),
    ]
    assert {row.phase_at for row in rows} == {"crisis"}


@pytest.mark.rule("R-15")
def test_group_activity_with_one_impossible_file_stands_in_none(case, inside):
    late = open_file(inside, TODAY, name="Mira Dukaj")
    details = ActivityDetails("community.recreation", "care_provider_own")

    with pytest.raises(DeliveryError) as refused:
        operations.log_activity(
            by=inside, on=OPENED, details=details, participants=[Participant(case), Participant(late)]
        )

    assert refused.value.field == "participants"
    assert late.person.case_code in refused.value.reasons[0]
    assert not GroupActivity.objects.exists()
    assert not ServiceDelivery.objects.exists()


def test_service_of_our_own_is_planned_delivered_and_keeps_its_old_name(case, inside):
    own = operations.save_own_service(by=inside, category="community", name="Swimming", unit="session")
    item = planned_item(inside, TODAY, case, service=own.code)
    delivered = operations.log_delivery(
        by=inside, on=TODAY, case=case, details=DeliveryDetails(own.code, item=item)
    )

    operations.save_own_service(by=inside, category="community", name="Aqua club", unit="session", offer=own)

    assert (item.label, delivered.label, delivered.category) == ("Swimming", "Swimming", "community")
    labels = [s.label for c in offered_services() for s in c.services]
    assert "Aqua club" in labels


def test_service_that_is_off_stays_in_its_plan_and_is_not_offered_anew(case, inside):
    item = planned_item(inside, TODAY, case, service="legal.legal_advice")
    every = {s.code for c in offered_services() for s in c.services}

    operations.choose_services(by=inside, on_codes=every - {"legal.legal_advice"})

    operations.log_delivery(by=inside, on=TODAY, case=case, details=DeliveryDetails(item.service, item=item))
    with pytest.raises(PlanError):
        planned_item(inside, TODAY, case, service="legal.legal_advice")
    with pytest.raises(DeliveryError):
        operations.log_delivery(by=inside, on=TODAY, case=case, details=DeliveryDetails(item.service))


def test_category_in_use_is_not_emptied(case, inside):
    planned_item(inside, TODAY, case, service="legal.legal_advice")
    every = {s.code for c in offered_services() for s in c.services}

    with pytest.raises(OfferError) as refused:
        operations.choose_services(by=inside, on_codes={c for c in every if not c.startswith("legal.")})

    assert refused.value.field == "services"
    assert "Legal" in refused.value.reasons[0]
    assert {s.code for c in offered_services() for s in c.services} == every


@pytest.mark.rule("R-16")
def test_plan_of_a_minor_needs_guardian_and_assent(case, inside):
    plan = planned_item(inside, TODAY, case).goal.plan
    case.person.birth_date, case.person.birth_year, case.person.birth_precision = (
        date(2010, 1, 1),
        2010,
        "day",
    )
    case.person.save()
    plan = type(plan).objects.get()

    with pytest.raises(PlanError) as refused:
        operations.record_agreement(by=inside, on=TODAY, plan=plan, form="verbal")
    operations.record_agreement(by=inside, on=TODAY, plan=plan, form="guardian_assent")

    assert refused.value.field == "form"


def test_plan_waits_for_a_supervisor_where_the_organisation_asks(case, inside, coordinator):
    OrganisationSettings.objects.update(plan_needs_approval=True)
    plan = planned_item(inside, TODAY, case).goal.plan
    operations.record_agreement(by=inside, on=TODAY, plan=plan, form="verbal")

    with pytest.raises(PlanError, match="coordinator"):
        operations.approve_plan(by=inside, on=TODAY, plan=plan)
    operations.approve_plan(by=coordinator, on=TODAY, plan=plan)

    assert (plan.approved_by, plan.approved_on) == (coordinator, TODAY)


def test_item_keeps_frequency_in_the_next_version(case, inside):
    planned_item(inside, TODAY, case, frequency="weekly")

    operations.draft_plan(by=inside, on=TODAY, case=case)

    assert set(PlanItem.objects.values_list("frequency", flat=True)) == {"weekly"}


@pytest.mark.rule("S0-24")
def test_job_is_looked_at_after_one_three_six_and_twelve_months_while_it_lasts(case, inside, clock):
    details = JobDetails("Cook", "employed", "own", "written")
    job = operations.record_job(by=inside, on=TODAY, case=case, details=details)
    planned = FollowUp.objects.planned().filter(case=case, anchor_ref__startswith=job.public_id)
    looks = list(planned.order_by("due_on").values_list("due_on", flat=True))

    clock.move_to("2026-10-01")
    operations.end_job(by=inside, on=date(2026, 10, 1), job=job, reason="better_job")

    assert looks == [date(2026, 7, 22), date(2026, 9, 22), date(2026, 12, 22), date(2027, 6, 22)]
    assert not planned.filter(due_on__gt=date(2026, 10, 1)).exists()


@pytest.mark.rule("R-19")
def test_completed_training_is_followed_up_after_thirty_and_ninety_days(case, inside):
    training = trained(inside, case)

    planned = FollowUp.objects.planned().filter(anchor_ref__startswith=training.public_id).order_by("due_on")

    assert [check.due_on for check in planned] == [date(2026, 7, 22), date(2026, 9, 20)]


@pytest.mark.rule("R-05")
def test_job_counts_as_livelihood_under_way(case, inside):
    cycle = case.cycles.get()
    before = readiness_facts(case, cycle, TODAY).livelihood_under_way

    details = JobDetails("Cook", "employed", "own", "written")
    operations.record_job(by=inside, on=TODAY, case=case, details=details)

    assert (before, readiness_facts(case, cycle, TODAY).livelihood_under_way) == (False, True)


@pytest.mark.rule("R-16", "R-20", "S2-13", "S2-16", "S2-17")
def test_placement_with_family_waits_for_the_familys_assessment_and_a_fresh_look_at_risk(case, inside):
    told = {"by": inside, "on": TODAY, "case": case, "kind": "own_family", "agreed_by_person": True}

    with pytest.raises(PlacementError) as refused:
        operations.record_placement(**told)
    seen = assess_family(by=inside, on=TODAY, case=case, conclusion="suitable")
    placed = operations.record_placement(**told)
    RiskAssessment.objects.filter(case=case).update(on=date(2026, 5, 1))
    with pytest.raises(PlacementError, match="too old"):
        operations.record_placement(**told)

    assert refused.value.field == "kind"
    assert placed.family_assessment == seen


@pytest.mark.rule("S2-19", "S0-40", "R-15")
def test_placement_without_its_look_needs_a_reason_which_is_kept(case, inside):
    told = {"by": inside, "on": TODAY, "case": case, "kind": "shared_rented", "agreed_by_person": True}

    with pytest.raises(PlacementError) as refused:
        operations.record_placement(**told)
    placed = operations.record_placement(**told, exception_reason="She decided so")
    moved = operations.record_placement(
        by=inside, on=TODAY, case=case, kind="group_home", agreed_by_person=True, exception_reason="Unneeded"
    )

    placed.refresh_from_db()
    assert refused.value.field == "exception_reason"
    assert "The place was not assessed in the last half year." in refused.value.reasons
    assert (placed.exception_reason, placed.to_on) == ("She decided so", TODAY)
    assert (moved.exception_reason, moved.to_on) == ("", None)


def test_entry_of_the_directory_is_found_by_service_language_and_area(case, inside):
    entry = operations.save_entry(
        by=inside, on=TODAY, service="legal.legal_advice", provider="Legal Aid", area="Tirana",
        provider_kind="state_service", languages=["sqi"], waiting_days=14,
    )  # fmt: skip

    with pytest.raises(DirectoryError) as twin:
        operations.save_entry(
            by=inside, on=TODAY, service="legal.legal_advice", provider="legal aid", area="Tirana",
            provider_kind="state_service",
        )  # fmt: skip

    assert twin.value.field == "provider"
    assert [line.entry for line in find_entries(TODAY, service="legal.legal_advice", area="tir")] == [entry]
    assert find_entries(TODAY, language="ron") == []
    assert [line.is_stale for line in find_entries(date(2027, 6, 22), language="sqi")] == [True]
