"""The days of case files in the one list of everything due: each reminder exactly once (R-16, R-22…R-24)."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from cases.codes import (
    CaseStatus,
    Confidentiality,
    ConsentDecision,
    ConsentPurpose,
    DocumentStatus,
    NotAnswered,
)
from cases.tasks import sweep_ended_grants
from renate.accounts.roles import Role
from renate.notices import due
from renate.notices.due import due_between
from renate.notices.models import Notice
from renate.notices.operations import remind_due
from renate.tenancy import scope
from tests.factories.accounts import MembershipFactory
from tests.factories.cases import (
    CaseFactory,
    ConsentFactory,
    ContactPlanFactory,
    DocumentFactory,
    NeedsAssessmentFactory,
    ReflectionPeriodFactory,
    ResidenceFactory,
    RiskAssessmentFactory,
    TeamMemberFactory,
)

NOON = datetime(2026, 6, 22, 12, tzinfo=UTC)
TODAY = NOON.date()
KINDS = [
    "birthday", "consent", "contact-plan", "document", "first-needs", "reflection", "residence",
    "risk-review", "urgent-needs",
]  # fmt: skip


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def here(member):
    return scope.enter(organisation=member.organisation_id, user=member.user_id)


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def all_kinds(member) -> None:
    """Each of the kinds is due today, once; who refused to be assessed is asked for what is urgent only."""
    case = CaseFactory(
        case_manager=member, person__legal_name="Arta Leka", opened_on=in_days(-100), assessed=True,
        person__birth_date=date(2008, 9, 20), person__birth_precision="day",
    )  # fmt: skip
    DocumentFactory(person=case.person, expires_on=in_days(60))
    ResidenceFactory(person=case.person, valid_to=in_days(30))
    ReflectionPeriodFactory(case=case, from_on=in_days(-23))
    ConsentFactory(case=case, valid_until=in_days(14))
    ContactPlanFactory(case=case, check_on=TODAY)
    RiskAssessmentFactory(case=case, on=in_days(-90))
    CaseFactory(case_manager=member, opened_on=in_days(-14))
    refuse(CaseFactory(case_manager=member, opened_on=in_days(-3)))


def refuse(case) -> None:
    ConsentFactory(case=case, purpose=ConsentPurpose.ASSESSMENT, decision=ConsentDecision.REFUSED)


def remind(member, days: int = 0) -> int:
    with here(member):
        return remind_due(on=in_days(days))


def kinds(member) -> list[str]:
    with here(member):
        return sorted(subject.split(":")[0] for subject in Notice.objects.values_list("subject", flat=True))


@pytest.mark.django_db
@pytest.mark.rule("R-16", "R-22", "R-23")
def test_each_kind_is_reminded_of_once_in_its_organisation(worker, stranger, noon):
    with here(worker):
        all_kinds(worker)

    assert [remind(worker), remind(worker), remind(stranger)] == [9, 0, 0]
    assert kinds(worker) == KINDS


@pytest.mark.django_db
@pytest.mark.rule("R-23")
def test_each_step_reminds_and_a_late_entry_only_of_the_newest(worker, noon):
    with here(worker):
        DocumentFactory(person=CaseFactory(assessed=True, case_manager=worker).person, expires_on=in_days(45))

    told = [remind(worker, day) for day in (0, 14, 15, 16, 60, 80)]

    assert told == [1, 0, 1, 0, 0, 0]


@pytest.mark.django_db
def test_what_has_to_be_done_is_told_again_and_then_to_the_coordinator(worker, coordinator, noon):
    with here(worker):
        case = CaseFactory(assessed=True, case_manager=worker)
        ContactPlanFactory(case=case, check_on=TODAY)

    told = [remind(worker, day) for day in (0, 1, 6, 7, 8)]

    assert told == [1, 1, 0, 1, 0]
    with here(worker):
        assert list(Notice.objects.filter(to=coordinator).values_list("kind", "day")) == [
            ("review_overdue", in_days(7))
        ]


@pytest.mark.django_db
def test_renewed_document_reminds_anew(worker, noon):
    with here(worker):
        document = DocumentFactory(
            person=CaseFactory(assessed=True, case_manager=worker).person, expires_on=in_days(90)
        )
    first = remind(worker)
    with here(worker):
        document.expires_on = in_days(61)
        document.save()

    assert (first, remind(worker, 1), remind(worker, 1)) == (1, 1, 0)


@pytest.mark.django_db
def test_closed_case_lost_document_ended_period_and_old_plan_remind_nobody(worker, noon):
    with here(worker):
        closed = CaseFactory(
            case_manager=worker, status=CaseStatus.CLOSED, closed_on=in_days(-2), closure_reason="goals_met",
            closure_outcome="reintegrated",
        )  # fmt: skip
        DocumentFactory(person=closed.person, expires_on=in_days(30))
        ContactPlanFactory(case=closed, check_on=TODAY)
        case = CaseFactory(assessed=True, case_manager=worker, opened_on=in_days(-100))
        DocumentFactory(person=case.person, expires_on=in_days(30), status=DocumentStatus.LOST)
        ReflectionPeriodFactory(
            case=case, from_on=in_days(-23), ended_on=in_days(-1), ended_reason="withdrawn"
        )
        ContactPlanFactory(case=case, check_on=in_days(-1), is_current=False)
        RiskAssessmentFactory(case=case, on=in_days(-95))
        RiskAssessmentFactory(case=case, on=in_days(-1))

    assert remind(worker) == 0


@pytest.mark.django_db
def test_case_without_an_active_manager_is_the_coordinators(worker, coordinator, noon):
    with here(worker):
        left = MembershipFactory(role=Role.CASE_MANAGER, is_active=False)
        case = CaseFactory(assessed=True, case_manager=left)
        ContactPlanFactory(case=case, check_on=TODAY)
    first = remind(worker)
    with here(worker):
        case.case_manager = worker
        case.save()

    assert (first, remind(worker)) == (1, 1)
    with here(worker):
        assert sorted(Notice.objects.values_list("to", flat=True)) == sorted([coordinator.pk, worker.pk])


@pytest.mark.django_db
def test_sealed_case_is_told_to_coordinators_who_may_open_it_only(worker, coordinator, noon):
    with here(worker):
        sealed = CaseFactory(assessed=True, case_manager=worker, confidentiality=Confidentiality.SEALED)
        ContactPlanFactory(case=sealed, check_on=in_days(-7))

    remind(worker)

    with here(worker):
        assert list(Notice.objects.values_list("to", flat=True)) == [worker.pk]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions_however_many_cases(
    worker, noon, count, django_assert_num_queries, monkeypatch
):
    with here(worker):
        for _number in range(count):
            all_kinds(worker)

    # Whose cases, all rows of all sources, sealed birth dates, the codes of the cases.
    monkeypatch.setattr(due, "SOURCES", {key: due.SOURCES[key] for key in KINDS})

    with here(worker), django_assert_num_queries(4):
        rows = due_between(worker, in_days(-30), in_days(120))

    assert sorted(row.source for row in rows) == sorted(KINDS * count)
    assert {row.link for row in rows} == {f"/cases/{row.url.split('/')[2]}/" for row in rows}


@pytest.mark.django_db
def test_ended_grants_are_swept_in_every_organisation(worker, stranger, noon):
    for member in (worker, stranger):
        with here(member):
            TeamMemberFactory(case=CaseFactory(case_manager=member), to_on=in_days(-1))

    assert [sweep_ended_grants(), sweep_ended_grants()] == [2, 0]


def told_on(member, noon, *days: int) -> dict[int, set[tuple[str, str]]]:
    """Which of these days after today → what whoever was told of there."""
    told = {}
    for day in days:
        noon.move_to(NOON + timedelta(days=day))
        with here(member):
            before = set(Notice.objects.values_list("pk", flat=True))
            remind_due(on=in_days(day))
            new = Notice.objects.exclude(pk__in=before).values_list("subject", "to__role")
            if found := {(subject.split(":")[0], role) for subject, role in new}:
                told[day] = found
    return told


@pytest.mark.django_db
@pytest.mark.rule("R-23", "R-24", "S2-10")
def test_a_file_in_which_nothing_was_asked_is_told_of_until_its_needs_are_assessed(worker, coordinator, noon):
    with here(worker):
        case = CaseFactory(case_manager=worker, opened_on=TODAY)

    told = told_on(worker, noon, 2, 3, 4, 5, 6, 13, 14, 15, 21, 22)

    urgent, first = "urgent-needs", "first-needs"
    assert told == {
        3: {(urgent, "case_manager")}, 4: {(urgent, "case_manager")}, 5: {(urgent, "coordinator")},
        14: {(first, "case_manager")}, 15: {(first, "case_manager")}, 21: {(first, "coordinator")},
    }  # fmt: skip
    with here(worker):
        [due_now] = due_between(worker, TODAY, in_days(30))
        assert (due_now.due_on, due_now.link) == (in_days(14), f"/cases/{case.ref}/")
        NeedsAssessmentFactory(case=case)
        assert due_between(worker, TODAY, in_days(30)) == []


@pytest.mark.django_db
@pytest.mark.rule("S2-10", "R-23")
def test_an_urgent_need_a_reason_or_a_round_is_an_answer(worker, noon):
    with here(worker):
        new = {"case_manager": worker, "opened_on": in_days(-3)}
        CaseFactory(urgent_needs=["medical"], **new)
        for reason in NotAnswered.values:
            CaseFactory(not_answered={"urgent_needs": reason}, **new)
        CaseFactory(assessed=True, **new)
        silent = CaseFactory(not_answered={"with_police": "declined"}, **new)

        rows = due_between(worker, in_days(-30), in_days(5))

        assert [(row.source, row.ref) for row in rows] == [("urgent-needs", silent.person.case_code)]


@pytest.mark.django_db
@pytest.mark.rule("R-23")
def test_a_file_from_long_before_makes_one_reminder_for_each_and_who_refused_none_of_a_round(
    worker, coordinator, noon
):
    with here(worker):
        CaseFactory(case_manager=worker, opened_on=in_days(-2000))
        refused = CaseFactory(case_manager=worker, urgent_needs=["medical"], opened_on=in_days(-2000))
        refuse(refused)
        NeedsAssessmentFactory(case=refused, repeat_on=in_days(-100))

    told = told_on(worker, noon, 0, 1, 8)

    assert told == {0: {("first-needs", "case_manager"), ("first-needs", "coordinator")}}
    with here(worker):
        assert Notice.objects.count() == 2
