"""Waiting, elements, rights and money, agreements, what is overdue: each against a history one can count."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import DateField, Value

from cases.codes import FirstHelp, TypeOfReturn
from cases.models import Case
from referrals.codes import AgreementKind, CoopKind, MatterKind, MatterStatus, TrainingTopic
from referrals.models import Agreement, CooperationActivity, LegalMatter, Partner
from reintegration.models import FactorAssessment, PhasePeriod, ProgrammeCycle, Training
from reintegration.rules.assessing import next_assessment
from renate.reports.indicators import INDICATORS, Frame
from renate.reports.indicators.quality import next_assessment_on
from shelters.models import BedRequest
from tests.factories.funding import GrantFactory
from tests.factories.reports import a_cycle, a_person, a_service, an_assessment, an_assisted_person

PERIOD = date(2008, 1, 1), date(2009, 12, 31)
AS_AT = date(2010, 6, 30)
DURING = date(2008, 5, 5)

pytestmark = pytest.mark.usefixtures("inside")


def found(key: str, as_at: date = AS_AT) -> dict:
    counted = INDICATORS[key].count(Frame(*PERIOD, as_at, home="AL"))
    return {name: number for name, number in counted.items() if number}


@pytest.mark.rule("S3-62")
def test_years_count_a_person_in_each_year_of_help():
    case = an_assisted_person(DURING)
    a_service(case, date(2009, 3, 1))
    a_service(case, date(2009, 4, 1))
    an_assisted_person(date(2009, 5, 1))

    assert found("years") == {"assisted|year=2008": 1, "assisted|year=2009": 2}


@pytest.mark.rule("S2-06", "S2-07", "S2-08")
def test_type_of_return_is_that_of_the_newest_case():
    case = an_assisted_person(DURING)
    Case.objects.filter(pk=case.pk).update(type_of_return=TypeOfReturn.FORCED)
    an_assisted_person(DURING)

    assert found("returned") == {"assisted|returned=forced_return_official": 1, "assisted|returned=": 1}


@pytest.mark.rule("R-01", "R-07")
def test_time_in_the_phase_counts_from_the_day_it_began_and_knows_no_later_phase(inside):
    case = an_assisted_person(DURING)
    cycle = a_cycle(case, date(2008, 1, 10))
    changed = date(2010, 5, 1)
    for phase, on, until in (("crisis", date(2008, 1, 10), changed), ("extended", changed, None)):
        PhasePeriod.objects.create(cycle=cycle, phase=phase, from_on=on, to_on=until, decided_by=inside)

    assert found("in_phase") == {"assisted|phase=extended|since=0-3": 1}
    assert found("in_phase", as_at=date(2009, 1, 1)) == {"assisted|phase=crisis|since=4-12": 1}
    assert found("months")["running|extended"] == 1
    assert "running|extended" not in found("months", as_at=date(2009, 1, 1))


@pytest.mark.rule("S1-17")
def test_waiting_for_the_first_service_runs_from_the_opening_of_the_file():
    for days in (0, 5, 5, 40):
        case = a_person(opened=DURING)
        a_service(case, DURING + timedelta(days=days))
    a_service(a_person(opened=date(2007, 1, 1)), date(2007, 2, 1))  # not new in the period

    assert found("first_service") == {
        "assisted|since=new|waited=0": 1, "assisted|since=new|waited=1-7": 2,
        "assisted|since=new|waited=31+": 1, "waited|days=0": 1, "waited|days=5": 2, "waited|days=40": 1,
    }  # fmt: skip


@pytest.mark.rule("S0-08")
def test_waiting_for_a_bed_tells_who_got_one_by_the_cut_off():
    for ended, end in ((date(2008, 5, 12), "placed"), (date(2010, 8, 1), "placed"), (None, "")):
        BedRequest.objects.create(
            case=an_assisted_person(DURING), level="crisis", urgency=1, asked_on=DURING,
            ended_on=ended, end=end,
        )  # fmt: skip

    assert found("beds") == {
        "bed": 3, "bed|level=crisis": 3, "bed|level=crisis|got": 1, "bed|level=crisis|waiting": 2,
        "bed|level=crisis|days=7": 1,
    }  # fmt: skip


@pytest.mark.rule("S3-13", "S3-27")
def test_an_element_is_as_stable_as_its_lowest_factor(inside):
    cycle = a_cycle(an_assisted_person(DURING), date(2008, 1, 10))
    an_assessment(cycle, date(2009, 3, 1), {1: 4, 5: 5, 3: 4, 8: 3, 9: 2, 10: 5}, inside)

    elements = found("elements")

    assert elements == {
        "assessed|at=crisis": 1,
        "assessed|element=safe|lowest=stable": 1,
        "assessed|element=safe|lowest=stable|at=crisis": 1,
        "assessed|element=standard_of_living|lowest=supported": 1,
        "assessed|element=well_being|lowest=intensive": 1,
        "assessed|element=opportunity|lowest=none": 1,
        "assessed|element=social_support|lowest=none": 1,
    }


@pytest.mark.rule("S2-49", "S2-53")
def test_trainings_tell_stipends_demand_and_usual_trades():
    for stipend, trade, checked in ((100, "sewing", False), (None, "it", True)):
        Training.objects.create(
            case=an_assisted_person(DURING), title="Course", kind="vocational", trade=trade,
            from_on=DURING, stipend=stipend, market_demand_checked=checked,
        )  # fmt: skip

    trained = found("trainings")

    names = ("trained", "trained|stipend", "stipend|euros", "trained|checked", "trained|few_trades")
    assert [trained[name] for name in names] == [2, 1, Decimal(100), 1, 1]
    assert trained["trained|sex=female"] == 2


@pytest.mark.rule("S1-03", "S1-04", "S3-25")
def test_rights_and_compensation_are_counted_by_the_cut_off():
    told, helped, other = (an_assisted_person(DURING) for _ in range(3))
    a_service(told, DURING, "legal.rights_information")
    Case.objects.filter(pk=helped.pk).update(first_help=[FirstHelp.RIGHTS])
    a_service(other, date(2010, 8, 1), "legal.rights_information")
    LegalMatter.objects.create(
        case=told, kind=MatterKind.CIVIL_COMPENSATION, country="AL", role="claimant",
        status=MatterStatus.values[0], status_on=DURING, compensation_claimed=900, compensation_awarded=400,
    )  # fmt: skip

    assert found("rights") == {"assisted|informed": 2}
    assert found("compensation") == {
        "parties|claimed": 1, "claimed|euros": 900, "parties|awarded": 1, "awarded|euros": 400,
    }  # fmt: skip


@pytest.mark.rule("S3-70", "S3-79", "S3-66")
def test_cooperation_tells_topics_countries_and_agreements(inside):
    for country in ("AL", "RS"):
        CooperationActivity.objects.create(
            kind=CoopKind.TRAINING_OTHERS, on=DURING, country=country, title="Seminar", by=inside,
            topics=[TrainingTopic.BURNOUT, TrainingTopic.LEGAL], participants={"police": 7},
        )  # fmt: skip
    partner = Partner.objects.create(name="Court", kind="court_or_prosecution", country="AL")
    for signed, until in ((DURING, None), (date(2007, 1, 1), date(2009, 1, 1))):
        Agreement.objects.create(partner=partner, kind=AgreementKind.MOU, signed_on=signed, valid_until=until)

    cooperation = found("cooperation")

    assert cooperation["trainings|topic=burnout"] == 2
    assert (cooperation["held|country=AL"], cooperation["audience|group=police"]) == (1, 14)
    assert found("agreements") == {"agreements|signed=mou": 1, "agreements|force=mou": 1}


@pytest.mark.rule("S2-15")
def test_the_next_assessment_is_the_same_in_the_database_as_by_the_rule(inside):
    started = date(2008, 1, 31)
    for days in (None, 0, 29, 62, 150, 366, 850, 1200):
        cycle = a_cycle(an_assisted_person(DURING), started)
        if days is not None:
            an_assessment(cycle, started + timedelta(days=days), {1: 3}, inside)
    last = FactorAssessment.objects.filter(cycle__isnull=False)
    by_cycle = dict(last.values_list("cycle", "on"))

    for cycle in ProgrammeCycle.objects.all():
        made = by_cycle.get(cycle.pk)
        known = ProgrammeCycle.objects.annotate(last=Value(made, output_field=DateField()))
        row = known.annotate(due=next_assessment_on()).get(pk=cycle.pk)
        assert row.due == next_assessment(started, "crisis", made), made

    assert found("overdue") == {"assessing": 8, "assessing|late": 7}


@pytest.mark.rule("S3-02", "S3-77", "S1-16")
def test_each_grant_stands_with_its_spending_and_services_with_their_cost():
    grant = GrantFactory(amount=600, from_on=date(2007, 1, 1), to_on=date(2011, 12, 31))
    a_service(an_assisted_person(DURING), DURING, grant=grant, cost=50)

    stem = f"each grant|{grant.code} · {grant.donor.name}"
    assert found("each_grant") == {f"{stem}|amount": 600, f"{stem}|persons": 1, f"{stem}|spent": 50}
    assert found("charged") == {"charged|service=psychosocial": 1, "charged|service=psychosocial|euros": 50}
