"""After the short intake: the list of what is still to be filled in, in any order."""

from datetime import timedelta

import pytest

from cases import sections
from cases.codes import ConsentDecision, ConsentPurpose
from cases.queries import sections as questions
from renate.accounts.roles import Role
from renate.kit import clock
from tests.factories.cases import (
    CaseFactory,
    ConsentFactory,
    ContactPlanFactory,
    GuardianFactory,
    RiskAssessmentFactory,
    TeamMemberFactory,
)


def state_of(case, key):
    found = {part.key: part for part in sections._PARTS.values()}[key].state(case, clock.today())
    return found and str(found.word)


@pytest.mark.rule("S2-09", "S2-10", "R-16", "R-22")
def test_new_file_says_what_is_needed_now(inside):
    case = CaseFactory(case_manager=inside, person__possibly_minor=True, person__birth_date=None)

    before = {key: state_of(case, key) for key in ("risk", "contact", "minor", "period", "team", "needs")}
    RiskAssessmentFactory(case=case)
    ContactPlanFactory(case=case)
    GuardianFactory(person=case.person)
    TeamMemberFactory(case=case)

    assert before == {
        "risk": "Needed now", "contact": "Needed now", "minor": "Needed now", "period": "Not begun",
        "team": "Begun", "needs": "Needed now",
    }  # fmt: skip
    assert [state_of(case, key) for key in ("risk", "contact", "team")] == ["Done"] * 3
    assert "guardian" not in str(questions.minor(case, clock.today()).hint)


def test_adult_is_not_asked_for_a_guardian_and_nobody_for_a_history(inside):
    case = CaseFactory(case_manager=inside)

    assert state_of(case, "minor") is None
    assert state_of(case, "experience") == "Not begun"


@pytest.mark.rule("S2-08")
def test_unofficial_return_asks_to_look_closely(inside):
    case = CaseFactory(case_manager=inside, type_of_return="self_return_unofficial")

    assert "unidentified" in str(questions.arrival(case, clock.today()).hint)


@pytest.mark.rule("S2-10")
def test_what_cannot_wait_is_needed_now_after_three_days_without_an_answer(inside):
    opened = clock.today() - timedelta(days=4)
    silent = CaseFactory(case_manager=inside, opened_on=opened)
    declined = CaseFactory(case_manager=inside, opened_on=opened, not_answered={"urgent_needs": "declined"})
    assessed = CaseFactory(case_manager=inside, opened_on=opened, assessed=True)
    refused = CaseFactory(case_manager=inside)
    ConsentFactory(case=refused, purpose=ConsentPurpose.ASSESSMENT, decision=ConsentDecision.REFUSED)

    states = [state_of(case, "arrival") for case in (silent, declined, assessed, refused)]

    assert states == ["Needed now", "Begun", "Not begun", "Needed now"]
    assert state_of(refused, "needs") == "Done"


def test_page_lists_the_parts_the_role_may_read_and_where_to_fill_them_in(
    browser, case, as_member, cast, in_scope
):
    with in_scope():
        ConsentFactory(case=case)
        adviser = TeamMemberFactory(case=case, membership=cast(Role.LEGAL)).membership
    html = browser.get(f"/cases/{case.ref}/sections/").content.decode()
    theirs = as_member(adviser).get(f"/cases/{case.ref}/sections/").content.decode()

    assert "1 of 15 purposes asked" in html
    for page in ("identity", "people", "experience", "consent", "contact", "risk", "needs", "access"):
        assert f'href="/cases/{case.ref}/{page}/"' in html
    assert "Strengths, skills, wishes" in html
    assert "Strengths, skills, wishes" not in theirs
