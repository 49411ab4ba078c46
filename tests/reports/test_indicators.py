"""Each indicator against a small history whose figures can be counted on the fingers (domain 2.9)."""

from datetime import date

import pytest

from cases.codes import ConsentDecision, ConsentPurpose, Exploitation, RelationToAssistance, Sex
from cases.models import Consent
from renate.reports.indicators import INDICATORS, Frame, add_up, measure
from renate.tenancy import scope
from tests.factories.funding import GrantFactory
from tests.factories.reports import (
    a_closed_case,
    a_cycle,
    a_person,
    a_relative,
    a_service,
    an_assessment,
    an_assisted_person,
    an_episode,
)

PERIOD = date(2008, 1, 1), date(2009, 12, 31)
AS_AT = date(2010, 6, 30)
BEFORE, DURING, AFTER = date(2007, 5, 5), date(2008, 5, 5), date(2010, 2, 2)

pytestmark = pytest.mark.usefixtures("inside")


def count(key: str, as_at: date = AS_AT, grants: tuple[int, ...] | None = None) -> dict:
    return INDICATORS[key].count(Frame(*PERIOD, as_at, grants))


@pytest.mark.rule("S3-62", "R-12", "T1")
def test_assisted_counts_each_person_once_and_tells_new_from_continuing():
    new, continuing, earlier = a_person(), a_person(), a_person()
    for on in (DURING, date(2009, 1, 1), AFTER):
        a_service(new, on)
    for on in (BEFORE, DURING):
        a_service(continuing, on)
    a_service(earlier, BEFORE)

    assert count("assisted") == {"assisted": 2, "assisted|since=new": 1, "assisted|since=continuing": 1}
    assert count("ever") == {"ever": 3}


@pytest.mark.rule("S3-90")
def test_assisted_as_at_an_earlier_day_does_not_know_what_came_later():
    an_assisted_person(date(2008, 2, 1))
    an_assisted_person(date(2008, 9, 1))

    assert count("assisted", as_at=date(2008, 6, 30))["assisted"] == 1


def test_assisted_in_an_empty_period_is_nought():
    assert count("assisted") == {"assisted": 0, "assisted|since=new": 0, "assisted|since=continuing": 0}


def test_assisted_by_family_alone_is_not_counted():
    a_service(a_person(), DURING, provider_kind="family")

    assert count("assisted")["assisted"] == 0


def test_assisted_leaves_out_who_said_no_to_statistics(inside):
    yes, no = an_assisted_person(DURING), an_assisted_person(DURING)
    for case, decision in ((yes, ConsentDecision.GIVEN), (no, ConsentDecision.REFUSED)):
        Consent.objects.create(
            person=case.person, case=case, purpose=ConsentPurpose.STATISTICS, decision=decision,
            valid_from=DURING, asked_by=inside,
        )  # fmt: skip

    assert count("assisted")["assisted"] == 1


def test_assisted_charged_to_a_grant_counts_only_what_it_paid():
    grant = GrantFactory()
    paid, unpaid = a_person(), a_person()
    a_service(paid, DURING, grant=grant)
    a_service(unpaid, DURING)

    assert count("assisted", grants=(grant.pk,))["assisted"] == 1


def test_assisted_of_another_organisation_are_not_counted(other_organisation):
    with scope.enter(organisation=other_organisation):
        an_assisted_person(DURING)
    an_assisted_person(DURING)

    assert count("assisted")["assisted"] == 1


@pytest.mark.rule("S3-64")
def test_secondary_beneficiaries_are_counted_apart():
    case = an_assisted_person(DURING)
    child, other, neighbour = a_relative(case), a_relative(case), a_relative(case, is_beneficiary=False)
    for recipient in (child, child, other, neighbour):
        a_service(case, DURING, recipient=recipient)
    a_service(case, AFTER, recipient=a_relative(case))

    assert count("secondary") == {"secondary": 2}
    assert count("assisted")["assisted"] == 1


