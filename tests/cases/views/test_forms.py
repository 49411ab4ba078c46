"""What the forms of a file do: store what is right, keep what was typed when it isn't."""

from datetime import date

import pytest

from cases.codes import ChecklistQuestion
from cases.models import Case, CaseNote, Consent, ContactPlan, RelatedPerson, RiskAssessment
from tests.factories.cases import (
    CaseFactory,
    ConsentFactory,
    EpisodeFactory,
    RelatedPersonFactory,
    RiskAssessmentFactory,
    TeamMemberFactory,
)

CHECKED = {f"checklist_{number}": "yes" for number in range(len(ChecklistQuestion))}
CONSENT = {
    "purpose": "family_contact", "decision": "given", "given_by": "person", "form": "signed",
    "language": "sqi", "on": "2026-11-22", "scope": "Her sister; that she is well.",
}  # fmt: skip
RISK = {
    "on": "2026-11-22", "traffickers": "3", "self_harm": "0", "re_trafficking": "unknown", "health": "1",
    "family": "0", "own_level": "unknown", "note": "Ѓорѓи е слободен.",
}  # fmt: skip
CLOSURE = {
    "on": "2026-11-22", "reason": "goals_met", "outcome": "reintegrated_successfully",
    "summary": "Lives on her own.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-11-22 10:00")


def url(case: Case, page: str) -> str:
    return f"/cases/{case.ref}/{page}"


def test_identity_is_changed(browser, case, in_scope):
    sent = {"legal_name": "Мирјета Хоџа", "birth_1": "5", "birth_2": "1994", "sex": "female"}

    response = browser.post(url(case, "identity/edit/"), sent)

    assert response.headers["Location"] == url(case, "identity/")
    with in_scope():
        person = Case.objects.get().person
        assert (person.legal_name, person.birth_precision) == ("Мирјета Хоџа", "month")


def test_identity_form_shows_what_is_stored(browser, case):
    html = browser.get(url(case, "identity/edit/")).content.decode()

    assert 'value="Mirjeta Hoxha"' in html
    assert 'value="1994"' in html


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"sex": ""}, "This field is required"),
        ({"children_count": "-1"}, "greater than or equal to 0"),
        ({"birth_2": "2999"}, "four figures"),
        ({"birth_2": "2030"}, "in the future"),
        ({"legal_name": "x" * 201}, "at most 200 characters"),
        ({"legal_name": "a\x00b"}, "Null characters"),
    ],
)
def test_wrong_identity_is_refused_beside_the_field(browser, case, sent, message):
    typed = {"preferred_name": "Мира", "sex": "female"} | sent

    response = browser.post(url(case, "identity/edit/"), typed)

    assert response.status_code == 422
    assert message in response.content.decode()
    assert "Мира" in response.content.decode()


@pytest.mark.rule("S3-64", "S0-16")
def test_relative_is_added_and_changed(browser, case, in_scope):
    sent = {"relation": "child", "name": "Арта", "sex": "female", "safety": "safe", "lives_with": "yes"}
    browser.post(url(case, "people/new/"), sent | {"is_beneficiary": "on"})
    with in_scope():
        relative = RelatedPerson.objects.get()
        assert (relative.name, relative.is_beneficiary, relative.lives_with) == ("Арта", True, True)

    browser.post(url(case, f"people/{relative.public_id}/"), sent | {"lives_with": "no"})

    with in_scope():
        assert RelatedPerson.objects.get().lives_with is False


def test_relative_born_in_the_future_is_refused(browser, case):
    sent = {"relation": "child", "name": "Арта", "sex": "female", "safety": "safe", "birth_year": "2027"}

    response = browser.post(url(case, "people/new/"), sent)

    assert response.status_code == 422
    assert "in the future" in response.content.decode()


def test_experience_is_added_and_shown(browser, case):
    sent = {"asked_status": "answered", "purposes": ["forced_begging"], "started_2": "2020", "narrative": "…"}

    browser.post(url(case, "experience/new/"), sent)

    html = browser.get(url(case, "experience/")).content.decode()
    assert "Forced begging" in html
    assert "The one that led to assistance" in html


