"""The list of cases."""

import pytest

from cases.codes import Confidentiality
from renate.tenancy import scope
from tests.factories.cases import CaseFactory, RiskAssessmentFactory

URL = "/cases/"


def fill(worker, count):
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        for number in range(count):
            case = CaseFactory(case_manager=worker, person__legal_name=f"Ђорђе {number}")
            RiskAssessmentFactory(case=case)


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_whatever_its_length(
    browser, worker, django_assert_max_num_queries, count
):
    fill(worker, count)
    browser.get(URL)

    with django_assert_max_num_queries(11) as taken:
        html = browser.get(URL).content.decode()

    queries = [row["sql"] for row in taken if "cases_" in row["sql"]]
    assert html.count(">Ђорђе") == count
    assert len(queries) == 3  # the page, its count, the reader’s own views


def test_list_shows_own_cases_by_name_and_no_foreign_one(browser, case, stranger):
    with scope.enter(organisation=stranger.organisation_id, user=stranger.user_id):
        CaseFactory(case_manager=stranger, person__legal_name="Valbona Krasniqi")

    html = browser.get(URL).content.decode()

    assert "Mirjeta Hoxha" in html
    assert "Valbona" not in html


def test_name_is_searched_by_post_and_stands_in_no_address(browser, case):
    response = browser.post(URL, {"text": "Hoxha"})

    assert "Mirjeta Hoxha" in response.content.decode()
    assert "Hoxha" not in response.request["QUERY_STRING"]
    assert "Mirjeta" not in browser.post(URL, {"text": "Krasniqi"}).content.decode()


def test_empty_search_says_so_beside_the_field(browser, case):
    response = browser.post(URL, {"text": " "})

    assert response.status_code == 422
    assert "This field is required" in response.content.decode()


def test_impossible_filter_is_no_error(browser, case):
    response = browser.get(URL, {"status": "nonsense", "manager": "nobody-here", "page": "999"})

    assert response.status_code == 200
    assert "Mirjeta Hoxha" in response.content.decode()


def test_sealed_case_is_hidden_from_the_coordinators_list_and_search(as_member, coordinator, case, in_scope):
    with in_scope():
        case.confidentiality = Confidentiality.SEALED
        case.save()
    browser = as_member(coordinator)

    assert "Mirjeta" not in browser.get(URL).content.decode()
    assert "Mirjeta" not in browser.post(URL, {"text": "Hoxha"}).content.decode()


def test_roles_without_cases_find_no_list(as_member, officer, admin, secretary, case):
    assert [as_member(member).get(URL).status_code for member in (officer, admin, secretary)] == [404] * 3


def test_empty_list_says_what_to_do(browser, db):
    assert "New case" in browser.get(URL).content.decode()


def test_list_has_pages_of_twenty_five(browser, worker, db):
    fill(worker, 26)

    assert "1–25 of 26" in browser.get(URL).content.decode()
    assert "26–26 of 26" in browser.get(URL, {"page": 2}).content.decode()
