"""Who looked at this case?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cases.models import Case
from cases.queries import looked
from renate import audit
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.tenancy import scope
from tests.factories.cases import CaseFactory

SignIn = Callable[[Membership], Client]
LOOKED_QUERIES = 12


@pytest.fixture
def coordinators_browser(as_member: SignIn, coordinator: Membership) -> Client:
    return as_member(coordinator)


def _look_at(case: Case, member: Membership, section: str, times: int = 1) -> None:
    with scope.enter(organisation=member.organisation_id, user=member.user_id):
        for _ in range(times):
            audit.read_section(case, section)


def test_the_coordinator_sees_who_opened_which_section(
    browser: Client, coordinators_browser: Client, case: Case, worker: Membership
) -> None:
    browser.get(f"/cases/{case.ref}/identity/")

    page = coordinators_browser.get(f"/cases/{case.ref}/looked/").content.decode()

    assert str(worker) in page
    assert "Opened" in page
    assert "Identity and contact" in page
    assert "Case manager" in page


def test_looking_at_who_looked_is_a_look_too(
    coordinators_browser: Client, case: Case, coordinator: Membership
) -> None:
    response = coordinators_browser.get(f"/cases/{case.ref}/looked/")

    assert response.context["looks"][0].who == str(coordinator)


def test_a_refusal_is_shown(browser: Client, coordinators_browser: Client, case: Case) -> None:
    assert browser.get(f"/cases/{case.ref}/access/seal/").status_code == 404

    page = coordinators_browser.get(f"/cases/{case.ref}/looked/").content.decode()

    assert "Was refused" in page


def test_looks_at_other_cases_are_not_shown(
    coordinators_browser: Client, case: Case, worker: Membership, in_scope: Callable[[], Any]
) -> None:
    with in_scope():
        other = CaseFactory()
    _look_at(other, worker, "F")

    page = coordinators_browser.get(f"/cases/{case.ref}/looked/").content.decode()

    assert "Health" not in page


def test_earlier_looks_are_on_the_next_page(
    coordinators_browser: Client, case: Case, worker: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looked, "PAGE", 2)
    _look_at(case, worker, "B")
    _look_at(case, worker, "C", times=2)

    first = coordinators_browser.get(f"/cases/{case.ref}/looked/")
    second = coordinators_browser.get(f"/cases/{case.ref}/looked/?before={first.context['older']}")

    assert "History" not in [look.section for look in first.context["looks"]]
    assert "History" in [look.section for look in second.context["looks"]]


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "%00", ""])
def test_a_strange_beginning_shows_the_newest(coordinators_browser: Client, case: Case, before: str) -> None:
    assert coordinators_browser.get(f"/cases/{case.ref}/looked/?before={before}").status_code == 200


def test_the_page_and_its_link_are_not_there_for_the_case_manager(
    browser: Client, coordinators_browser: Client, case: Case
) -> None:
    link = f"/cases/{case.ref}/looked/"

    assert browser.get(link).status_code == 404
    assert link not in browser.get(f"/cases/{case.ref}/access/").content.decode()
    assert link in coordinators_browser.get(f"/cases/{case.ref}/access/").content.decode()


def test_the_page_asks_the_same_number_of_questions_for_one_look_and_for_many(
    coordinators_browser: Client,
    case: Case,
    worker: Membership,
    cast: Callable[..., Membership],
    django_assert_num_queries: Callable,
) -> None:
    coordinators_browser.get(f"/cases/{case.ref}/looked/")

    with django_assert_num_queries(LOOKED_QUERIES):
        coordinators_browser.get(f"/cases/{case.ref}/looked/")
    for member in (worker, cast(Role.DEPUTY), cast(Role.LEGAL)):
        _look_at(case, member, "C", times=3)
    with django_assert_num_queries(LOOKED_QUERIES):
        coordinators_browser.get(f"/cases/{case.ref}/looked/")
