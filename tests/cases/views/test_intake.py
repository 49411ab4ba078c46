"""Intake: look the person up first, then the form."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from cases.codes import ChecklistQuestion, Confidentiality
from cases.models import Case, Person, RelatedPerson
from renate.accounts.roles import Role
from renate.kit import clock
from renate.tenancy import scope
from tests.factories.cases import CaseFactory, DocumentFactory

URL = "/cases/new/"


def filled(token="t" * 32, **changes):
    checklist = {f"checklist_{number}": "yes" for number in range(len(ChecklistQuestion))}
    values = {
        "step": "save", "token": token, "legal_name": "Ђорђе Илић", "birth_0": "3", "birth_1": "2",
        "birth_2": "1990", "sex": "male", "citizenship": "RS", "on": "2026-11-02", "intake_route": "hotline",
        "identification_status": "possible", "services": "given", "data_storage": "given",
        "given_by": "person", "consent_form": "signed", "consent_language": "srp",
        "asked_status": "answered", "purposes": ["forced_labour"], "started_2": "2025",
    }  # fmt: skip
    return values | checklist | changes


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-11-22 10:00")


def test_search_comes_before_the_form(browser, case):
    html = browser.get(URL).content.decode()

    assert "Look up" in html
    assert "None of these" not in html
    assert "Open the case" not in html


def test_search_shows_who_is_known_and_then_offers_a_new_person(browser, case):
    html = browser.post(URL, {"step": "search", "text": "Hoxa Mirieta"}).content.decode()

    assert f'href="/cases/{case.ref}/"' in html
    assert "None of these: new person" in html
    assert 'value="Hoxa Mirieta"' in html


def test_who_wants_no_file_is_helped_and_counted_without_a_trace(
    browser, worker, in_scope, as_member, officer
):
    sent = {"on": clock.today().isoformat(), "kinds": ["medical", "legal"], "people": 2}

    browser.post("/cases/help/", sent)
    late = browser.post("/cases/help/", sent | {"on": (clock.today() + timedelta(days=1)).isoformat()})
    page = browser.get("/cases/help/").content.decode()

    assert late.status_code == 422
    assert "<dt>People helped</dt><dd>2</dd>" in page
    assert "<dt>Medical care</dt><dd>2</dd>" in page
    assert as_member(officer).get("/cases/help/").status_code == 404
    with in_scope():
        assert not Person.objects.exists()


def test_search_for_nothing_says_so(browser, case):
    response = browser.post(URL, {"step": "search"})

    assert response.status_code == 422
    assert "Enter a name, a document number or a date of birth" in response.content.decode()


def test_match_the_searcher_may_not_open_shows_the_code_and_whom_to_ask(as_member, cast, case, worker):
    html = as_member(cast(Role.CASE_MANAGER)).post(URL, {"text": "Mirjeta Hoxha"}).content.decode()

    assert case.person.case_code in html
    assert str(worker) in html
    assert case.ref not in html
    assert html.count("Mirjeta Hoxha") == 1  # what was typed


def test_sealed_match_is_not_shown(as_member, cast, case, in_scope):
    with in_scope():
        case.confidentiality = Confidentiality.SEALED
        case.save()

    html = as_member(cast(Role.CASE_MANAGER)).post(URL, {"text": "Mirjeta Hoxha"}).content.decode()

    assert case.person.case_code not in html


def test_form_starts_with_what_was_searched_and_no_consent_ticked(browser, case):
    html = browser.post(URL, {"step": "new", "text": "Ana Popa", "birth_2": "1990"}).content.decode()

    assert 'value="Ana Popa"' in html
    assert 'value="1990"' in html
    assert "checked" not in html


def test_filled_form_opens_the_case(browser, in_scope, worker):
    response = browser.post(URL, filled())

    with in_scope():
        case = Case.objects.with_people().get()
        assert response.headers["Location"] == f"/cases/{case.ref}/sections/"
        assert case.person.legal_name == "Ђорђе Илић"
        assert case.person.birth.precision == "day"
        assert case.person.episodes.get().started.precision == "year"
        assert case.case_manager == worker


def test_form_sent_twice_makes_one_case(browser, in_scope):
    addresses = {browser.post(URL, filled()).headers["Location"] for _time in range(2)}

    with in_scope():
        assert Case.objects.count() == 1
        assert Person.objects.count() == 1
    assert len(addresses) == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"services": "refused"}, "no case is opened"),
        ({"services": ""}, "This field is required"),
        ({"data_storage": "refused"}, "The code stands for the person"),
        ({"checklist_3": "no"}, "All seven questions"),
        ({"checklist_6": ""}, "All seven questions"),
        ({"on": "2026-11-23"}, "in the future"),
        ({"birth_2": "2027"}, "in the future"),
        ({"birth_0": "31"}, "There is no such day"),
        ({"birth_1": ""}, "Enter the month too"),
        ({"birth_2": "90"}, "four figures"),
        ({"birth_0": "x"}, "in figures"),
        ({"purposes": []}, "Choose what the person was exploited for"),
        ({"purposes": ["nonsense"]}, "not one of the available choices"),
        ({"started_2": "1980"}, "can’t be before: date of birth"),
        ({"birth_2": "2012"}, "For a minor"),
        ({"citizenship": "QQ"}, "not one of the available choices"),
        ({"token": "short"}, "at least 20 characters"),
    ],
)
def test_wrong_answer_gets_a_message_and_keeps_what_was_typed(browser, in_scope, changes, message):
    response = browser.post(URL, filled(**changes))
    html = response.content.decode()

    assert response.status_code == 422
    assert message in html
    assert 'value="Ђорђе Илић"' in html
    assert re.search(r'name="intake_route".*?value="hotline" selected', html, re.DOTALL)
    with in_scope():
        assert not Person.objects.exists()


def test_coordinator_chooses_the_case_manager_and_records_no_history(as_member, coordinator, worker):
    browser = as_member(coordinator)
    page = browser.post(URL, {"step": "new", "text": "Ana Popa"}).content.decode()
    assert "What happened" not in page

    browser.post(URL, filled(case_manager=worker.pk))

    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        case = Case.objects.get()
        assert case.case_manager == worker
        assert case.person.episodes.get().asked_status == "not_asked_unsafe_or_not_needed"


def test_stranger_is_no_case_manager(as_member, coordinator, stranger):
    response = as_member(coordinator).post(URL, filled(case_manager=stranger.pk))

    assert response.status_code == 422


def test_roles_without_intake_find_no_form(as_member, officer, psychologist, admin):
    assert [as_member(member).get(URL).status_code for member in (officer, psychologist, admin)] == [404] * 3


def test_signed_out_is_sent_to_sign_in(db):
    assert "/account/login" in Client().get(URL).headers["Location"]


def test_search_of_another_organisation_finds_nobody(browser, stranger):
    with scope.enter(organisation=stranger.organisation_id, user=stranger.user_id):
        theirs = CaseFactory(case_manager=stranger, person__legal_name="Ana Popa")

    html = browser.post(URL, {"text": "Ana Popa"}).content.decode()

    assert theirs.person.case_code not in html
    assert "Nobody like this is known" in html


def test_somebody_alike_is_shown_before_anybody_new_is_made(browser, case, in_scope):
    alike = filled(legal_name="Mirieta Hoxa", birth_2="1994")

    first = browser.post(URL, alike)
    looked = re.search(r'name="looked" value="([^"]+)"', first.content.decode())[1]
    again = browser.post(URL, alike | {"looked": looked})

    assert first.status_code == 422
    assert "Somebody known is like this person" in first.content.decode()
    assert 'value="Mirieta Hoxa"' in first.content.decode()
    assert again.status_code == 302
    with in_scope():
        assert Person.objects.count() == 2


def test_going_on_with_a_new_person_needs_the_matches_to_have_been_shown(browser, case):
    skipped = browser.post(URL, {"step": "new", "text": "Mirjeta Hoxha"}).content.decode()
    forged = browser.post(URL, {"step": "new", "text": "Mirjeta Hoxha", "looked": "x:y"}).content.decode()

    assert "Perhaps one of these" in skipped
    assert "Perhaps one of these" in forged
    assert "Open the case" not in skipped + forged


def test_number_of_any_document_finds_its_owner(browser, case, in_scope):
    with in_scope():
        DocumentFactory(person=case.person, status="lost", number="ab 765 432")

    html = browser.post(URL, {"document_number": "AB-765432"}).content.decode()

    assert case.ref in html
    assert "Same" in html


@pytest.mark.rule("S0-32")
def test_known_person_gets_a_new_case_without_being_asked_again(browser, case, in_scope):
    with in_scope():
        Case.objects.update(status="closed", closed_on=case.opened_on, closure_reason="goals_met",
                            closure_outcome="unknown")  # fmt: skip
        ref = case.person.public_id
    search = browser.post(URL, {"text": "Mirjeta Hoxha"}).content.decode()
    form = browser.post(URL, {"text": "Mirjeta Hoxha", "known": ref}).content.decode()
    browser.post(URL, filled(known=ref, started_2=""))

    assert f'name="known" value="{ref}"' in search
    assert 'name="legal_name"' not in form
    with in_scope():
        assert Person.objects.count() == 1
        assert Case.objects.open().get().person.legal_name == "Mirjeta Hoxha"


def test_person_with_an_open_case_or_of_a_colleague_is_not_reused(browser, case, as_member, cast, in_scope):
    with in_scope():
        ref = case.person.public_id
    stranger = as_member(cast(Role.CASE_MANAGER))

    for there in (browser, stranger):
        assert there.post(URL, filled(known=ref)).headers["Location"] == URL
    with in_scope():
        assert Case.objects.count() == 1


@pytest.mark.rule("R-16")
def test_minor_is_opened_with_a_guardian_and_the_childs_own_answer(browser, in_scope):
    guardian = {"guardian_relation": "parent", "guardian_name": "Ана", "guardian_verified": "on",
                "conflict_of_interest": "unknown", "given_by": "both", "assent": "given"}  # fmt: skip
    child = filled(
        **(guardian | {"birth_2": "2012", "asked_status": "declined", "purposes": [], "started_2": ""})
    )

    doubtful = browser.post(URL, child)
    opened = browser.post(URL, child | {"conflict_of_interest": "no"})

    assert "the authority decides" in doubtful.content.decode()
    assert opened.status_code == 302
    with in_scope():
        assert RelatedPerson.objects.get().conflict_of_interest is False
