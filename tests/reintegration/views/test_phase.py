"""The phase page and the decision."""

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse

from reintegration.models import PhasePeriod, Placement, Setback
from tests.factories.reintegration import close_file, cycle_of, move_to
from tests.reintegration.conftest import OPENED, TODAY


def url(name, case, *args):
    return reverse(f"reintegration:{name}", args=[case.ref, *args])


@pytest.mark.rule("R-01", "R-04")
def test_phase_show_has_calendar_decision_and_what_is_missing(browser, case):
    page = browser.get(url("phase_show", case)).content.decode()

    assert "1 of 36, cycle 1 since 1 Jun 2026" in page
    assert "A plan is agreed with the person" in page
    assert "Missing" in page


@pytest.mark.rule("R-03")
def test_phase_decide_records_reason_and_person(browser, case):
    browser.post(
        url("phase_decide", case),
        {
            "to": "transition",
            "on": "2026-06-22",
            "basis": "readiness",
            "reason": "Wants it.",
            "with_person": "on",
        },
    )

    period = PhasePeriod.objects.get(cycle__case=case, to_on=None)
    assert (period.phase, period.note, period.with_person) == ("transition", "Wants it.", True)


@pytest.mark.rule("R-03")
def test_phase_decide_without_reason_says_so_beside_the_field(browser, case):
    answer = browser.post(
        url("phase_decide", case), {"to": "transition", "on": "2026-06-22", "basis": "calendar"}
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors["reason"]
    assert cycle_of(case).phase == "crisis"


@pytest.mark.rule("R-07")
def test_extension_by_the_case_manager_is_refused_beside_the_choice(as_member, case, inside, clock):
    day = OPENED + relativedelta(months=35)
    clock.move_to(day)

    answer = as_member(inside).post(
        url("phase_decide", case),
        {
            "to": "extended", "on": day, "basis": "other", "extension_reason": "treatment",
            "extended_until": day + relativedelta(months=3),
        },
    )  # fmt: skip

    assert answer.status_code == 422
    assert answer.context["form"].errors["to"]


def test_coordinator_decides_but_does_not_write_the_plan(as_member, case, coordinator):
    browser = as_member(coordinator)

    assert browser.get(url("phase_decide", case)).status_code == 200
    assert browser.get(url("setback_log", case)).status_code == 404


def test_ended_cycle_has_nothing_to_decide(browser, case, inside):
    close_file(inside, TODAY, case)

    assert browser.get(url("phase_show", case)).status_code == 200
    assert browser.get(url("phase_decide", case)).status_code == 404


@pytest.mark.rule("R-08")
def test_setback_log_brings_the_plan_review_forward(browser, case, inside):
    browser.post(
        url("setback_log", case),
        {"on": "2026-06-20", "kind": "job_loss", "severity": 2, "factors": [3, 8], "effect": "plan_revised"},
    )

    setback = Setback.objects.get()
    assert (setback.severity, setback.factors, setback.after_closure) == (2, [3, 8], False)


def test_placement_record_makes_follow_up_closer(browser, case, inside):
    browser.post(
        url("placement_record", case), {"on": "2026-06-22", "kind": "group_home", "agreed_by_person": "on"}
    )

    assert Placement.objects.get().agreed_by_person


@pytest.mark.parametrize("count", [1, 3])
def test_phase_show_asks_the_same_number_of_queries(browser, case, inside, django_assert_num_queries, count):
    for phase in ("transition", "crisis", "transition")[:count]:
        move_to(inside, TODAY, case, phase)
    browser.get(url("phase_show", case))

    with django_assert_num_queries(25):
        browser.get(url("phase_show", case))
