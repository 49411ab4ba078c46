"""The profile of the fourteen factors."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reintegration.operations import OwnWords
from tests.factories.reintegration import assess, scores
from tests.reintegration.conftest import TODAY


def url(name, case, *args):
    return reverse(f"reintegration:{name}", args=[case.ref, *args])


def test_factor_show_without_assessment_says_what_to_do(browser, case):
    assert "Begin the baseline" in browser.get(url("factor_show", case)).content.decode()


def test_factor_show_has_both_rows_change_and_gap(browser, case, inside):
    assess(inside, date(2026, 6, 10), case, scores(2), kind="baseline")
    assess(inside, TODAY, case, scores(3, own=5))

    page = browser.get(url("factor_show", case))

    row = page.context["profile"].rows[0]
    assert [(c.worker, c.own, c.has_gap) for c in row.cells] == [(2, None, False), (3, 5, True)]
    assert "+1 better" in page.content.decode()
    assert "the person scores 2 higher" in page.content.decode()


def test_factor_show_has_no_mean_below_ten_valid_scores(browser, case, inside):
    few = {n: score if n < 10 else type(score)(mark="nk") for n, score in scores(4).items()}
    assess(inside, TODAY, case, few)

    page = browser.get(url("factor_show", case))

    assert page.context["profile"].latest.mean is None
    assert "mean of" not in page.content.decode()


def test_low_factor_leads_to_a_goal(browser, case, inside):
    assess(inside, TODAY, case, scores(3, f8=1))

    assert url("goal_add", case) + "?factor=8" in browser.get(url("factor_show", case)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_factor_show_takes_twelve_queries_whatever_the_number_of_assessments(browser, case, inside, count):
    for _ in range(count):
        assess(inside, TODAY, case, scores(3, own=4))
    browser.get(url("factor_show", case))

    with CaptureQueriesContext(connection) as asked:
        browser.get(url("factor_show", case))

    queries = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(queries) <= 12


def test_factor_show_is_not_there_for_a_coordinator_or_stranger(as_member, case, coordinator, stranger):
    assert as_member(coordinator).get(url("factor_show", case)).status_code == 404
    assert as_member(stranger).get(url("factor_show", case)).status_code == 404


@pytest.mark.rule("S3-37", "S3-38", "S3-39", "S3-81")
def test_persons_own_words_and_percent_stand_beside_the_factors(browser, case, inside):
    words = OwnWords(
        success_percent=85, trusted_people=1, own_situation="Independent, single, employed",
        biggest_success="My own door", biggest_fear="To meet him", rest_reason="The rest is money",
    )  # fmt: skip
    assess(inside, TODAY, case, own_words=words)

    page = browser.get(url("factor_show", case)).content.decode()

    for said in ("85 %", "Independent, single, employed", "My own door", "To meet him", "The rest is money"):
        assert said in page
    assert "<dt>People to trust</dt><dd>1</dd>" in page
