"""Assessing needs, family and community; risk with signs; disclosures: what is stored, refused, told."""

from datetime import timedelta

import pytest

from cases.codes import NeedDomain
from cases.models import FamilyAssessment, NeedsAssessment, RiskAssessment
from cases.operations import (
    AssessmentError,
    DisclosureError,
    RiskError,
    assess_community,
    assess_family,
    assess_needs,
    assess_risk,
    record_disclosure,
    review_disclosure,
)
from cases.queries.comparison import family_table, needs_table
from cases.queries.risk_signs import known_signs, ticked
from cases.queries.safety import risk_block
from cases.rules.needs import NeedAnswer
from renate.accounts.operations import four_eyes
from renate.accounts.roles import Role
from renate.kit import clock
from renate.notices.models import Notice
from tests.factories.cases import (
    CaseFactory,
    ConsentFactory,
    EpisodeFactory,
    GuardianFactory,
    RelatedPersonFactory,
    TeamMemberFactory,
)

SCARED = {"traffickers": {"knows_where": "yes", "recent_contact": "yes"}}


@pytest.fixture
def case(inside):
    return CaseFactory(case_manager=inside)


def needs(by, case, level=2, **changes):
    answers = {code: NeedAnswer(level, "now") for code in NeedDomain.values}
    values = {"on": clock.today(), "kind": "initial", "needs": answers} | changes
    return assess_needs(by=by, case=case, **values)


@pytest.mark.rule("S2-10", "S2-15")
def test_rounds_of_needs_stand_side_by_side_with_what_changed(case, inside, django_assert_num_queries):
    first = needs(inside, case, 3, on=clock.today() - timedelta(days=30), most_needed="Сон")
    second = needs(inside, case, 1, kind="repeat", not_answered={"most_needed": "declined"})

    with django_assert_num_queries(2):
        table = needs_table(case, clock.today())

    assert table.rounds == [second, first]
    housing = table.rows[1]
    assert [cell["text"] for cell in housing["cells"]] == ["1 Some", "3 Urgent"]
    assert housing["change"] == "less than before"
    assert [cell["text"] for cell in table.rows[-1]["cells"]] == ["Declined to answer", "Сон"]


def test_needs_are_not_assessed_against_the_persons_will(case, inside):
    ConsentFactory(case=case, purpose="assessment", decision="refused")

    with pytest.raises(AssessmentError):
        needs(inside, case)
    assert not NeedsAssessment.objects.exists()


@pytest.mark.rule("R-15")
@pytest.mark.parametrize("days", [1, -400])
def test_assessments_lie_between_opening_and_today(case, inside, days):
    day = clock.today() + timedelta(days=days)

    for assess in (
        lambda: needs(inside, case, on=day),
        lambda: assess_family(by=inside, on=day, case=case, conclusion="suitable"),
        lambda: assess_community(by=inside, on=day, case=case, conclusion="suitable"),
    ):
        with pytest.raises(AssessmentError) as refused:
            assess()
        assert refused.value.field == "on"


@pytest.mark.rule("S2-11", "S2-13", "S3-44", "R-16")
def test_family_is_spoken_to_with_consent_only_and_a_child_is_heard(inside):
    case = CaseFactory(case_manager=inside, person__birth_date=clock.today() - timedelta(days=15 * 365))
    mother = GuardianFactory(person=case.person)
    found = {"relative": mother, "conclusion": "suitable_with_support", "home_environment": "adequate"}
    told = found | {"child_views": "Сакам дома.", "tracing": "found"}

    with pytest.raises(AssessmentError) as unasked:
        assess_family(by=inside, on=clock.today(), case=case, **told)
    ConsentFactory(case=case, purpose="family_contact")
    with pytest.raises(AssessmentError) as unheard:
        assess_family(by=inside, on=clock.today(), case=case, **found)
    assess_family(by=inside, on=clock.today(), case=case, **told)

    assert (unasked.value.field, unheard.value.field) == ("relative", "child_views")
    assert FamilyAssessment.objects.get().home_environment == "adequate"
    assert family_table(case).rows[0]["cells"][0]["text"] == "Suitable with support"