def test_earlier_and_later_experiences_are_marked(browser, case, in_scope):
    with in_scope():
        for relation in ("before_first_assistance", "index", "after_assistance"):
            EpisodeFactory(person=case.person, relation_to_assistance=relation)

    html = browser.get(url(case, "experience/")).content.decode()

    assert "Also earlier" in html
    assert "Again after assistance" in html


def test_consent_is_recorded_and_taken_back(browser, case, in_scope):
    browser.post(url(case, "consent/new/"), CONSENT | CHECKED)
    with in_scope():
        consent = Consent.objects.get()
        assert consent.valid_until == date(2027, 2, 22)

    browser.post(url(case, f"consent/{consent.public_id}/withdraw/"), {"on": "2026-11-22"})

    html = browser.get(url(case, "consent/")).content.decode()
    assert "Withdrawn" in html
    assert browser.get(url(case, f"consent/{consent.public_id}/withdraw/")).status_code == 404


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"checklist_0": "no"}, "All seven questions"),
        ({"decision": ""}, "This field is required"),
        ({"on": "2026-11-23"}, "in the future"),
        ({"on": "22.22.2026"}, "Enter a valid date"),
        ({"valid_until": "2026-11-01"}, "before the decision"),
        ({"purpose": "share_org"}, "Name the one organisation"),
        ({"scope": " "}, "Write down to what exactly"),
        ({"form": "verbal_witnessed"}, "Name the witness"),
        ({"given_by": "both"}, "An adult decides"),
    ],
)
def test_wrong_consent_is_refused_beside_the_field(browser, case, sent, message, in_scope):
    response = browser.post(url(case, "consent/new/"), CONSENT | CHECKED | sent)

    assert response.status_code == 422
    assert message in response.content.decode()
    with in_scope():
        assert not Consent.objects.exists()


def test_sharing_goes_to_a_member_organisation(browser, case, other_organisation, in_scope):
    sent = {"purpose": "share_org", "receiver": other_organisation.pk, "sections": ["A", "C"]}

    browser.post(url(case, "consent/new/"), CONSENT | CHECKED | sent)

    with in_scope():
        assert Consent.objects.get().receiver == other_organisation


def test_contact_plan_is_agreed_and_shown(browser, case, in_scope):
    sent = {
        "on": "2026-11-22",
        "channel": "sms",
        "value": "+355 69",
        "say_we_are": "Теткa",
        "code_word": "Сонце",
    }

    browser.post(url(case, "contact/edit/"), sent)

    html = browser.get(url(case, "contact/")).content.decode()
    assert "Сонце" in html
    assert "confirm again by" in html
    with in_scope():
        assert ContactPlan.objects.get().check_on == date(2026, 12, 22)


def test_contact_plan_without_a_number_is_refused(browser, case):
    response = browser.post(
        url(case, "contact/edit/"), {"on": "2026-11-22", "channel": "sms", "code_word": "Сонце"}
    )

    assert response.status_code == 422
    assert "Сонце" in response.content.decode()


def test_risk_is_assessed_and_stands_in_the_header(browser, case, in_scope):
    browser.post(url(case, "risk/new/"), RISK)

    html = browser.get(url(case, "notes/")).content.decode()
    assert "3 High" in html
    with in_scope():
        assessment = RiskAssessment.objects.get()
        assert (assessment.re_trafficking, assessment.note) == (None, "Ѓорѓи е слободен.")


def test_risk_form_has_nothing_answered_beforehand(browser, case):
    assert "checked" not in browser.get(url(case, "risk/new/")).content.decode()


def test_unanswered_level_is_refused(browser, case):
    response = browser.post(url(case, "risk/new/"), RISK | {"health": ""})

    assert response.status_code == 422
    assert "Ѓорѓи е слободен." in response.content.decode()


def test_lapsed_review_is_shown_as_unknown_since(browser, case, in_scope):
    with in_scope():
        RiskAssessmentFactory(case=case, on=date(2026, 10, 15), traffickers=4, review_due=date(2026, 10, 16))

    html = browser.get(url(case, "risk/")).content.decode()

    assert "unknown since 16 Oct" in html


