"""The copy of the plan that the person may take home."""

import pytest
from django.urls import reverse

from reintegration import operations
from reintegration.catalogue import SERVICES
from reintegration.codes import ProviderKind
from reintegration.operations import PlanError
from reintegration.own_wording import wordings
from reintegration.plain_words import is_telling, plan_words
from tests.factories.reintegration import planned_item
from tests.reintegration.conftest import TODAY


def url(case):
    return reverse("reintegration:plan_print", args=[case.ref])


@pytest.fixture
def plan(case, inside):
    """One goal with talks now, one with a course later, one thing declined; agreed."""
    plan = planned_item(inside, TODAY, case).goal.plan
    planned_item(inside, TODAY, case, "education_training.language", factor=4, timing="later")
    planned_item(inside, TODAY, case, "health.dental", factor=9, timing="never")
    return operations.record_agreement(by=inside, on=TODAY, plan=plan, form="signed")


@pytest.mark.rule("S2-44")
def test_copy_is_shown_only_after_a_yes_which_is_kept(browser, case, plan):
    question = browser.get(url(case)).content.decode()
    copy = browser.post(url(case), {"is_safe": "yes", "language": "en"}).content.decode()

    plan.refresh_from_db()
    assert "Is it safe for you to have this?" in question
    assert "My plan" not in question
    assert "My plan" in copy
    assert (plan.copy_offered, plan.copy_is_safe) == (True, True)


def test_no_is_kept_and_nothing_is_drawn(browser, case, plan):
    answer = browser.post(url(case), {"is_safe": "no", "language": "en"}, follow=True).content.decode()

    plan.refresh_from_db()
    assert plan.copy_is_safe is False
    assert "My plan" not in answer


def test_question_without_an_answer_is_asked_again(browser, case, plan):
    answer = browser.post(url(case), {})

    plan.refresh_from_db()
    assert answer.status_code == 422
    assert plan.copy_is_safe is None


def test_copy_has_goals_now_later_and_the_next_date(browser, case, plan):
    copy = browser.post(url(case), {"is_safe": "yes", "language": "en"}).content.decode()

    assert "Sleep again" in copy
    assert "Someone to talk to" in copy
    assert copy.index("<h3>Later</h3>") < copy.index("Language course")
    assert "22 Jul 2026" in copy
    assert "Dental" not in copy
    assert "Health" not in copy


@pytest.mark.rule("R-26")
def test_copy_names_nobody_and_nothing_of_the_file(browser, case, plan):
    copy = browser.post(url(case), {"is_safe": "yes", "language": "en"}).content.decode()

    person, worker = case.person, str(case.case_manager)
    for telling in (person.case_code, "Leka", case.organisation.name, worker, "counselling", "Renate"):
        assert telling not in copy
    assert "<title>Plan</title>" in copy


def test_copy_is_in_the_person_s_language_unless_another_is_chosen(browser, case, plan):
    case.person.first_language = "sqi"
    case.person.save()
    question = browser.get(url(case))
    copy = browser.post(url(case), {"is_safe": "yes", "language": "sq"}).content.decode()

    assert question.context["form"]["language"].value() == "sq"
    assert '<html lang="sq">' in copy
    for said in ("Plani im", "Sleep again", "Dikush për të biseduar", "deri më 22.07.2026"):
        assert said in copy
    for english in ("Language course", "Someone", "This plan"):
        assert english not in copy


@pytest.mark.parametrize("words", ["Forget the traffickers", "Të mos jem viktimë", "Да забравя трафика"])
def test_goal_whose_words_would_tell_is_put_in_other_words(browser, case, inside, words):
    goal = planned_item(inside, TODAY, case).goal
    operations.add_goal(by=inside, on=TODAY, plan=goal.plan, factor=5, wording=words)

    copy = browser.post(url(case), {"is_safe": "yes", "language": "en"}).content.decode()

    assert words not in copy
    assert "How are things with your safety?" in copy


@pytest.mark.parametrize("language", [wording.code for wording in wordings()])
def test_no_service_and_no_helper_tells_in_any_language(language):
    words = plan_words(language)
    said = [words.service(code) for code in (*SERVICES, "old.one")]
    helpers = [words.helper(kind) for kind in ProviderKind.values]

    assert [word for word in said + helpers if is_telling(word) or "rganisation" in word] == []


def test_case_without_a_plan_has_no_copy(browser, case):
    assert browser.get(url(case)).status_code == 404


def test_closed_version_takes_no_answer(case, inside, plan):
    operations.draft_plan(by=inside, on=TODAY, case=case)
    plan.refresh_from_db()

    with pytest.raises(PlanError):
        operations.record_copy_answer(by=inside, on=TODAY, plan=plan, is_safe=True)


def test_copy_is_not_there_for_a_stranger(as_member, case, plan, stranger):
    assert as_member(stranger).get(url(case)).status_code == 404
