"""Work, employers, activities, catalogue and directory in the browser."""

from datetime import date

import pytest
from django.urls import reverse

from reintegration import operations
from reintegration.models import Employer, FollowUp, GroupActivity, Job, ServiceOffer, Training
from renate.accounts.roles import Role
from tests.factories.reintegration import planned_item
from tests.reintegration.conftest import TODAY


def url(name, *args):
    return reverse(f"reintegration:{name}", args=args)


TRAINING = {"title": "Kitchen course", "kind": "vocational", "trade": "cooking", "on": "2026-06-10"}
JOB = {
    "title": "Cook", "kind": "employed", "found_through": "own", "contract": "written", "on": "2026-06-20",
}  # fmt: skip


@pytest.mark.rule("S2-49", "R-19")
def test_training_is_recorded_ended_and_leads_to_a_job(browser, case):
    browser.post(url("training_add", case.ref), TRAINING)
    training = Training.objects.get()
    end = {"on": "2026-06-20", "outcome": "completed", "own_rating": "4", "length": "too_short"}
    browser.post(url("training_end", case.ref, training.public_id), end)
    page = browser.get(url("work_show", case.ref)).content.decode()
    browser.post(url("job_add", case.ref), {**JOB, "training": training.public_id})

    after = browser.get(url("work_show", case.ref)).content.decode()
    assert "demand not looked up" in page
    assert "Ask about a job by 20 Jul 2026" in page
    assert "The person says: 4 of 5, too short" in page
    assert Job.objects.get().training == training
    assert "What came of it: a job, 20 Jun 2026" in after


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"market_demand_checked": "on"}, "market_source"),
        ({"planned_end": "2026-06-01"}, "planned_end"),
        ({"on": "2026-05-01"}, "on"),
        ({"trade": "spying"}, "trade"),
        ({"matches_aptitude": "6"}, "matches_aptitude"),
        ({"stipend": "-5"}, "stipend"),
    ],
)
def test_bad_training_is_told_beside_its_field(browser, case, change, field):
    answer = browser.post(url("training_add", case.ref), TRAINING | change)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Kitchen course" in answer.content.decode()
    assert not Training.objects.exists()


@pytest.mark.rule("S2-52", "S0-24")
def test_training_and_job_are_put_right_and_the_checks_follow_the_first_day(browser, case):
    browser.post(url("training_add", case.ref), TRAINING)
    browser.post(url("job_add", case.ref), JOB)
    training, job = Training.objects.get(), Job.objects.get()

    better = TRAINING | {"hours": "120", "stipend": "150", "chosen_by_person": "on"}
    browser.post(url("training_edit", case.ref, training.public_id), better)
    moved = browser.post(
        url("job_edit", case.ref, job.public_id),
        JOB | {"on": "2026-06-15", "net_wage": "480", "training": training.public_id},
    )
    refused = browser.post(url("job_edit", case.ref, job.public_id), JOB | {"on": "2026-07-01"})

    training.refresh_from_db()
    job.refresh_from_db()
    checks = FollowUp.objects.planned().filter(anchor="job").order_by("due_on")
    assert (training.hours, training.stipend, training.next_step) == (120, 150, "job")
    assert (moved.status_code, job.from_on, job.training) == (302, date(2026, 6, 15), training)
    assert [row.due_on for row in checks][:2] == [date(2026, 7, 15), date(2026, 9, 15)]
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["on"])


@pytest.mark.rule("S0-25")
def test_job_ends_and_barriers_are_noted(browser, case):
    browser.post(url("job_add", case.ref), JOB)
    job = Job.objects.get()

    refused = browser.post(url("job_end", case.ref, job.public_id), {"on": "2026-06-01", "reason": "left"})
    browser.post(url("job_end", case.ref, job.public_id), {"on": "2026-06-22", "reason": "exploited"})
    browser.post(url("barriers_note", case.ref), {"on": "2026-06-22", "barriers": ["distance_location"]})

    page = browser.get(url("work_show", case.ref)).content.decode()
    assert refused.status_code == 422
    assert "Not paid, or treated badly" in page
    assert "Too far away" in page


