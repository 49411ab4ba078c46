"""Plan pages: goals, services, the person's choice, deliveries."""

from datetime import date

import pytest
from django.urls import reverse

from reintegration import operations
from reintegration.codes import PlanItemStatus
from reintegration.models import Goal, PlanItem, ServiceDelivery, ServicePlan
from tests.factories.cases import RelatedPersonFactory
from tests.factories.reintegration import planned_item
from tests.reintegration.conftest import TODAY


def url(name, case, *args):
    return reverse(f"reintegration:{name}", args=[case.ref, *args])


def test_plan_show_without_plan_says_what_to_do(browser, case):
    page = browser.get(url("plan_show", case))

    assert "Add the first goal" in page.content.decode()


def test_goal_add_begins_a_plan_in_own_words(browser, case):
    answer = browser.post(
        url("goal_add", case), {"wording": "A room with a lock", "factor": 1, "priority": 1}, follow=True
    )

    goal = Goal.objects.get()
    assert (goal.wording, goal.factor, goal.plan.version) == ("A room with a lock", 1, 1)
    assert "A room with a lock" in answer.content.decode()


def test_goal_add_from_a_low_factor_has_it_chosen(browser, case):
    page = browser.get(url("goal_add", case) + "?factor=3").content.decode()

    assert '<option value="3" selected>' in page


def test_goal_add_without_words_keeps_what_was_typed(browser, case):
    answer = browser.post(url("goal_add", case), {"wording": "", "factor": 4, "priority": 2})

    assert answer.status_code == 422
    assert '<option value="4" selected>' in answer.content.decode()
    assert not Goal.objects.exists()


def test_item_add_needs_a_provider(browser, case, inside):
    goal = planned_item(inside, TODAY, case).goal

    answer = browser.post(
        url("item_add", case, goal.public_id), {"service": "legal.legal_advice", "timing": "now"}
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors["provider_kind"]
    assert PlanItem.objects.count() == 1


def test_goal_and_service_are_put_right_and_the_choice_of_the_person_stays(browser, case, inside):
    item = planned_item(inside, TODAY, case)
    goal = {"wording": "Të fle përsëri", "factor": 9, "priority": 2, "target_on": "2026-09-01"}
    terms = {"provider_kind": "state_service", "provider": "Clinic", "due_on": "2026-08-01"}

    browser.post(url("goal_edit", case, item.goal.public_id), goal)
    browser.post(url("item_edit", case, item.public_id), terms)
    refused = browser.post(url("item_edit", case, item.public_id), terms | {"start_after": "2026-08-02"})

    kept = PlanItem.objects.select_related("goal").get()
    assert (kept.goal.wording, kept.goal.factor, kept.goal.priority) == ("Të fle përsëri", 9, 2)
    assert (kept.provider, kept.due_on, kept.timing) == ("Clinic", date(2026, 8, 1), "now")
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["due_on"])


@pytest.mark.rule("S2-44")
def test_item_timing_is_one_click(browser, case, inside):
    item = planned_item(inside, TODAY, case, timing="")

    browser.post(url("item_timing", case, item.public_id), {"timing": "never"})

    item.refresh_from_db()
    assert (item.timing, item.status) == ("never", PlanItemStatus.DECLINED_BY_PERSON)


@pytest.mark.rule("R-18")
def test_declined_item_is_a_good_state_and_stays(browser, case, inside):
    item = planned_item(inside, TODAY, case, timing="never")

    page = browser.get(url("plan_show", case)).content.decode()
    refused = browser.post(url("item_timing", case, item.public_id), {"timing": "now"})
    raised = browser.post(
        url("item_timing", case, item.public_id), {"timing": "now", "raised_by_person": "on"}
    )

    assert 'badge-neutral">Declined by the person' in page
    assert refused.status_code == 422
    assert raised.status_code == 302


@pytest.mark.rule("S3-59")
def test_item_status_unavailable_needs_its_reason(browser, case, inside):
    item = planned_item(inside, TODAY, case)

    refused = browser.post(url("item_status", case, item.public_id), {"status": "unavailable"})
    browser.post(
        url("item_status", case, item.public_id), {"status": "unavailable", "unmet_reason": "waiting_list"}
    )

    item.refresh_from_db()
    page = browser.get(url("plan_show", case)).content.decode()
    assert refused.status_code == 422
    assert (item.status, item.unmet_reason) == ("unavailable", "waiting_list")
    assert f"{item.label}: {item.get_unmet_reason_display().lower()}" in page.split("Not met")[1]


