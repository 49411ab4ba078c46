"""Every page of a file: who opens it, who doesn't, what happens with an unknown ref."""

import pytest

from renate.accounts.roles import Role
from renate.audit import own_events
from renate.tenancy import scope
from tests.factories.cases import (
    CaseFactory,
    CaseNoteFactory,
    ConsentFactory,
    ContactPlanFactory,
    DocumentFactory,
    EpisodeFactory,
    ReflectionPeriodFactory,
    RelatedPersonFactory,
    ResidenceFactory,
    RiskAssessmentFactory,
    SafetyPlanFactory,
    TeamMemberFactory,
)

PAGES = [
    "identity/", "identity/edit/", "people/", "people/new/", "experience/", "experience/new/", "consent/",
    "consent/new/", "contact/", "contact/edit/", "risk/", "risk/new/", "notes/", "notes/new/", "access/",
    "closure/", "closure/request/", "risk/plan/new/", "identity/documents/new/", "identity/residence/new/",
    "identity/periods/new/",
]  # fmt: skip
COORDINATOR_PAGES = ["access/new/", "access/assign/", "access/seal/"]


@pytest.fixture
def full_case(case, in_scope):
    with in_scope():
        RelatedPersonFactory(person=case.person)
        EpisodeFactory(person=case.person, narrative="Told once.")
        ConsentFactory(case=case)
        ContactPlanFactory(case=case)
        RiskAssessmentFactory(case=case)
        SafetyPlanFactory(case=case)
        DocumentFactory(person=case.person)
        ResidenceFactory(person=case.person)
        ReflectionPeriodFactory(case=case)
        CaseNoteFactory(case=case)
        TeamMemberFactory(case=case)
    return case


def statuses(client, case, pages) -> dict[str, int]:
    return {page: client.get(f"/cases/{case.ref}/{page}").status_code for page in pages}


def test_pages_open_for_the_case_manager_with_a_neutral_title(browser, full_case):
    for page in PAGES:
        response = browser.get(f"/cases/{full_case.ref}/{page}")
        html = response.content.decode()

        assert response.status_code == 200, page
        assert "Mirjeta Hoxha" in html, page
        assert "Mirjeta" not in html.split("</title>")[0], page


def test_pages_of_the_coordinator_are_not_the_case_managers(browser, as_member, coordinator, case):
    assert statuses(as_member(coordinator), case, COORDINATOR_PAGES) == dict.fromkeys(COORDINATOR_PAGES, 200)
    assert statuses(browser, case, COORDINATOR_PAGES) == dict.fromkeys(COORDINATOR_PAGES, 404)


@pytest.mark.parametrize("somebody", ["stranger", "officer", "admin", "secretary", "colleague"])
def test_pages_are_not_there_for_others(request, as_member, cast, full_case, somebody):
    member = cast(Role.CASE_MANAGER) if somebody == "colleague" else request.getfixturevalue(somebody)
    pages = [*PAGES, *COORDINATOR_PAGES, "closure/approve/"]

    assert statuses(as_member(member), full_case, pages) == dict.fromkeys(pages, 404)


@pytest.mark.parametrize("ref", ["bcdfghjkmnpq", "1", "%00", "ё", "x" * 300])
def test_unknown_ref_is_not_there(browser, ref, db):
    assert {browser.get(f"/cases/{ref}/{page}").status_code for page in PAGES} == {404}


def test_part_of_another_case_is_not_there(as_member, coordinator, browser, case, in_scope):
    with in_scope():
        other = CaseFactory(case_manager=None)
        refs = [
            RelatedPersonFactory(person=other.person).public_id,
            ConsentFactory(case=other).public_id,
            TeamMemberFactory(case=other).public_id,
            DocumentFactory(person=other.person).public_id,
            ResidenceFactory(person=other.person).public_id,
            ReflectionPeriodFactory(case=other).public_id,
            SafetyPlanFactory(case=other).public_id,
        ]
    parts = (
        "people/{}/", "consent/{}/withdraw/", "access/{}/end/", "identity/documents/{}/",
        "identity/residence/{}/", "identity/periods/{}/", "risk/plan/{}/",
    )  # fmt: skip
    pages = [page.format(ref) for page in parts for ref in refs]

    for client in (browser, as_member(coordinator)):
        assert statuses(client, case, pages) == dict.fromkeys(pages, 404)


def test_coordinator_sees_the_name_and_not_the_documents(as_member, coordinator, full_case, in_scope):
    with in_scope():
        full_case.person.document_number = "AB123456"
        full_case.person.save()

    html = as_member(coordinator).get(f"/cases/{full_case.ref}/identity/").content.decode()

    assert "Mirjeta Hoxha" in html
    assert "AB123456" not in html
    assert "12 May 1994" not in html


@pytest.mark.parametrize("page", ["experience/", "contact/", "identity/edit/"])
def test_section_of_other_roles_is_not_there_for_the_coordinator(as_member, coordinator, full_case, page):
    assert as_member(coordinator).get(f"/cases/{full_case.ref}/{page}").status_code == 404


def test_account_is_read_only_by_those_who_read_the_section_in_full(
    as_member, cast, browser, full_case, in_scope
):
    deputy = cast(Role.DEPUTY)
    with in_scope():
        TeamMemberFactory(case=full_case, membership=deputy)
    url = f"/cases/{full_case.ref}/experience/"

    assert "Told once." in browser.get(url).content.decode()
    assert "Told once." not in as_member(deputy).get(url).content.decode()


def test_psychologists_note_stays_with_the_psychologist(as_member, cast, browser, case, in_scope):
    psychologist = cast(Role.PSYCHOLOGIST)
    with in_scope():
        TeamMemberFactory(case=case, membership=psychologist)
        CaseNoteFactory(case=case, section="G", text="Sleeps badly.")
        CaseNoteFactory(case=case, section="C", text="Found a flat.")
    url = f"/cases/{case.ref}/notes/"

    reader, owner = as_member(psychologist).get(url).content.decode(), browser.get(url).content.decode()

    assert "Sleeps badly." in reader
    assert "Sleeps badly." not in owner
    assert "Found a flat." in owner


def test_tabs_lead_only_where_the_role_may_go(as_member, coordinator, browser, case):
    url = f"/cases/{case.ref}/risk/"

    assert f"/cases/{case.ref}/contact/" in browser.get(url).content.decode()
    assert f"/cases/{case.ref}/contact/" not in as_member(coordinator).get(url).content.decode()


def test_opening_a_section_is_recorded(browser, case, worker):
    browser.get(f"/cases/{case.ref}/risk/")

    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        event = own_events(limit=1)[0]
    assert event.ref == case.ref
    assert event.meta["section"] == "E"


def test_denial_is_recorded(as_member, coordinator, case, worker):
    as_member(coordinator).get(f"/cases/{case.ref}/contact/")

    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        assert own_events(limit=1)[0].action == "access.denied"
