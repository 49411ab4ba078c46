"""The schedule and recording a contact."""

from datetime import date

import pytest
from django.urls import reverse

from cases.operations import set_contact_plan
from reintegration.models import FollowUp
from tests.factories.reintegration import move_to
from tests.reintegration.conftest import TODAY


def url(name, case, *args):
    return reverse(f"reintegration:{name}", args=[case.ref, *args])


def first(case):
    return FollowUp.objects.planned().filter(case=case).earliest("due_on")


ANSWERS = {
    "safety_checked": "on",
    "on": "2026-06-22",
    "mode": "phone",
    "reached": "reached",
    "risk_changed": "no",
}


def test_follow_up_list_shows_overdue_and_coming(browser, case):
    page = browser.get(url("follow_up_list", case))

    assert page.context["page"].overdue == 2
    assert "Overdue" in page.content.decode()


def test_follow_up_record_shows_the_safe_way_first(browser, case, inside):
    set_contact_plan(by=inside, on=TODAY, case=case, channel="phone", value="+355 1", say_we_are="Dentist")

    page = browser.get(url("follow_up_record", case, first(case).public_id)).content.decode()

    assert page.index("Dentist") < page.index("I have read how to make contact safely")


def test_follow_up_record_settles_it_and_plans_on(browser, case):
    follow_up = first(case)

    browser.post(
        url("follow_up_record", case, follow_up.public_id), ANSWERS | {"factor_1": "4", "note": "Sleeps well"}
    )

    follow_up.refresh_from_db()
    assert (follow_up.state, follow_up.done_on, follow_up.note) == ("done", TODAY, "Sleeps well")
    assert follow_up.short_check == {"1": 4}
    assert follow_up.remind_on is None


@pytest.mark.rule("R-21")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"risk_changed": ""}, "risk_changed"),
        ({"safety_checked": ""}, "safety_checked"),
        ({"on": "2026-06-23"}, "on"),
    ],
)
def test_follow_up_record_refuses_beside_the_field_and_keeps_the_note(browser, case, change, field):
    follow_up = first(case)

    answer = browser.post(
        url("follow_up_record", case, follow_up.public_id), ANSWERS | {"note": "Came with her son"} | change
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert "Came with her son" in answer.content.decode()


@pytest.mark.rule("R-21")
def test_changed_risk_leads_to_its_assessment(browser, case):
    answer = browser.post(
        url("follow_up_record", case, first(case).public_id), ANSWERS | {"risk_changed": "yes"}
    )

    assert answer.url == reverse("cases:risk_assess", args=[case.ref])


def test_settled_follow_up_is_not_recorded_again(browser, case):
    address = url("follow_up_record", case, first(case).public_id)
    browser.post(address, ANSWERS)

    assert browser.get(address).status_code == 404


def test_contact_log_records_who_came_by(browser, case):
    browser.post(url("contact_log", case), ANSWERS | {"mode": "office"})

    logged = FollowUp.objects.get(case=case, state="done")
    assert (logged.due_on, logged.mode) == (TODAY, "office")


def test_no_contact_stands_above_the_list(browser, case, inside):
    set_contact_plan(by=inside, on=TODAY, case=case, channel="none")

    page = browser.get(url("follow_up_list", case)).content.decode()

    assert "No contact at present" in page


@pytest.mark.parametrize("phase", ["crisis", "reintegration"])
def test_follow_up_list_asks_the_same_number_of_queries(
    browser, case, inside, coordinator, django_assert_num_queries, phase
):
    if phase != "crisis":
        move_to(coordinator, TODAY, case, phase)
    assert (FollowUp.objects.planned().filter(case=case, due_on__gt=date(2026, 6, 22)).count() > 3) == (
        phase == "crisis"
    )
    browser.get(url("follow_up_list", case))

    with django_assert_num_queries(16):
        browser.get(url("follow_up_list", case))