@pytest.mark.rule("S3-87", "T2")
def test_profile_takes_the_age_in_the_year_of_intake():
    an_assisted_person(DURING, sex=Sex.FEMALE, born=1991, opened=date(2008, 1, 10))  # 17
    an_assisted_person(DURING, sex=Sex.FEMALE, born=1990, opened=date(2008, 1, 10))  # 18
    an_assisted_person(DURING, sex=Sex.MALE, born=1940, opened=date(2008, 1, 10))  # 68
    an_assisted_person(DURING, sex=Sex.UNKNOWN, born=None)

    found = count("profile")

    assert {key: n for key, n in found.items() if n} == {
        "assisted|sex=female": 2,
        "assisted|sex=male": 1,
        "assisted|sex=other": 1,
        "assisted|age=15-17": 1,
        "assisted|age=18-24": 1,
        "assisted|age=60+": 1,
        "assisted|age=unknown": 1,
        "assisted|stage=child": 1,
        "assisted|stage=adult": 2,
        "assisted|stage=unknown": 1,
        "assisted|sex=female|stage=child": 1,
        "assisted|sex=female|stage=adult": 1,
        "assisted|sex=male|stage=adult": 1,
        "assisted|sex=other|stage=unknown": 1,
    }


@pytest.mark.rule("S3-75", "T4")
def test_forms_count_a_person_in_each_form_suffered():
    both = an_assisted_person(DURING)
    an_episode(both, purposes=(Exploitation.SEXUAL, Exploitation.DOMESTIC))
    an_episode(an_assisted_person(DURING, sex=Sex.MALE), purposes=(Exploitation.LABOUR,))
    an_episode(an_assisted_person(DURING), purposes=(Exploitation.UNKNOWN,))
    an_assisted_person(DURING)

    assert {key: n for key, n in count("forms").items() if n} == {
        "assisted|form=sexual": 1,
        "assisted|form=labour": 2,
        "assisted|form=none": 2,
        "assisted|form=sexual|sex=female": 1,
        "assisted|form=labour|sex=female": 1,
        "assisted|form=labour|sex=male": 1,
        "assisted|form=none|sex=female": 2,
    }


@pytest.mark.rule("S3-35", "R-11")
def test_previously_trafficked_is_an_experience_before_the_one_that_led_to_assistance():
    case = an_assisted_person(DURING)
    an_episode(case)
    for _ in range(2):
        an_episode(case, RelationToAssistance.BEFORE)
    an_episode(an_assisted_person(DURING))

    assert count("previously") == {"assisted|before": 1}


@pytest.mark.rule("S3-61", "R-10", "T14")
def test_re_trafficked_counts_what_began_after_assistance_and_by_the_cut_off():
    known, later, earlier = an_assisted_person(DURING), an_assisted_person(DURING), an_assisted_person(BEFORE)
    an_episode(known, RelationToAssistance.AFTER, started_on=date(2010, 6, 30))
    an_episode(later, RelationToAssistance.AFTER, started_on=date(2010, 7, 1))
    an_episode(earlier, RelationToAssistance.AFTER, started_on=date(2008, 1, 1))

    assert count("again") == {"ever|again": 2}


@pytest.mark.rule("S3-10", "S3-28", "T8")
def test_services_count_deliveries_and_persons_by_category():
    case = an_assisted_person(DURING)
    a_service(case, DURING)
    a_service(case, DURING, "legal.legal_advice")
    a_service(an_assisted_person(DURING), DURING, "psychosocial.individual_counselling", recipient=None)
    a_service(case, DURING, "education_training.school_enrolment", recipient=a_relative(case))

    assert {key: n for key, n in count("services").items() if n} == {
        "deliveries|service=psychosocial": 4,
        "assisted|service=psychosocial": 2,
        "deliveries|service=legal": 1,
        "assisted|service=legal": 1,
        "secondary|service=education_training": 1,
    }


@pytest.mark.rule("S3-13", "S3-27", "T10")
def test_scores_are_those_of_the_newest_assessment_by_the_cut_off(inside):
    case = an_assisted_person(DURING)
    cycle = a_cycle(case, date(2008, 1, 10))
    an_assessment(cycle, date(2008, 3, 1), {1: 2, 2: 2}, inside, kind="baseline")
    an_assessment(cycle, date(2009, 3, 1), {1: 4, 2: 2}, inside)
    an_assessment(cycle, date(2010, 9, 1), {1: 5, 2: 5}, inside)

    scores, changes = count("scores"), count("changes")

    assert scores["assessed"] == 1
    assert (scores["assessed|factor=1|score=4"], scores["assessed|factor=2|score=2"]) == (1, 1)
    assert scores["assessed|factor=3|score=none"] == 1
    assert (changes["compared|factor=1"], changes["compared|factor=1|change=improved"]) == (1, 1)
    assert (changes["compared|factor=2|change=same"], changes["compared|factor=3"]) == (1, 0)


