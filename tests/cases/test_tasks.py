"""The sweep of what expires: each reminder exactly once (R-22, R-23, R-24)."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connections

from cases import operations, tasks
from cases.codes import CaseStatus, DocumentStatus
from cases.tasks import sweep_ended_grants, sweep_expiries
from renate.accounts.roles import Role
from renate.notices.models import Notice, OutgoingMail
from renate.notices.tasks import send_waiting_mails
from renate.tenancy import scope
from tests.factories.accounts import MembershipFactory
from tests.factories.cases import (
    CaseFactory,
    ConsentFactory,
    ContactPlanFactory,
    DocumentFactory,
    ReflectionPeriodFactory,
    ResidenceFactory,
    RiskAssessmentFactory,
    TeamMemberFactory,
)

NOON = datetime(2026, 6, 22, 12, tzinfo=UTC)
TODAY = NOON.date()


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def here(member):
    return scope.enter(organisation=member.organisation_id, user=member.user_id)


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def all_kinds(member) -> None:
    """One case in which each of the six kinds is due today."""
    case = CaseFactory(case_manager=member, person__legal_name="Arta Leka", opened_on=in_days(-100))
    DocumentFactory(person=case.person, expires_on=in_days(60))
    ResidenceFactory(person=case.person, valid_to=in_days(30))
    ReflectionPeriodFactory(case=case, from_on=in_days(-23))
    ConsentFactory(case=case, valid_until=in_days(14))
    ContactPlanFactory(case=case, check_on=TODAY)
    RiskAssessmentFactory(case=case, on=in_days(-90))


@pytest.fixture
def due(worker, noon):
    with here(worker):
        all_kinds(worker)


def keys(member) -> list[str]:
    with here(member):
        return sorted(key.split(":")[1] for key in Notice.objects.values_list("key", flat=True))


def counted(member):
    with here(member):
        return Notice.objects.count(), OutgoingMail.objects.count()


KINDS = ["consent", "contact_plan", "document", "reflection", "residence", "risk_review"]


@pytest.mark.django_db
@pytest.mark.rule("R-22", "R-23")
def test_sweep_reminds_once_of_each_kind_in_every_organisation(worker, stranger, due):
    with here(stranger):
        all_kinds(stranger)

    assert [sweep_expiries(), sweep_expiries()] == [12, 0]
    assert keys(worker) == keys(stranger) == KINDS
    assert counted(worker) == (6, 6)


@pytest.mark.django_db
@pytest.mark.rule("R-24")
def test_mail_and_notice_name_nobody(worker, due, mailoutbox):
    sweep_expiries()
    send_waiting_mails()

    assert len(mailoutbox) == 6
    text = " ".join(f"{mail.subject} {mail.body}" for mail in mailoutbox).lower()
    telling = ("arta", "leka", "harbour", "tirana", "traffick", "passport", "consent", "risk", "reflection")
    assert [word for word in telling if word in text] == []


@pytest.mark.django_db
@pytest.mark.rule("R-23")
def test_each_step_reminds_and_a_late_entry_only_of_the_newest(worker, noon):
    with here(worker):
        case = CaseFactory(case_manager=worker)
        DocumentFactory(person=case.person, expires_on=in_days(45))

    told = []
    for day in (0, 14, 15, 16, 60, 80):
        noon.move_to(NOON + timedelta(days=day))
        told.append(sweep_expiries())

    assert told == [1, 0, 1, 0, 0, 0]


@pytest.mark.django_db
def test_renewed_document_reminds_anew(worker, noon):
    with here(worker):
        document = DocumentFactory(person=CaseFactory(case_manager=worker).person, expires_on=in_days(90))
    first = sweep_expiries()
    with here(worker):
        document.expires_on = in_days(60)
        document.save()

    assert (first, sweep_expiries(), sweep_expiries()) == (1, 1, 0)


@pytest.mark.django_db
def test_closed_case_lost_document_ended_period_and_old_plan_remind_nobody(worker, noon):
    with here(worker):
        closed = CaseFactory(
            case_manager=worker, status=CaseStatus.CLOSED, closed_on=in_days(-2), closure_reason="goals_met",
            closure_outcome="reintegrated",
        )  # fmt: skip
        DocumentFactory(person=closed.person, expires_on=in_days(30))
        ContactPlanFactory(case=closed, check_on=TODAY)
        case = CaseFactory(case_manager=worker, opened_on=in_days(-100))
        DocumentFactory(person=case.person, expires_on=in_days(30), status=DocumentStatus.LOST)
        ReflectionPeriodFactory(
            case=case, from_on=in_days(-23), ended_on=in_days(-1), ended_reason="withdrawn"
        )
        ContactPlanFactory(case=case, check_on=in_days(-1), is_current=False)
        RiskAssessmentFactory(case=case, on=in_days(-95))
        RiskAssessmentFactory(case=case, on=in_days(-1))

    assert sweep_expiries() == 0


@pytest.mark.django_db
def test_case_without_an_active_manager_waits_for_one(worker, noon, cast):
    with here(worker):
        left = MembershipFactory(role=Role.CASE_MANAGER, is_active=False)
        case = CaseFactory(case_manager=left)
        ContactPlanFactory(case=case, check_on=TODAY)
    before = sweep_expiries()
    with here(worker):
        case.case_manager = worker
        case.save()

    assert (before, sweep_expiries()) == (0, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_sweep_asks_the_same_number_of_questions_however_many_cases(
    worker, noon, count, django_assert_num_queries
):
    with here(worker):
        for _number in range(count):
            all_kinds(worker)
    sweep_expiries()

    with here(worker), django_assert_num_queries(9):
        assert operations.remind_expiries(on=TODAY) == 0


@pytest.mark.django_db
def test_sweep_goes_on_until_everything_is_told(worker, due, monkeypatch):
    few = operations.remind_expiries
    monkeypatch.setattr(tasks, "BATCH", 2)
    monkeypatch.setattr(tasks, "remind_expiries", lambda on: few(on=on, limit=2))

    assert sweep_expiries() == 6


@pytest.mark.django_db
def test_trouble_in_one_organisation_keeps_no_other_waiting(worker, stranger, due, monkeypatch):
    remind = operations.remind_expiries

    def failing(*, on):
        if scope.organisation_id() == stranger.organisation_id:
            raise RuntimeError
        return remind(on=on)

    monkeypatch.setattr(tasks, "remind_expiries", failing)

    assert sweep_expiries() == 6


@pytest.mark.django_db
def test_ended_grants_are_swept_in_every_organisation(worker, stranger, noon):
    for member in (worker, stranger):
        with here(member):
            TeamMemberFactory(case=CaseFactory(case_manager=member), to_on=in_days(-1))

    assert [sweep_ended_grants(), sweep_ended_grants()] == [2, 0]


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_two_sweeps_at_once_remind_once(worker, due):
    barrier, failed = Barrier(2), []

    def sweep():
        try:
            barrier.wait(timeout=20)
            sweep_expiries()
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert failed == []
    assert counted(worker) == (6, 6)
