"""The phase on the list of cases."""

import pytest

from tests.factories.reintegration import close_file, move_to, open_file
from tests.reintegration.conftest import TODAY

URL = "/cases/"


@pytest.mark.rule("R-01")
def test_case_list_says_phase_and_month(browser, case):
    assert "Crisis, month 1" in browser.get(URL).content.decode()


def test_phase_filter_shows_only_cases_in_that_phase(browser, case, inside):
    open_file(inside, TODAY, name="Mira Dukaj")
    move_to(inside, TODAY, case, "transition")

    page = browser.get(URL, {"phase": "transition"}).content.decode()

    assert "Arta Leka" in page
    assert "Mira Dukaj" not in page


def test_closed_case_is_found_as_not_in_a_programme(browser, case, inside):
    close_file(inside, TODAY, case)

    page = browser.get(URL, {"status": "closed", "phase": "none"}).content.decode()

    assert "Arta Leka" in page
    assert "month" not in page.partition("<tbody")[2]


@pytest.mark.parametrize("count", [1, 3])
def test_case_list_takes_two_queries_for_its_rows(
    browser, case, inside, django_assert_max_num_queries, count
):
    for number in range(count - 1):
        open_file(inside, TODAY, name=f"Mira {number}")
    browser.get(URL)

    with django_assert_max_num_queries(12) as taken:
        browser.get(URL, {"phase": "crisis"})

    assert len([row for row in taken if "reintegration_" in row["sql"]]) == 2