@pytest.mark.rule("S1-14", "S1-18")
def test_employer_is_added_checked_and_offers_work(browser, inside):
    browser.post(url("employer_add"), {"name": "Bakery", "country": "AL", "is_active": "on"})
    ref = Employer.objects.get().public_id
    questions = ("contract", "wage", "own_hands", "hours", "documents", "no_fees", "free_to_leave", "lodging")
    answers = dict.fromkeys((*questions, "seen"), "yes")

    gap = browser.post(url("employer_check", ref), {"on": "2026-06-22", **answers, "seen": ""})
    browser.post(url("employer_check", ref), {"on": "2026-06-22", **answers, "documents": "no"})
    browser.post(url("job_offer_add", ref), {"title": "Baker", "on": "2026-06-22", "places": "2"})

    page = browser.get(url("employer_show", ref)).content.decode()
    assert list(gap.context["form"].errors) == ["seen"]
    assert "Not suitable" in page
    assert "Baker" in page
    assert "Not suitable" in browser.get(url("employer_list")).content.decode()


def test_group_activity_is_logged_for_those_ticked(browser, case):
    what = {
        "on": "2026-06-22", "service": "community.recreation", "quantity": "1", "unit": "session",
        "mode": "in_person", "provider_kind": "care_provider_own",
    }  # fmt: skip

    nobody = browser.post(url("activity_log"), what)
    browser.post(url("activity_log"), {**what, "participants": [case.ref]})

    activity = GroupActivity.objects.get()
    assert list(nobody.context["form"].errors) == ["participants"]
    assert case.person.case_code in browser.get(url("activity_show", activity.public_id)).content.decode()
    assert "in a group" in browser.get(url("delivery_list", case.ref)).content.decode()


def test_category_in_use_is_not_emptied_and_the_ticks_are_kept(as_member, admin, case, inside):
    planned_item(inside, TODAY, case, service="legal.legal_advice")
    client = as_member(admin)
    ticked = [
        code for code in client.get(url("service_list")).context["form"].initial["services"]
        if not code.startswith("legal.")
    ]  # fmt: skip

    refused = client.post(url("service_list"), {"services": ticked})

    assert refused.status_code == 422
    assert "leave one of its services on" in str(refused.context["form"].errors["services"])
    assert not ServiceOffer.objects.exists()


def test_service_of_our_own_is_added_and_changed(as_member, admin, case):
    client = as_member(admin)

    client.post(url("service_add"), {"category": "community", "name": "Swimming", "unit": "session"})
    own = ServiceOffer.objects.get()
    client.post(url("service_change", own.public_id), {"name": "Aqua club", "unit": "session"})

    own.refresh_from_db()
    assert (own.name, own.is_own) == ("Aqua club", True)


def test_directory_is_kept_searched_and_verified(browser, case):
    entry = {
        "service": "legal.legal_advice", "provider": "Legal Aid", "provider_kind": "state_service",
        "area": "Tirana", "languages": ["sqi"], "waiting_days": "14", "on": "2025-06-01", "is_active": "on",
    }  # fmt: skip
    browser.post(url("entry_add"), entry)

    stale = browser.get(url("directory_list") + "?service=legal.legal_advice")
    ref = stale.context["entries"][0].entry.public_id
    browser.post(url("entry_verify", ref))

    assert "a year ago or more" in stale.content.decode()
    assert "a year ago or more" not in browser.get(url("directory_list")).content.decode()


def test_plan_waits_for_approval_and_the_coordinator_gives_it(browser, as_member, coordinator, case, inside):
    plan = planned_item(inside, TODAY, case).goal.plan
    type(case.organisation.settings()).objects.update(plan_needs_approval=True)
    operations.record_agreement(by=inside, on=TODAY, plan=plan, form="signed")

    assert "Waits for approval" in browser.get(url("plan_show", case.ref)).content.decode()
    assert browser.post(url("plan_approve", case.ref, plan.public_id)).status_code == 404
    as_member(coordinator).post(url("plan_approve", case.ref, plan.public_id))

    page = browser.get(url("plan_show", case.ref)).content.decode()
    assert "Approved by" in page
    assert "(signed)" in page


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SHELTER_STAFF, Role.ADMIN])
def test_work_and_employers_are_not_there_for_others(as_member, cast, case, role):
    client = as_member(cast(role))

    assert client.get(url("employer_list")).status_code == 404
    assert client.get(url("training_add", case.ref)).status_code == 404
