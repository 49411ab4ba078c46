"""The safety plan on the page of the risk, and in the head of the case."""

from datetime import date, timedelta

import pytest

from cases.models import SafetyPlan
from cases.operations import SafetyPlanError, write_safety_plan
from renate.accounts.roles import Role
from renate.kit import clock
from tests.factories.cases import RiskAssessmentFactory, SafetyPlanFactory, TeamMemberFactory


@pytest.fixture
def critical(case, in_scope):
    with in_scope():
        RiskAssessmentFactory(case=case, traffickers=4, on=clock.today())
    return case


def sent(**changes) -> dict[str, str]:
    today = date.today()
    answers = {
        "on": today.isoformat(),
        "what_i_do": "Go to the neighbour.",
        "who_i_call": "Teuta, say: bread",
        "agreed_with_person": "yes",
        "valid_until": (today + timedelta(days=30)).isoformat(),
    }
    return {name: str(value) for name, value in (answers | changes).items() if value is not None}


def test_plan_is_saved_as_versions_and_the_last_one_is_shown(browser, critical, in_scope):
    address = f"/cases/{critical.ref}/risk/plan/new/"

    answers = [browser.post(address, sent()), browser.post(address, sent(what_i_do="Call the police."))]

    assert [answer.status_code for answer in answers] == [302, 302]
    html = browser.get(f"/cases/{critical.ref}/risk/").content.decode()
    assert "version 2" in html
    assert "Call the police." in html
    assert "Earlier versions (1)" in html
    with in_scope():
        first = SafetyPlan.objects.get(version=1)
        assert (first.made_for_level, first.agreed_with_person) == (4, True)
    assert (
        "Go to the neighbour."
        in browser.get(f"/cases/{critical.ref}/risk/plan/{first.public_id}/").content.decode()
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": "2099-01-01"}, "on"),
        ({"on": "2001-01-01"}, "on"),
        ({"valid_until": "2002-01-01"}, "valid_until"),
        ({"what_i_do": None, "who_i_call": None}, "what_i_do"),
        ({"copy_given": "on"}, "copy_is_safe"),
        ({"copy_given": "on", "copy_is_safe": "no"}, "copy_is_safe"),
        ({"agreed_with_person": None}, "agreed_with_person"),
        ({"what_i_do": "x" * 3001}, "what_i_do"),
    ],
)
def test_bad_plan_is_answered_beside_the_field(browser, critical, in_scope, changes, field):
    response = browser.post(f"/cases/{critical.ref}/risk/plan/new/", sent(**changes))

    assert response.status_code == 422
    assert field in response.context["form"].errors
    with in_scope():
        assert not SafetyPlan.objects.exists()


def test_critical_shows_what_to_do_now_and_that_the_plan_is_due(browser, critical, in_scope):
    html = browser.get(f"/cases/{critical.ref}/risk/").content.decode()
    assert "tel:112" in html
    assert "It is due by" in html

    with in_scope():
        SafetyPlanFactory(case=critical, agreed_on=clock.today(), made_for_level=4)

    html = browser.get(f"/cases/{critical.ref}/risk/").content.decode()
    assert "It is due by" not in html
    assert html.count("Teuta, code word: bread") == 2


@pytest.mark.parametrize(
    ("made", "lasts", "words"), [(-5, 30, "was made before the level rose"), (-5, 2, "is past its last day")]
)
def test_plan_that_no_longer_holds_says_why(browser, critical, in_scope, made, lasts, words):
    with in_scope():
        day = clock.today() + timedelta(days=made)
        SafetyPlanFactory(
            case=critical, agreed_on=day, valid_until=day + timedelta(days=lasts), made_for_level=2
        )

    assert words in browser.get(f"/cases/{critical.ref}/risk/").content.decode()


def test_overdue_plan_stands_in_the_head_of_every_page(browser, case, in_scope):
    with in_scope():
        RiskAssessmentFactory(case=case, traffickers=4, on=clock.today() - timedelta(days=1))

    assert "overdue since" in browser.get(f"/cases/{case.ref}/notes/").content.decode()
    with in_scope():
        SafetyPlanFactory(case=case, agreed_on=clock.today())
    assert "overdue since" not in browser.get(f"/cases/{case.ref}/notes/").content.decode()


def test_plan_is_not_read_by_who_sees_only_the_level(as_member, cast, critical, in_scope):
    helper = cast(Role.SHELTER_STAFF)
    with in_scope():
        TeamMemberFactory(case=critical, membership=helper)
        plan = SafetyPlanFactory(case=critical, agreed_on=clock.today())
    client = as_member(helper)

    html = client.get(f"/cases/{critical.ref}/risk/").content.decode()

    assert "tel:112" in html
    assert "neighbour" not in html
    assert "bread" not in html
    assert client.get(f"/cases/{critical.ref}/risk/plan/{plan.public_id}/").status_code == 404
    assert client.get(f"/cases/{critical.ref}/risk/plan/new/").status_code == 404


def test_unsafe_copy_is_refused_by_the_operation_too(inside, case):
    with pytest.raises(SafetyPlanError):
        write_safety_plan(
            by=inside, on=clock.today(), case=case, agreed_with_person=True, valid_until=clock.today(),
            copy_given=True, what_i_do="Go.",
        )  # fmt: skip
