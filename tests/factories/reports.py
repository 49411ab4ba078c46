"""Small hand-made histories for figures: each line says what happened, on which day; made inside a scope."""

from datetime import date
from typing import Any

import factory

from cases.codes import CaseStatus, Exploitation, RelationToAssistance, Sex
from cases.models import Case, Person, RelatedPerson, TraffickingEpisode
from reintegration.models import FactorAssessment, FactorScore, ProgrammeCycle, ServiceDelivery
from renate.reports.models import Report, ReportRun


class ReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Report

    title = factory.Sequence(lambda n: f"Report {n}")
    period_from = date(2007, 1, 1)
    period_to = date(2010, 6, 30)
    cut_off_on = date(2010, 6, 30)
    tables = ("T1", "T2")


class ReportRunFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReportRun

    report = factory.SubFactory(ReportFactory)
    fingerprint = factory.LazyAttribute(lambda run: run.report.fingerprint)


def a_person(*, sex: str = Sex.FEMALE, born: int | None = 1988, opened: date = date(2008, 1, 10)) -> Case:
    """A person with one case."""
    person = Person.objects.create(sex=sex, birth_year=born)
    return Case.objects.create(person=person, opened_on=opened)


def a_service(case: Case, on: date, service: str = "psychosocial.individual_counselling", **fields: Any):
    """One delivery; to the person unless `recipient` is given."""
    return ServiceDelivery.objects.create(case=case, on=on, service=service, **fields)


def an_assisted_person(on: date = date(2008, 2, 1), **fields: Any) -> Case:
    """A person with one service of their own."""
    case = a_person(**fields)
    a_service(case, on)
    return case


def a_relative(case: Case, *, is_beneficiary: bool = True) -> RelatedPerson:
    """A child of the person."""
    return RelatedPerson.objects.create(person=case.person, relation="child", is_beneficiary=is_beneficiary)


def an_episode(
    case: Case,
    relation: str = RelationToAssistance.INDEX,
    purposes: tuple[str, ...] = (Exploitation.SEXUAL,),
    started_on: date | None = None,
) -> TraffickingEpisode:
    """One experience."""
    return TraffickingEpisode.objects.create(
        person=case.person,
        relation_to_assistance=relation,
        purposes=list(purposes),
        started_on=started_on,
    )


def a_cycle(
    case: Case, started_on: date, ended_on: date | None = None, outcome: str = "", number: int = 1
) -> ProgrammeCycle:
    """One run through the programme, ended or not."""
    return ProgrammeCycle.objects.create(
        case=case,
        number=number,
        started_on=started_on,
        phase_decided_on=started_on,
        ended_on=ended_on,
        end_outcome=outcome,
    )


def a_closed_case(case: Case, on: date, *, outcome: str, reason: str = "goals_met") -> ProgrammeCycle:
    """Case and cycle closed on the same day."""
    case.status, case.closed_on, case.closure_reason, case.closure_outcome = (
        CaseStatus.CLOSED, on, reason, outcome,
    )  # fmt: skip
    case.save()
    return a_cycle(case, case.opened_on, on, outcome)


def an_assessment(
    cycle: ProgrammeCycle, on: date, scores: dict[int, int], by: Any, kind: str = "periodic"
) -> FactorAssessment:
    """A final assessment with the worker's scores of some factors."""
    made = FactorAssessment.objects.create(
        cycle=cycle, case=cycle.case, kind=kind, on=on, phase_at="crisis", by=by
    )
    for factor, score in scores.items():
        FactorScore.objects.create(assessment=made, factor=factor, worker_score=score)
    FactorAssessment.objects.filter(pk=made.pk).update(status="final")
    return made