@pytest.mark.rule("R-20")
def test_critical_signs_call_the_coordinators_at_once_and_block_what_is_risky(case, inside, coordinator):
    assessment = assess_risk(by=inside, on=clock.today(), case=case, levels={}, items=SCARED,
                             sources={"traffickers": {"knows_where": "person", "testimony": "person"}},
                             sign_notes={"traffickers": {"knows_where": "Кола"}, "health": {"injury": "old"}},
                             protection=["safe_housing"])  # fmt: skip

    assert (assessment.traffickers, assessment.overall) == (4, 4)
    assert assessment.health is None
    assert assessment.review_due == clock.today() + timedelta(days=1)
    urgent = Notice.objects.filter(kind="urgent")
    assert set(urgent.values_list("to", flat=True)) == {coordinator.pk, inside.pk}
    assert "is critical" in risk_block(case, clock.today())
    assert ticked(assessment)[0]["computed"] == "4 Critical"
    assert ticked(assessment)[0]["signs"][0] == {
        "label": "They know where the person is", "source": "The person", "note": "Кола",
    }  # fmt: skip
    assert (assessment.sources, assessment.notes_of_signs) == (
        {"traffickers": {"knows_where": "person"}}, {"traffickers": {"knows_where": "Кола"}},
    )  # fmt: skip


def test_a_lower_level_takes_two_people_once_and_keeps_the_reason(case, inside, coordinator):
    lower = {"on": clock.today(), "case": case, "levels": {"traffickers": 3}, "items": SCARED}

    with pytest.raises(RiskError) as refused:
        assess_risk(by=inside, override_reason="They left the country.", **lower)
    asked = four_eyes.ask_approval(by=inside, act="lower_risk", about=case, reason="They left.")
    four_eyes.decide_approval(by=coordinator, request=asked, approve=True)
    with pytest.raises(RiskError):
        assess_risk(by=coordinator, override_reason="They left the country.", **lower)
    with pytest.raises(RiskError) as silent:
        assess_risk(by=inside, **lower)
    kept = assess_risk(by=inside, override_reason="They left the country.", **lower)
    with pytest.raises(RiskError):
        assess_risk(by=inside, override_reason="They left the country.", **lower)

    assert (refused.value.field, silent.value.field) == ("traffickers", "override_reason")
    assert (kept.computed["traffickers"], kept.traffickers) == (4, 3)
    assert RiskAssessment.objects.get().override_reason == "They left the country."


def test_self_harm_calls_the_psychologist_of_the_team_the_same_day(case, inside, cast):
    psychologist = TeamMemberFactory(case=case, membership=cast(Role.PSYCHOLOGIST)).membership

    assess_risk(by=inside, on=clock.today(), case=case, levels={}, items={"self_harm": {"plan": "yes"}})

    assert Notice.objects.filter(to=psychologist, kind="urgent", due_on=clock.today()).exists()


@pytest.mark.rule("S0-07", "R-11")
def test_what_the_file_knows_is_shown_beside_the_signs_and_never_ticked(case):
    case.in_detention = True
    EpisodeFactory(person=case.person, relation_to_assistance="before_first_assistance")
    RelatedPersonFactory(person=case.person, involved=True)

    known = known_signs(case, clock.today())

    assert known["re_trafficking"] == {"irregular_or_detained", "previously"}
    assert known["family"] == {"family_involved"}


def test_disclosure_without_consent_is_the_coordinators_and_reviewed_once(case, inside, coordinator):
    values = {"on": clock.today(), "case": case, "reason": "imminent_danger_to_life", "receiver": "police",
              "facts": "Where she is.", "grounds": "Not safe.", "person_told": "not_safe_yet"}  # fmt: skip

    with pytest.raises(DisclosureError):
        record_disclosure(by=inside, **values)
    row = record_disclosure(by=coordinator, **values)
    review = {"disclosure": row, "review_note": "It was right.", "person_told": "after"}
    review_disclosure(by=coordinator, on=clock.today(), **review)

    assert row.review_due == clock.today() + timedelta(days=7)
    assert (row.reviewed_by, row.person_told) == (coordinator, "after")
    with pytest.raises(DisclosureError):
        review_disclosure(by=coordinator, on=clock.today(), **review)