def test_delivery_log_from_an_item_takes_two_clicks(browser, case, inside):
    item = planned_item(inside, TODAY, case)
    form_url = url("delivery_log", case) + f"?item={item.public_id}"

    form = browser.get(form_url).context["form"]
    answer = browser.post(form_url, form.initial | {"quantity": form["quantity"].value()})

    delivery = ServiceDelivery.objects.get()
    item.refresh_from_db()
    assert answer.status_code == 302
    assert (delivery.item, delivery.on, delivery.phase_at) == (item, TODAY, "crisis")
    assert item.status == PlanItemStatus.IN_PROGRESS


@pytest.mark.rule("R-15")
def test_delivery_log_in_the_future_is_refused_beside_the_field(browser, case):
    answer = browser.post(
        url("delivery_log", case),
        {
            "on": "2026-06-23", "service": "legal.legal_advice", "quantity": 1, "unit": "session",
            "mode": "phone", "provider_kind": "state_service", "note": "Spoke of papers",
        },
    )  # fmt: skip

    assert answer.status_code == 422
    assert answer.context["form"].errors["on"]
    assert "Spoke of papers" in answer.content.decode()


def test_plan_agree_records_form_and_next_review(browser, case, inside):
    plan = planned_item(inside, TODAY, case).goal.plan

    browser.post(url("plan_agree", case, plan.public_id), {"on": "2026-06-22", "form": "with_interpreter"})

    plan.refresh_from_db()
    assert (plan.status, plan.agreed_form, plan.review_due) == (
        "agreed",
        "with_interpreter",
        date(2026, 7, 22),
    )


def test_plan_draft_begins_a_version_that_carries_over(browser, case, inside):
    declined = planned_item(inside, TODAY, case, timing="never")

    browser.post(url("plan_draft", case))

    new = ServicePlan.objects.current().get()
    copied = PlanItem.objects.get(goal__plan=new)
    assert new.version == 2
    assert (copied.service, copied.status) == (declined.service, PlanItemStatus.DECLINED_BY_PERSON)
    assert copied.goal.wording == "Sleep again"


def test_delivery_list_shows_what_was_delivered(browser, case, inside):
    operations.log_delivery(
        by=inside, on=TODAY, case=case, details=operations.DeliveryDetails(service="legal.legal_advice")
    )

    assert "Legal advice" in browser.get(url("delivery_list", case)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_plan_show_asks_the_same_number_of_queries(browser, case, inside, django_assert_num_queries, count):
    for _ in range(count):
        planned_item(inside, TODAY, case)
    browser.get(url("plan_show", case))

    with django_assert_num_queries(14):
        browser.get(url("plan_show", case))


@pytest.mark.parametrize("name", ["plan_show", "delivery_list", "goal_add", "delivery_log"])
def test_pages_are_not_there_for_others(as_member, case, stranger, officer, name):
    for outsider in (stranger, officer):
        assert as_member(outsider).get(url(name, case)).status_code == 404


def test_item_of_another_case_is_not_there(browser, case, inside):
    from tests.factories.reintegration import open_file

    other = planned_item(inside, TODAY, open_file(inside, TODAY, name="Mira Dukaj"))

    answer = browser.post(url("item_timing", case, other.public_id), {"timing": "never"})

    assert answer.status_code == 404


def test_a_delivery_to_a_child_is_chosen_by_year_of_birth_without_a_name(browser, case):
    RelatedPersonFactory(person=case.person, name="Vjollca", birth_year=2019)

    page = browser.get(url("delivery_log", case)).content.decode()

    assert ">Child, born 2019</option>" in page
    assert "Vjollca" not in page


def test_who_only_reads_the_plan_is_offered_no_words_to_keep(browser, as_member, coordinator, case):
    address = reverse("reports:quote_list", args=[case.ref])

    assert "Keep words" in browser.get(address).content.decode()
    assert "Keep words" not in as_member(coordinator).get(address).content.decode()
