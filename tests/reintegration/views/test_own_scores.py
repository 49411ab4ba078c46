"""The page on which the person scores alone: calm, in six languages, nothing else of the file."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import Person
from reintegration import operations
from reintegration.models.assessment import FinalAssessmentError
from reintegration.operations import AssessmentError
from reintegration.own_wording import wordings
from renate import audit
from tests.factories.reintegration import assess, consent_to, open_file, scores
from tests.reintegration.conftest import TODAY

TELLING = re.compile(
    r"traffick|victim|exploit|abus|rescue|survivor|trafik|трафик|жертв|žrtv|viktim|victim", re.I
)


@pytest.fixture
def draft(case, inside):
    return assess(inside, TODAY, case, scores(2), final=False)


def url(case, draft, name="own_scores"):
    return reverse(f"reintegration:{name}", args=[case.ref, draft.public_id])


@pytest.mark.rule("S3-81")
def test_person_scores_alone_and_the_worker_s_scores_stay(browser, case, draft):
    answer = browser.post(url(case, draft), {"shown": "sq", "own_1": "5", "own_12": "1", "own_3": ""})

    rows = {row.factor: (row.worker_score, row.self_score) for row in draft.scores.all()}
    assert answer.url == url(case, draft, "own_thanks") + "?in=sq"
    assert rows == {n: (2, {1: 5, 12: 1}.get(n)) for n in range(1, 15)}


def test_own_scores_shows_nothing_else_of_the_file(browser, case, draft):
    page = browser.get(url(case, draft)).content.decode()

    for telling in ("Leka", "Arta", case.person.case_code, case.organisation.name, "topbar", "case-tabs"):
        assert telling not in page
    assert "<title>Questions</title>" in page
    assert "data-quick-exit" in page


@pytest.mark.parametrize("wording", wordings(), ids=lambda wording: wording.code)
def test_each_language_has_fourteen_questions_and_no_telling_word(browser, case, draft, wording):
    page = browser.post(url(case, draft), {"language": wording.code, "own_2": "4"}).content.decode()

    assert f'<html lang="{wording.lang}">' in page
    assert all(question in page for question in wording.questions)
    assert page.count('type="radio"') == 14 * 6
    assert not TELLING.search(page)


def test_switching_the_language_keeps_answers_and_saves_nothing(browser, case, draft):
    page = browser.post(url(case, draft), {"shown": "en", "language": "mk", "own_2": "4"})

    assert page.status_code == 200
    assert 'id="own_2_4" value="4" checked' in page.content.decode()
    assert not draft.scores.filter(self_score__isnull=False).exists()


def test_own_scores_opens_in_the_person_s_first_language(browser, case, draft):
    Person.objects.filter(pk=case.person_id).update(first_language="ron")

    assert "Cum stați cu actele?" in browser.get(url(case, draft)).content.decode()


def test_impossible_score_is_refused_and_the_rest_is_kept(browser, case, draft):
    answer = browser.post(url(case, draft), {"shown": "en", "own_1": "6", "own_2": "4"})

    assert answer.status_code == 422
    assert 'id="own_2_4" value="4" checked' in answer.content.decode()
    assert not draft.scores.filter(self_score__isnull=False).exists()


def test_own_thanks_hands_the_device_back(browser, case, draft):
    page = browser.get(url(case, draft, "own_thanks"), {"in": "bg"}).content.decode()

    assert "Моля, върнете устройството." in page
    assert reverse("reintegration:assessment_edit", args=[case.ref, draft.public_id]) in page


def test_while_the_person_has_the_device_nothing_else_opens_until_the_worker_is_back(
    as_member, case, draft, inside, clock
):
    inside.user.set_password("harbour-lantern-42")
    inside.user.save()
    browser = as_member(inside)
    other = assess(inside, TODAY, case, final=False)
    page, edit = url(case, draft), reverse("reintegration:assessment_edit", args=[case.ref, draft.public_id])
    browser.get(page)

    asked = [browser.get(there) for there in ("/", f"/cases/{case.ref}/", edit, url(case, other))]

    assert {answer["Location"].partition("?")[0] for answer in asked} == {"/account/reauthenticate/"}
    assert browser.get("/api/v1/cases/").status_code == 403
    assert browser.get("/account/lock/").json()["left"] == 0  # so that an open tab covers itself
    assert browser.post(page, {"shown": "en"})["Location"].startswith(url(case, draft, "own_thanks"))
    clock.shift(timedelta(seconds=5))
    browser.post(asked[2]["Location"], {"password": "harbour-lantern-42"})
    assert browser.get(edit).status_code == browser.get("/").status_code == 200


@pytest.mark.parametrize("name", ["own_scores", "own_thanks"])
def test_own_page_of_a_final_assessment_or_a_colleague_is_not_there(
    browser, as_member, case, inside, cast, draft, name
):
    final = assess(inside, TODAY, case)
    colleague = assess(cast("deputy"), TODAY, case, final=False)

    assert [browser.get(url(case, other, name)).status_code for other in (final, colleague)] == [404, 404]


def test_own_page_of_another_case_is_not_there(browser, case, draft, inside):
    other = open_file(inside, TODAY, name="Mira Dukaj")

    assert browser.get(url(other, draft)).status_code == 404


def test_own_scores_of_a_final_assessment_are_refused(case, inside):
    final = assess(inside, TODAY, case)

    with pytest.raises(FinalAssessmentError):
        operations.record_own_scores(by=inside, on=TODAY, assessment=final, scores={1: 5})


def test_own_scores_refuse_what_is_out_of_range_and_who_is_not_the_assessor(case, inside, cast, draft):
    with pytest.raises(AssessmentError) as refused:
        operations.record_own_scores(by=inside, on=TODAY, assessment=draft, scores={3: 9})
    with pytest.raises(AssessmentError):
        operations.record_own_scores(by=cast("deputy"), on=TODAY, assessment=draft, scores={3: 5})

    assert refused.value.field == "own_3"


def test_own_scores_are_not_stored_after_a_no(case, inside, draft):
    consent_to(inside, TODAY, case, "assessment", "refused")

    with pytest.raises(AssessmentError):
        operations.record_own_scores(by=inside, on=TODAY, assessment=draft, scores={1: 4})


def test_own_scores_leave_a_trace_without_the_answers(case, inside, draft):
    operations.record_own_scores(by=inside, on=TODAY, assessment=draft, scores={1: 4, 2: None})

    event = next(e for e in audit.own_events(ref=draft.public_id) if e.action == "own_scores.recorded")
    assert event.meta == {"answered": 1}
