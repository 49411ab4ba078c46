"""Supervision of staff: days, and nothing else."""

from datetime import timedelta

import pytest

from cases.models import StaffSupervision
from renate.accounts.roles import Role
from renate.kit import clock
from renate.tenancy import scope

PAGE = "/caseload/supervision/"
QUERIES = 10


def sent(*members, days=0, kind="group"):
    on = clock.today() - timedelta(days=days)
    return {"members": [member.pk for member in members], "on": on.isoformat(), "kind": kind}


@pytest.mark.rule("S3-66")
def test_coordinator_records_a_day_and_takes_a_slip_back(as_member, coordinator, worker):
    browser = as_member(coordinator)

    browser.post(PAGE, sent(worker, coordinator, days=3))
    page = browser.get(PAGE).content.decode()
    with scope.enter(organisation=worker.organisation_id):
        first, _second = rows = list(StaffSupervision.objects.all())
    browser.post(f"{PAGE}{first.public_id}/remove/")

    assert len(rows) == 2
    assert page.count("In a group") == 3  # two lines, and the choice in the form
    with scope.enter(organisation=worker.organisation_id):
        assert [row.pk for row in StaffSupervision.objects.all()] == [rows[1].pk]


@pytest.mark.rule("S3-66")
def test_who_waits_longest_stands_first_and_who_has_no_cases_not_at_all(
    as_member, coordinator, worker, psychologist, officer
):
    browser = as_member(coordinator)
    browser.post(PAGE, sent(worker, days=3))
    browser.post(PAGE, sent(psychologist, days=90, kind="individual"))

    staff = browser.get(PAGE).context["staff"]

    assert [member.pk for member in staff] == [coordinator.pk, psychologist.pk, worker.pk]
    assert [member.times for member in staff] == [0, 1, 1]


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"on": "2999-01-01"}, "on", "The day is in the future."),
        ({"members": []}, "members", "This field is required."),
        ({"kind": "nonsense"}, "kind", "Select a valid choice"),
    ],
)
def test_bad_input_is_told_beside_its_field(as_member, coordinator, worker, change, field, said):
    answer = as_member(coordinator).post(PAGE, sent(worker) | change)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert said in answer.content.decode()


def test_a_second_click_records_nothing_twice(as_member, coordinator, worker):
    browser = as_member(coordinator)

    answers = [browser.post(PAGE, sent(worker)).status_code for _click in range(2)]

    assert answers == [302, 422]
    with scope.enter(organisation=worker.organisation_id):
        assert StaffSupervision.objects.count() == 1


def test_case_manager_finds_no_such_page(as_member, worker):
    assert as_member(worker).get(PAGE).status_code == 404


def test_the_page_asks_as_often_for_three_members_as_for_one(
    as_member, coordinator, worker, psychologist, cast, django_assert_max_num_queries
):
    browser, director = as_member(coordinator), cast(Role.DIRECTOR)
    browser.post(PAGE, sent(worker))
    with django_assert_max_num_queries(QUERIES):
        browser.get(PAGE)
    browser.post(PAGE, sent(worker, psychologist, director, kind="individual"))

    with django_assert_max_num_queries(QUERIES):
        browser.get(PAGE)