def test_long_note_is_kept_whole_and_a_longer_one_with_its_text(browser, case, in_scope):
    sent = {"on": "2026-11-22", "section": "C", "text": "ш" * 20_000}

    browser.post(url(case, "notes/new/"), sent)
    longer = browser.post(url(case, "notes/new/"), sent | {"text": "ш" * 20_001})

    with in_scope():
        assert CaseNote.objects.get().text == "ш" * 20_000
    assert longer.status_code == 422
    assert "ш" * 20_001 in longer.content.decode()


@pytest.mark.rule("S2-09")
def test_coordinator_builds_the_team(as_member, coordinator, cast, case, browser, in_scope):
    from renate.accounts.roles import Role

    deputy, colleague = cast(Role.DEPUTY), cast(Role.CASE_MANAGER)
    boss = as_member(coordinator)

    boss.post(url(case, "access/new/"), {"membership": deputy.pk, "kind": "team", "on": "2026-11-22"})
    assert as_member(deputy).get(url(case, "notes/")).status_code == 200
    boss.post(url(case, "access/assign/"), {"to": colleague.pk})

    assert browser.get(url(case, "notes/")).status_code == 404
    assert as_member(colleague).get(url(case, "notes/")).status_code == 200


def test_member_taken_off_loses_the_case_at_once(as_member, coordinator, case, in_scope):
    with in_scope():
        member = TeamMemberFactory(case=case)
    deputy = as_member(member.membership)
    assert deputy.get(url(case, "notes/")).status_code == 200

    as_member(coordinator).post(url(case, f"access/{member.public_id}/end/"), {})

    assert deputy.get(url(case, "notes/")).status_code == 404


def test_sealing_closes_the_case_to_the_coordinator(as_member, coordinator, case, browser):
    boss = as_member(coordinator)

    boss.post(url(case, "access/seal/"), {"level": "sealed"})

    assert boss.get(url(case, "notes/")).status_code == 404
    assert browser.get(url(case, "notes/")).status_code == 200


@pytest.mark.rule("R-14")
def test_case_is_closed_by_two_and_opened_again(as_member, browser, coordinator, case, in_scope):
    with in_scope():
        ConsentFactory(case=case, purpose="data_storage")
        ConsentFactory(case=case, purpose="post_closure")
        RiskAssessmentFactory(case=case)
    boss = as_member(coordinator)

    browser.post(url(case, "closure/request/"), CLOSURE)
    assert browser.get(url(case, "closure/approve/")).status_code == 404
    boss.post(url(case, "closure/approve/"), {})

    assert "Closed on 22 Nov 2026" in browser.get(url(case, "closure/")).content.decode()
    boss.post(url(case, "closure/reopen/"), {"on": "2026-11-22"})
    with in_scope():
        assert Case.objects.get().status == "active"


def test_incomplete_closure_keeps_the_summary(browser, case):
    response = browser.post(url(case, "closure/request/"), CLOSURE)

    assert response.status_code == 422
    assert "Lives on her own." in response.content.decode()
    assert "decision on storing data" in response.content.decode()


def test_request_is_sent_back_with_a_note(as_member, browser, coordinator, case, in_scope):
    with in_scope():
        ConsentFactory(case=case, purpose="data_storage")
        ConsentFactory(case=case, purpose="post_closure")
        RiskAssessmentFactory(case=case)
    browser.post(url(case, "closure/request/"), CLOSURE)

    empty = as_member(coordinator).post(url(case, "closure/return/"), {"note": ""})
    as_member(coordinator).post(url(case, "closure/return/"), {"note": "Call the school."})

    assert empty.status_code == 422
    assert "Call the school." in browser.get(url(case, "closure/")).content.decode()


def test_nothing_waits_so_nothing_is_approved(as_member, coordinator, case):
    assert as_member(coordinator).get(url(case, "closure/approve/")).status_code == 404


def test_text_is_never_html(browser, case, in_scope):
    with in_scope():
        RelatedPersonFactory(person=case.person, name="<script>alert(1)</script>")
        CaseFactory(person__legal_name="<b>x</b>", case_manager=case.case_manager)

    assert "<script>alert" not in browser.get(url(case, "people/")).content.decode()
    assert "<b>x</b>" not in browser.get("/cases/").content.decode()
