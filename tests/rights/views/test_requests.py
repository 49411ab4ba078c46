"""The log of requests in the browser, from the file to the deletion."""

from collections.abc import Callable

import pytest
from django.test import Client

from cases.models import Case, Person
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.kit import clock
from renate.rights.models import RightsRequest
from renate.rights.operations import record_request
from renate.tenancy import scope
from tests.factories.cases import CaseFactory
from tests.rights.conftest import closed

As = Callable[[Membership], Client]


@pytest.fixture
def case(worker: Membership) -> Case:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        return CaseFactory(case_manager=worker)


@pytest.fixture
def dpo(cast: Callable[[str], Membership]) -> Membership:
    return cast(Role.DPO)


def logged(worker: Membership, case: Case, kind: str) -> RightsRequest:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        today = clock.today()
        return record_request(
            by=worker, on=today, case=case, kind=kind, asked="Fshijeni, ju lutem. Молим.", received_on=today
        )


def test_a_request_goes_from_the_file_to_its_answer(
    worker: Membership, dpo: Membership, case: Case, as_member: As
) -> None:
    mine, theirs = as_member(worker), as_member(dpo)
    form = {"kind": "rectification", "asked": "My name is wrong.", "received_on": "2026-11-20"}

    assert mine.post(f"/cases/{case.ref}/rights/new/", {**form, "asked": ""}).status_code == 422
    assert mine.post(f"/cases/{case.ref}/rights/new/", form).status_code == 302

    with scope.enter(organisation=worker.organisation_id):
        request = RightsRequest.objects.get()
    page = f"/rights/{request.public_id}/"
    assert case.person.case_code in theirs.get("/rights/").content.decode()
    assert "My name is wrong." in theirs.get(page).content.decode()
    assert theirs.post(f"{page}decide/", {"decision": "refused", "reason": ""}).status_code == 422
    answer = {"decision": "refused", "reason": "It stands so in the passport."}
    assert theirs.post(f"{page}decide/", answer).status_code == 302
    assert theirs.post(f"{page}disagreement/", {"text": "The passport is wrong."}).status_code == 302
    html = mine.get(f"/cases/{case.ref}/rights/").content.decode()
    assert "The passport is wrong." in html
    assert f"/rights/{request.public_id}/" not in html  # not the worker's page
    assert mine.get(page).status_code == 404


def test_a_restriction_makes_the_file_read_only_and_can_be_ended(
    worker: Membership, dpo: Membership, case: Case, as_member: As
) -> None:
    request, browser = logged(worker, case, "restriction"), as_member(dpo)
    page = f"/rights/{request.public_id}/"
    browser.post(f"{page}decide/", {"decision": "granted"})

    assert browser.get(f"{page}do/").status_code == 200
    assert browser.post(f"{page}do/").status_code == 302

    assert as_member(worker).get(f"/cases/{case.ref}/identity/edit/").status_code == 409
    assert as_member(worker).get(f"/cases/{case.ref}/rights/new/").status_code == 200
    assert browser.post(f"{page}lift/").status_code == 302
    assert as_member(worker).get(f"/cases/{case.ref}/identity/edit/").status_code == 200


def test_a_deletion_waits_for_the_end_of_hold_and_case_and_then_nobody_is_there(
    worker: Membership, dpo: Membership, coordinator: Membership, case: Case, as_member: As
) -> None:
    request, browser = logged(worker, case, "erasure"), as_member(dpo)
    page = f"/rights/{request.public_id}/"
    browser.post(f"{page}decide/", {"decision": "granted"})
    hold = {"ground": "proceedings", "from_on": "2026-11-01", "note": "Until the judgment."}
    assert browser.post(f"{page}hold/", hold).status_code == 302
    refused = browser.post(f"{page}do/")
    assert (refused.status_code, "legal hold" in refused.content.decode()) == (422, True)

    with scope.enter(organisation=worker.organisation_id):
        held = RightsRequest.objects.get().person.legal_holds.get()
        closed(Case.objects.get(), days_ago=3)
    assert as_member(coordinator).post(f"{page}hold/{held.public_id}/end/").status_code == 302
    assert browser.post(f"{page}do/").status_code == 302

    with scope.enter(organisation=worker.organisation_id):
        assert Person.objects.get().display_name == Person.objects.get().case_code
    assert browser.get(page).status_code == 404
    assert as_member(worker).get(f"/cases/{case.ref}/").status_code == 404


def test_the_list_asks_as_much_for_three_requests_as_for_one(
    worker: Membership, dpo: Membership, case: Case, as_member: As, django_assert_num_queries: Callable
) -> None:
    browser = as_member(dpo)
    browser.get("/rights/")

    for kinds in (["access"], ["erasure", "restriction"]):
        for kind in kinds:
            logged(worker, case, kind)
        with django_assert_num_queries(8):
            browser.get("/rights/")
