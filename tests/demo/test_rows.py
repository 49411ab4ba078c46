"""What was written holds together: order of time, no overlaps, nothing beyond limits (R-15, R-17)."""

from datetime import timedelta

import pytest
from django.db.models import Count, F, Q, Sum

from cases.codes import CLOSED_STATUSES, Precision, RelationToAssistance
from cases.models import Case, Consent, Person, RiskAssessment, TraffickingEpisode
from reintegration.catalogue import AUTONOMOUS, SERVICES
from reintegration.instrument import FACTORS_WITH_NA
from reintegration.models import (
    FactorAssessment,
    FactorScore,
    FollowUp,
    PhasePeriod,
    PlanItem,
    ProgrammeCycle,
    ServiceDelivery,
    Setback,
)
from renate.demo.counting import Figures, count
from renate.demo.figures import shares
from renate.funding.models import Grant
from renate.kit import clock
from renate.tenancy.models import Organisation
from shelters.models import Shelter, Stay
from shelters.queries import occupancy

pytestmark = pytest.mark.rule("R-15")
FACTS = (
    (Case, "opened_on"),
    (Consent, "valid_from"),
    (FactorAssessment, "on"),
    (FollowUp, "done_on"),
    (PhasePeriod, "from_on"),
    (RiskAssessment, "on"),
    (Setback, "on"),
    (Stay, "from_on"),
)


@pytest.mark.rule("S3-60", "S3-61", "S3-62", "S3-64")
def test_rows_count_to_the_figures(network: list[Organisation]) -> None:
    parts = shares()

    expected = Figures(*(sum(getattr(part, name) for part in parts) for name in Figures.__dataclass_fields__))
    assert count() == expected
    assert expected.again > 0


def test_birth_before_experience_before_case(member: Organisation) -> None:
    episodes = TraffickingEpisode.objects.select_related("person", "case").exclude(started_on=None)

    assert episodes.count() > 5
    for episode in episodes:
        if episode.person.birth_date:
            assert episode.person.birth.earliest <= episode.started_on
        assert episode.started_on <= episode.ended_on or episode.ended_precision != Precision.DAY
        assert episode.ended_on <= episode.case.opened_on or (
            episode.case.cycles.filter(number=2, started_on__gte=episode.ended_on).exists()
        )


@pytest.mark.rule("R-10", "R-11")
def test_earlier_and_later_experiences_stand_in_order(member: Organisation) -> None:
    people = Person.objects.annotate(n=Count("episodes")).filter(n__gt=1)

    assert people.exists()
    for person in people:
        spans = {episode.relation_to_assistance: episode for episode in person.episodes.all()}
        index = spans[RelationToAssistance.INDEX]
        if before := spans.get(RelationToAssistance.BEFORE):
            assert index.started_on is None or before.ended.latest < index.started.earliest
        if after := spans.get(RelationToAssistance.AFTER):
            first = ServiceDelivery.objects.filter(case__person=person).earliest("on").on
            assert after.started.earliest > first


@pytest.mark.rule("R-10")
def test_outcomes_overtaken_by_new_exploitation_are_superseded(member: Organisation) -> None:
    for episode in TraffickingEpisode.objects.filter(relation_to_assistance=RelationToAssistance.AFTER):
        earlier = episode.person.cases.filter(opened_on__lt=episode.started_on).earliest("opened_on")
        cycles = ProgrammeCycle.objects.filter(case__person=episode.person).order_by("started_on")
        if earlier.status in CLOSED_STATUSES and earlier.closed_on < cycles.last().started_on:
            assert earlier.superseded_on >= earlier.closed_on
        assert cycles.count() == 2
        assert cycles.last().started_on >= episode.ended_on


def test_services_lie_within_their_case_and_have_a_right_price(member: Organisation) -> None:
    deliveries = ServiceDelivery.objects.all()

    assert deliveries.count() > 300
    assert not deliveries.filter(on__lt=F("case__opened_on")).exists()
    assert not deliveries.filter(on__gt=F("case__closed_on")).exists()
    assert not deliveries.filter(on__gt=clock.today()).exists()
    assert not deliveries.filter(provider_kind__in=list(AUTONOMOUS), cost__gt=0).exists()
    assert not deliveries.filter(grant__isnull=False, cost__isnull=True).exists()
    assert not deliveries.filter(Q(on__lt=F("grant__from_on")) | Q(on__gt=F("grant__to_on"))).exists()
    assert set(deliveries.values_list("service", flat=True)) <= set(SERVICES)
    assert not deliveries.exclude(service__startswith=F("category")).exists()
    assert not deliveries.filter(item__status="declined_by_person").exists()