def test_changes_need_more_than_a_baseline(inside):
    cycle = a_cycle(an_assisted_person(DURING), date(2008, 1, 10))
    an_assessment(cycle, date(2008, 3, 1), {1: 2}, inside, kind="baseline")

    assert count("scores")["assessed|factor=1|score=2"] == 1
    assert count("changes")["compared|factor=1"] == 0


@pytest.mark.rule("S3-63", "T13")
def test_outcomes_are_those_of_the_newest_cycle_by_the_cut_off():
    a_closed_case(an_assisted_person(DURING), date(2010, 1, 1), outcome="reintegrated_successfully")
    a_closed_case(
        an_assisted_person(DURING), date(2010, 1, 1), outcome="not_reintegrated", reason="lost_contact"
    )
    a_closed_case(an_assisted_person(DURING), date(2010, 8, 1), outcome="reintegrated_successfully")
    a_cycle(an_assisted_person(DURING), date(2008, 2, 1))

    found = measure(Frame(*PERIOD, AS_AT), ["assisted", "outcomes", "reasons"])

    assert {key: n for key, n in found.items() if n} == {
        "assisted": 4,
        "assisted|since=new": 4,
        "assisted|ended": 2,
        "assisted|outcome=reintegrated_successfully": 1,
        "assisted|outcome=not_reintegrated": 1,
        "assisted|reason=goals_met": 1,
        "assisted|reason=lost_contact": 1,
    }


@pytest.mark.rule("R-10")
def test_success_overtaken_later_counts_as_it_stood_at_the_date():
    case = an_assisted_person(DURING)
    a_closed_case(case, date(2009, 12, 1), outcome="reintegrated_successfully")
    case.superseded_on = date(2010, 3, 1)
    case.save()

    then = count("outcomes", as_at=date(2009, 12, 31))
    now = count("outcomes")

    assert (then["assisted|outcome=reintegrated_successfully"], then["assisted|outcome=overtaken"]) == (1, 0)
    assert (now["assisted|outcome=reintegrated_successfully"], now["assisted|outcome=overtaken"]) == (0, 1)


@pytest.mark.rule("S3-02")
def test_grants_are_added_whole_when_their_period_touches_the_reports():
    GrantFactory(amount=600, from_on=date(2007, 1, 1), to_on=date(2011, 12, 31))
    GrantFactory(amount=70, from_on=date(2010, 1, 1), to_on=date(2010, 12, 31))

    found = {key: number for key, number in count("grants").items() if number}

    assert found == {
        "grants": 1,
        "grants|euros": 600,
        "grants|kind=foundation": 1,
        "grants|kind=foundation|euros": 600,
    }


def test_no_indicator_asks_more_for_more_persons(django_assert_max_num_queries):
    for _ in range(3):
        an_episode(an_assisted_person(DURING))

    with django_assert_max_num_queries(130):
        measure(Frame(*PERIOD, AS_AT), INDICATORS)


def test_every_indicator_says_what_it_is():
    for key, indicator in INDICATORS.items():
        assert indicator.key == key
        assert indicator.name
        assert indicator.definition.endswith(".")
        assert indicator.source


@pytest.mark.rule("S3-03")
def test_counts_of_several_organisations_add_up(other_organisation):
    an_assisted_person(DURING)
    here = measure(Frame(*PERIOD, AS_AT), ["assisted", "profile"])
    with scope.enter(organisation=other_organisation):
        for _ in range(2):
            an_assisted_person(DURING)
        there = measure(Frame(*PERIOD, AS_AT), ["assisted", "profile"])

    found = add_up([here, there])

    assert (found["assisted"], found["assisted|sex=female"]) == (3, 3)
