"""Needs, family, community, what the person brings; history in parts; arrival; exceptions: the pages."""

import pytest

from cases.codes import NeedDomain
from cases.models import (
    Case,
    CommunityAssessment,
    Disclosure,
    EpisodeStage,
    FamilyAssessment,
    NeedsAssessment,
    RecruiterProfile,
    RelatedPerson,
    RiskAssessment,
    Skill,
)
from tests.factories.cases import EpisodeFactory, RelatedPersonFactory

AREAS = dict.fromkeys(NeedDomain.values, "1")
DISCLOSURE = {
    "on": "2026-11-22", "reason": "court_order", "grounds": "Ordered.", "receiver": "court_or_prosecution",
    "facts": "Дата на престој.", "person_told": "before",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-11-22 10:00")


def url(case: Case, page: str) -> str:
    return f"/cases/{case.ref}/{page}"


@pytest.mark.rule("S2-10", "S0-33")
def test_needs_are_assessed_and_compared_on_one_page(browser, case, in_scope):
    first = {"on": "2026-11-01", "kind": "initial", "housing_when": "now", "housing_order": "1"}
    browser.post(url(case, "needs/new/"), AREAS | first | {"housing": "3", "most_needed": "Gjumë"})
    browser.post(url(case, "needs/new/"), AREAS | {"on": "2026-11-22", "kind": "repeat", "work": "declined"})
    browser.post(url(case, "needs/skills/new/"), {"name": "Шиење", "level": "good"})
    browser.post(url(case, "needs/profile/"), {"strengths": "Пее", "before_home_why_not": "declined"})

    html = browser.get(url(case, "needs/")).content.decode()

    with in_scope():
        assert NeedsAssessment.objects.count() == 2
        assert Skill.objects.get().name == "Шиење"
    for words in (
        "3 Urgent",
        "less than before",
        "now, place 1",
        "Declined to answer",
        "Gjumë",
        "Шиење",
        "Пее",
    ):
        assert words in html


DAY = {"on": "2026-11-22"}
PLACE = DAY | {"conclusion": "suitable", "security": "dangerous"}
ARRIVAL = {"intake_route": "hotline", "identification_status": "actual", "target_population": "vot"}
CHILD = {"relation": "child", "sex": "male", "safety": "safe", "needs": ["school"]}
WRONG = [
    ("needs/new/", AREAS | {"on": "2026-11-23", "kind": "initial"}, "in the future"),
    ("needs/new/", DAY | {"kind": "initial"}, "This field is required"),
    ("needs/new/", AREAS | DAY | {"kind": "initial", "work": "9"}, "not one of the available"),
    ("needs/family/new/", DAY | {"conclusion": "suitable", "violence": "yes"}, "not suitable"),
    ("needs/community/new/", PLACE, "measures"),
    ("identity/arrival/", ARRIVAL | {"identified_on": "2027-01-01"}, "in the future"),
    ("people/new/", CHILD, "tick that"),
    ("risk/new/", DAY | {"own_level": "unknown"}, "Tick what is known"),
    ("risk/new/", DAY | {"own_level": "2", "traffickers_recapture": "perhaps"}, "not one of the available"),
]


@pytest.mark.parametrize(("page", "sent", "message"), WRONG)
def test_bad_input_is_told_beside_the_field_and_kept(browser, case, page, sent, message):
    response = browser.post(url(case, page), sent | {"note": "Задржано"})

    assert response.status_code == 422
    assert message in response.content.decode()


@pytest.mark.rule("S2-13", "S3-44")
def test_family_and_community_are_assessed(browser, case, in_scope):
    family = {"on": "2026-11-22", "conclusion": "not_suitable", "home_environment": "unhealthy"}
    place = {"on": "2026-11-22", "conclusion": "suitable", "place": "Berat", "stigma": "4"}

    browser.post(url(case, "needs/family/new/"), family | {"agrees": "not_asked_unsafe_or_not_needed"})
    browser.post(url(case, "needs/community/new/"), place)

    html = browser.get(url(case, "needs/")).content.decode()
    with in_scope():
        assert FamilyAssessment.objects.get().silence("agrees") == "not_asked_unsafe_or_not_needed"
        assert CommunityAssessment.objects.get().stigma == 4
    assert "Unhealthy" in html
    assert "Not asked: unsafe or unnecessary now" in html


@pytest.mark.rule("S0-01", "S0-03", "S0-04", "S0-06", "S1-17", "S2-06")
def test_arrival_is_completed_later_with_reasons_for_what_was_not_asked(browser, case, in_scope):
    sent = {
        "intake_route": "border_police", "first_responder": "border_police", "with_police": "joint",
        "rescue_context": "police_raid_immigration", "in_detention": "yes", "detained_from": "2026-10-01",
        "held_with_traffickers": "declined", "urgent_needs": ["not_applicable"], "first_help": ["medical"],
        "type_of_return": "identified_victim_official", "identification_status": "actual",
        "identified_by": "police", "country_of_identification": "IT", "target_population": "vot",
    }  # fmt: skip

    browser.post(url(case, "identity/arrival/"), sent)

    html = browser.get(url(case, "identity/")).content.decode()
    with in_scope():
        stored = Case.objects.get()
        assert stored.not_answered == {"held_with_traffickers": "declined", "urgent_needs": "not_applicable"}
        assert (stored.in_detention, stored.first_responder) == (True, "border_police")
    assert "Declined to answer" in html
    assert "Jointly with the police" in html


@pytest.mark.rule("S1-05", "S1-07", "S1-08")
def test_history_grows_by_stages_and_people_without_names(browser, case, in_scope):
    with in_scope():
        episode = EpisodeFactory(person=case.person, case=case)
    base = f"experience/{episode.public_id}/"

    browser.post(url(case, f"{base}stages/new/"), {"stage": "transit", "country": "RS", "city": "Ниш"})
    browser.post(url(case, f"{base}others/new/"), {"roles": ["exploiter"], "still_threat": "unknown"})
    browser.post(
        url(case, base), {"asked_status": "answered", "purposes": ["declined"], "acts": ["transfer"]}
    )

    html = browser.get(url(case, "experience/")).content.decode()
    with in_scope():
        assert EpisodeStage.objects.get().country == "RS"
        assert RecruiterProfile.objects.get().silence("still_threat") == "unknown"
    for words in ("Ниш, Serbia", "Exploiter", "Declined to answer", "Transfer"):
        assert words in html


@pytest.mark.rule("S3-64", "R-16")
def test_people_around_show_who_decides_and_who_supports(browser, case, in_scope):
    with in_scope():
        case.person.possibly_minor, case.person.birth_date, case.person.birth_year = True, None, None
        case.person.birth_precision = "unknown"
        case.person.save()
        RelatedPersonFactory(person=case.person, safety="unsafe", trust=5, name="Скриен")
    aunt = {"relation": "other_kin", "name": "Тетка", "sex": "female", "safety": "safe", "trust": "4",
            "supports_with": ["listens"], "is_guardian": "on", "guardian_verified": "on",
            "conflict_of_interest": "no", "is_beneficiary": "on", "needs": ["health"]}  # fmt: skip
    browser.post(url(case, "people/new/"), aunt)
    browser.post(url(case, "people/child/"), {"actor": "Центар", "best_interest": "Училиште"})

    html = browser.get(url(case, "people/")).content.decode()

    with in_scope():
        assert RelatedPerson.objects.filter(needs=["health"]).get().trust == 4
    assert "The guardian, and the child agrees" in html
    assert "Needs: Health care" in html
    assert html.count("Скриен") == 1
    assert "Listens" in html


@pytest.mark.rule("R-20")
def test_signs_make_the_level_and_show_what_it_asks_for(browser, case, in_scope):
    ticks = {
        "traffickers_recapture": "yes",
        "traffickers_recapture_source": "person",
        "traffickers_recapture_note": "Кола пред вратата.",
    }
    rest = dict.fromkeys(("self_harm", "re_trafficking", "health", "family"), "unknown")
    browser.post(url(case, "risk/new/"), ticks | rest | {"on": "2026-11-22", "own_level": "3"})

    html = browser.get(url(case, "risk/")).content.decode()

    with in_scope():
        assert RiskAssessment.objects.get().overall == 4
    for words in (
        "Next assessment by 23 Nov 2026",
        "The coordinators were told",
        "the signs say 4 Critical",
        "Attempt to take the person back (the person: Кола пред вратата.)",
    ):
        assert words in html


def test_exceptions_are_recorded_by_the_coordinator_alone(browser, as_member, coordinator, case, in_scope):
    page = url(case, "consent/exceptions/")
    assert browser.get(f"{page}new/").status_code == 404

    there = as_member(coordinator)
    there.post(f"{page}new/", DISCLOSURE)
    with in_scope():
        row = Disclosure.objects.get()
    there.post(
        f"{page}{row.public_id}/", {"on": "2026-11-22", "review_note": "Точно", "person_told": "before"}
    )

    html = browser.get(page).content.decode()
    assert "Court order" in html
    assert "reviewed" in html
    assert there.get(f"{page}{row.public_id}/").status_code == 404


def test_consent_begins_with_the_purpose_and_asks_only_what_it_needs(browser, case):
    chosen = browser.get(url(case, "consent/new/")).content.decode()
    family = browser.get(url(case, "consent/new/?purpose=family_contact")).content.decode()
    statistics = browser.get(url(case, "consent/new/?purpose=statistics")).content.decode()

    assert chosen.count("With a no:") == 16
    assert "Who may be contacted, and what may be said." in family
    assert "To what exactly" not in statistics
    assert "Organisation" not in statistics.split("<form")[1]