def test_grants_pay_no_more_than_they_hold(member: Organisation) -> None:
    grants = Grant.objects.annotate(spent=Sum("deliveries__cost"))

    assert any(grant.spent for grant in grants)
    assert all((grant.spent or 0) <= grant.amount for grant in grants)


@pytest.mark.rule("R-01", "R-03")
def test_phases_follow_each_other_without_gap(member: Organisation) -> None:
    for cycle in ProgrammeCycle.objects.select_related("case"):
        periods = list(PhasePeriod.objects.filter(cycle=cycle).order_by("from_on", "pk"))
        assert periods[0].from_on == cycle.started_on
        assert periods[0].phase == cycle.entry_phase
        assert [period.to_on for period in periods[:-1]] == [period.from_on for period in periods[1:]]
        assert periods[-1].to_on == cycle.ended_on
        assert periods[-1].phase == cycle.phase
        assert cycle.phase_decided_on == periods[-1].from_on
        assert cycle.started_on >= cycle.case.opened_on
        if cycle.case.closed_on:
            assert cycle.ended_on is not None
            assert cycle.ended_on <= cycle.case.closed_on


@pytest.mark.rule("R-17")
def test_nobody_sleeps_twice_and_no_house_is_overfull(member: Organisation) -> None:
    stays = list(Stay.objects.select_related("case__person", "bed__shelter").order_by("from_on"))

    assert len(stays) > 5
    for stay in stays:
        assert stay.from_on >= stay.case.opened_on
        assert (stay.to_on or clock.today()) <= (stay.case.closed_on or clock.today())
        assert not stay.bed.shelter.accepts_sexes or stay.case.person.sex in stay.bed.shelter.accepts_sexes
        own = [other.period for other in stays if other.case_id == stay.case_id and other.pk != stay.pk]
        assert not any(stay.period.overlaps(period) for period in own)
    for shelter in Shelter.objects.all():
        for night in {stay.from_on for stay in stays}:
            there = occupancy(shelter, night)
            assert there.taken <= there.capacity
            assert there.children <= shelter.max_children


@pytest.mark.rule("S2-15")
def test_assessments_are_whole_and_their_marks_have_reasons(member: Organisation) -> None:
    rounds = FactorAssessment.objects.annotate(n=Count("scores"))

    assert rounds.count() > 40
    assert set(rounds.values_list("n", flat=True)) == {14}
    assert not rounds.filter(on__gt=F("cycle__ended_on")).exists()
    assert not rounds.filter(kind="baseline", on__lt=F("cycle__started_on") + timedelta(days=3)).exists()
    marked = FactorScore.objects.filter(mark="na")
    assert set(marked.values_list("factor", flat=True)) <= FACTORS_WITH_NA
    assert all(score.comment for score in marked)
    both = FactorScore.objects.exclude(worker_score=None).exclude(self_score=None)
    assert both.exclude(worker_score=F("self_score")).exists()
    assert FactorScore.objects.filter(mark="nk").exists()


def test_nothing_is_dated_in_the_future(member: Organisation) -> None:
    today = clock.today()

    for model, name in FACTS:
        assert not model.objects.filter(**{f"{name}__gt": today}).exists(), (model, name)


@pytest.mark.rule("S2-44", "R-18")
def test_plans_hold_now_later_never_and_what_was_declined_stays_so(member: Organisation) -> None:
    items = PlanItem.objects.select_related("goal__plan").order_by("goal__plan__version")
    declined: dict[tuple, int] = {}
    for item in items:
        key = (item.goal.plan.case_id, item.service)
        assert item.status == "declined_by_person" if key in declined else True
        if item.status == "declined_by_person":
            declined[key] = item.goal.plan.version

    assert set(items.values_list("timing", flat=True)) == {"now", "later", "never"}
    assert len(declined) > 5
