"""Waiting, elements, rights and money, agreements, what is overdue: each against a history one can count."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import DateField, Value

from cases.codes import FirstHelp, Residence, TypeOfReturn
from cases.models import Case, ResidenceStatus
from cases.operations.supervision import record_supervision
from referrals.codes import AgreementKind, CoopKind, MatterKind, MatterStatus, TrainingTopic
from referrals.models import Agreement, CooperationActivity, LegalMatter, Partner, ReturnProcess
from reintegration.models import FactorAssessment, PhasePeriod, ProgrammeCycle, SelfRating, Setback, Training
from reintegration.rules.assessing import next_assessment
from renate.reports.indicators import INDICATORS, Frame
from renate.reports.indicators.quality import next_assessment_on
from shelters.models import BedRequest
from tests.factories.funding import DonorFactory, GrantFactory
from tests.factories.reports import (
    a_cycle,
    a_person,
    a_service,
    an_assessment,
    an_assisted_person,
    an_episode,
)

PERIOD = date(2008, 1, 1), date(2009, 12, 31)
AS_AT = date(2010, 6, 30)
RUNNING = {"from_on": date(2007, 1, 1), "to_on": date(2011, 12, 31)}
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


@pytest.mark.rule("S2-06", "S2-07", "S2-08", "T6")
def test_type_of_return_is_that_of_the_newest_case():
    case = an_assisted_person(DURING)
    Case.objects.filter(pk=case.pk).update(type_of_return=TypeOfReturn.FORCED)
    an_assisted_person(DURING)

    assert found("returned") == {"assisted|returned=forced_return_official": 1, "assisted|returned=": 1}


@pytest.mark.rule("R-01", "R-07", "T7")
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


@pytest.mark.rule("S1-17", "T8")
def test_waiting_for_the_first_service_runs_from_the_opening_of_the_file():
    for days in (0, 5, 5, 40):
        case = a_person(opened=DURING)
        a_service(case, DURING + timedelta(days=days))
    a_service(a_person(opened=date(2007, 1, 1)), date(2007, 2, 1))  # not new in the period

    assert found("first_service") == {
        "assisted|since=new|waited=0": 1, "assisted|since=new|waited=1-7": 2,
        "assisted|since=new|waited=31+": 1, "waited|days=0": 1, "waited|days=5": 2, "waited|days=40": 1,
    }  # fmt: skip


@pytest.mark.rule("S0-08", "T9")
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


@pytest.mark.rule("S3-13", "S3-27", "T10")
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


@pytest.mark.rule("S2-49", "S2-53", "T12")
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


@pytest.mark.rule("S1-03", "S1-04", "S3-25", "T15")
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


@pytest.mark.rule("S3-70", "S3-79", "S3-66", "T17", "T18")
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


@pytest.mark.rule("S3-66", "T17")
def test_supervision_counts_times_and_members(inside, coordinator):
    for on, members, kind in (
        (DURING, [inside, coordinator], "group"),
        (DURING, [inside], "individual"),
        (date(2012, 1, 1), [inside], "group"),
    ):
        record_supervision(by=coordinator, on=on, members=members, kind=kind)

    supervision = found("supervision")

    assert (supervision["supervision|times"], supervision["supervision|staff"]) == (3, 2)
    assert (supervision["supervision|group|times"], supervision["supervision|group|staff"]) == (2, 2)
    assert "supervision|after_event|times" not in supervision


@pytest.mark.rule("S2-15", "T22")
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


@pytest.mark.rule("S3-02", "S3-77", "S1-16", "T21")
def test_each_grant_stands_with_its_spending_and_services_with_their_cost():
    grant = GrantFactory(amount=600, **RUNNING)
    a_service(an_assisted_person(DURING), DURING, grant=grant, cost=50)

    stem = f"each grant|{grant.code} · {grant.donor.name}"
    assert found("each_grant") == {f"{stem}|amount": 600, f"{stem}|persons": 1, f"{stem}|spent": 50}
    assert found("charged") == {"charged|service=psychosocial": 1, "charged|service=psychosocial|euros": 50}


@pytest.mark.rule("T3", "S3-75")
def test_origin_is_seen_from_the_country_of_the_organisation_and_residence_as_it_stood():
    for country, status, until in (("AL", "", None), ("RO", "temporary", date(2012, 1, 1)), ("", "", None)):
        person = an_assisted_person(DURING).person
        type(person).objects.filter(pk=person.pk).update(citizenship=country)
        if status:
            kind = Residence.values[1]
            ResidenceStatus.objects.create(person=person, kind=kind, country="AL", valid_to=until)

    stem = "assisted|nationality"
    assert found("nationality") == {f"{stem}=national": 1, f"{stem}=eu": 1, f"{stem}=unknown": 1}
    assert found("residence")[f"assisted|residence={Residence.values[1]}"] == 1


@pytest.mark.rule("T5", "S1-05", "S1-06", "S1-07", "S1-11")
def test_recruitment_is_that_of_the_experience_that_led_to_assistance():
    episode = an_episode(an_assisted_person(DURING))
    type(episode).objects.filter(pk=episode.pk).update(
        recruitment_method="online_social_network", recruitment_location_type="street",
        recruiter_role="recruiter_intermediary",
    )  # fmt: skip
    an_assisted_person(DURING)

    assert found("recruited_by") == {
        "assisted|recruited_by=online_social_network": 1, "assisted|recruited_by=": 1,
    }  # fmt: skip
    assert found("online") == {"assisted|online=yes": 1, "assisted|online=unknown": 1}
    assert found("recruiter")["assisted|recruiter=recruiter_intermediary"] == 1


@pytest.mark.rule("T11", "S3-81")
def test_the_last_answer_by_the_cut_off_counts(inside):
    cycle = a_cycle(an_assisted_person(DURING), date(2008, 1, 10))
    for on, percent in ((date(2008, 3, 1), 20), (date(2009, 3, 1), 70), (date(2010, 9, 1), 90)):
        made = an_assessment(cycle, on, {}, inside)
        SelfRating.objects.create(assessment=made, success_percent=percent, intends_to_remigrate="no")

    assert found("ratings") == {"rated": 1, "rated|percent=70": 1}
    assert found("remigration") == {"assisted|remigration=no": 1}


@pytest.mark.rule("T16", "R-40")
def test_returns_stand_at_the_highest_stage_with_a_step_done(inside):
    journey = ReturnProcess.objects.create(
        case=an_assisted_person(DURING), kind="identified_victim_official", from_country="IT",
        to_country="AL", opened_on=DURING,
    )  # fmt: skip
    for stage, code, on in ((1, "joint_risk", DURING), (2, "papers", date(2010, 9, 1))):
        journey.steps.create(stage=stage, code=code, state="done", done_on=on, done_by=inside)

    assert found("returns") == {
        "returning": 1, "returning|risk": 1, "returning|stage=1": 1,
        "returning|kind=identified_victim_official": 1,
    }  # fmt: skip


@pytest.mark.rule("T19", "S3-67", "S3-72", "S3-74")
def test_models_populations_and_difficult_situations_never_tell_of_pregnancy():
    case = an_assisted_person(DURING)
    flags = ["pregnant_through_trafficking", "dependants"]
    Case.objects.filter(pk=case.pk).update(
        model_of_care="res_shelter", target_population="vot", complexity=flags
    )

    assert found("model") == {"assisted|model=res_shelter": 1}
    assert found("population") == {"assisted|population=vot": 1}
    assert found("difficult") == {"assisted|difficult=dependants": 1, "assisted|difficult": 1}


@pytest.mark.rule("T20", "S3-71", "S3-77", "S3-78")
def test_sustainability_tells_sources_by_kind_and_services_by_the_state():
    GrantFactory(amount=600, donor=DonorFactory(kind="social_enterprise"), **RUNNING)
    a_service(an_assisted_person(DURING), DURING, provider_kind="state_service")

    assert found("grants")["grants|kind=social_enterprise|euros"] == 600
    assert found("state") == {"deliveries": 2, "deliveries|by=state": 1}


@pytest.mark.rule("T14", "S3-49")
def test_setbacks_of_health_are_one_kind_whatever_the_illness():
    case = an_assisted_person(DURING)
    for kind in ("mental_health_crisis", "substance_relapse", "job_loss"):
        Setback.objects.create(case=case, on=DURING, kind=kind, severity=1, effect="none")

    met = found("setbacks")

    assert {key: n for key, n in met.items() if "setback=" in key} == {
        "ever|setback=health": 1, "ever|setback=job_loss": 1,
    }  # fmt: skip
