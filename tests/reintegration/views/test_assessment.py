"""Making, finishing and correcting an assessment."""

import pytest
from django.urls import reverse

from reintegration.models import FactorAssessment
from tests.factories.reintegration import assess, scores
from tests.reintegration.conftest import TODAY


def url(name, case, *args):
    return reverse(f"reintegration:{name}", args=[case.ref, *args])


def answers(level="3", **changes):
    return {
        "on": "2026-06-22", "kind": "baseline", "with_person": "on", "intends_to_remigrate": "unknown",
        **{f"worker_{n}": level for n in range(1, 15)}, **changes,
    }  # fmt: skip


def test_assessment_add_shows_every_anchor(browser, case):
    page = browser.get(url("assessment_add", case)).content.decode()

    assert "No safe place to sleep tonight" in page
    assert "Dependants thrive" in page
    assert "Housing cost as % of household income" in page
    assert "Evidence: stay record, lease, home visit if agreed" in page
    assert "It never blocks or lowers a service." in page


def test_assessment_add_saves_scores_apart(browser, case):
    browser.post(url("assessment_add", case), answers(own_1="5", biggest_fear="To be alone", finalise="1"))

    assessment = FactorAssessment.objects.get()
    first = assessment.scores.get(factor=1)
    assert assessment.is_final
    assert (first.worker_score, first.self_score) == (3, 5)
    assert assessment.self_rating.biggest_fear == "To be alone"


def test_draft_may_be_incomplete_and_goes_on(browser, case):
    browser.post(url("assessment_add", case), answers("", worker_4="2", draft="1"))
    draft = FactorAssessment.objects.get()
    page = browser.get(url("assessment_edit", case, draft.public_id))
    browser.post(url("assessment_edit", case, draft.public_id), answers(worker_4="4", finalise="1"))

    draft.refresh_from_db()
    assert page.context["form"]["worker_4"].value() == "2"
    assert draft.is_final
    assert draft.scores.get(factor=4).worker_score == 4


def test_finalise_names_what_is_unanswered_and_keeps_the_rest(browser, case):
    answer = browser.post(
        url("assessment_add", case), answers(worker_7="", comment_3="Looks for work", finalise="1")
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["worker_7"]
    assert "Looks for work" in answer.content.decode()
    assert not FactorAssessment.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [({"worker_2": "6"}, "worker_2"), ({"worker_1": "na"}, "worker_1"), ({"worker_3": "na"}, "comment_3")],
)
def test_wrong_score_is_refused_beside_its_factor(browser, case, change, field):
    answer = browser.post(url("assessment_add", case), answers(finalise="1", **change))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_second_baseline_is_refused_beside_the_occasion(browser, case, inside):
    assess(inside, TODAY, case, kind="baseline")

    answer = browser.post(url("assessment_add", case), answers(finalise="1"))

    assert answer.context["form"].errors["kind"]


def test_final_assessment_has_no_edit_page(browser, case, inside):
    final = assess(inside, TODAY, case)

    assert browser.get(url("assessment_edit", case, final.public_id)).status_code == 404


def test_correction_is_a_new_version_beside_the_old(browser, case, inside):
    wrong = assess(inside, TODAY, case, scores(2))

    browser.post(url("assessment_correct", case, wrong.public_id))
    draft = FactorAssessment.objects.get(replaces=wrong)
    browser.post(url("assessment_edit", case, draft.public_id), answers("4", kind="periodic", finalise="1"))

    assert wrong.scores.get(factor=1).worker_score == 2
    assert [a.version for a in FactorAssessment.objects.standing()] == [2]


def test_assessment_show_says_it_in_words(browser, case, inside):
    final = assess(inside, TODAY, case, scores(5))

    page = browser.get(url("assessment_show", case, final.public_id)).content.decode()

    assert "Same safe home 6+ months" in page
