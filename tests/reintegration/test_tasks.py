"""The sweep: reminders exactly once, however many sweeps run (domain 2.8, R-02, R-24)."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connections

from reintegration import operations
from reintegration.models import FollowUp
from reintegration.tasks import sweep_follow_ups
from renate.notices.models import Notice
from renate.notices.tasks import send_waiting_mails
from renate.tenancy import scope
from tests.factories.reintegration import open_file

DAY = date(2026, 6, 22)
NOON = datetime(2026, 6, 22, 12, tzinfo=UTC)


def _open(member, count):
    week_before = NOON - timedelta(days=7)
    here = scope.enter(organisation=member.organisation_id, user=member.user_id)
    with time_machine.travel(week_before, tick=False), here:
        for number in range(count):
            open_file(member, week_before.date(), name=f"Arta Leka {number}")


@pytest.fixture
def due(worker):
    """Three follow-ups of one worker are due on the day: opened a week before."""
    _open(worker, 3)


def counted(worker):
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        return Notice.objects.count()


@pytest.mark.django_db
def test_sweep_reminds_once_in_every_organisation(worker, stranger, due):
    _open(stranger, 1)

    with time_machine.travel(NOON, tick=False):
        taken = [sweep_follow_ups(), sweep_follow_ups()]

    assert taken == [4, 0]
    assert counted(worker) == 3
    assert counted(stranger) == 1


@pytest.mark.django_db
def test_today_is_the_organisations_own_day(worker, due):
    before_midnight_utc = datetime(2026, 6, 21, 22, 30, tzinfo=UTC)  # 00:30 on the 22nd in Tirana

    with time_machine.travel(before_midnight_utc, tick=False):
        sweep_follow_ups()

    assert counted(worker) == 3


@pytest.mark.django_db
def test_trouble_in_one_organisation_keeps_no_other_waiting(worker, stranger, due, monkeypatch):
    remind = operations.remind_follow_ups

    def failing(*, on, limit):
        if scope.organisation_id() == stranger.organisation_id:
            raise RuntimeError
        return remind(on=on, limit=limit)

    monkeypatch.setattr(operations, "remind_follow_ups", failing)
    with time_machine.travel(NOON, tick=False):
        sweep_follow_ups()

    assert counted(worker) == 3


@pytest.mark.django_db
@pytest.mark.rule("R-24")
def test_one_mail_a_day_names_nobody_no_service_and_no_place(worker, due, mailoutbox):
    with time_machine.travel(NOON, tick=False):
        for _ in range(2):
            sweep_follow_ups()
            send_waiting_mails()

    [mail] = mailoutbox
    assert mail.subject == "Tasks due: 3"
    text = f"{mail.subject} {mail.body}".lower()
    telling = ("arta", "leka", "harbour", "crisis", "follow", "counsel", "shelter", "tirana", "traffick")
    assert [word for word in telling if word in text] == []


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_two_sweeps_at_once_remind_once(worker, due):
    barrier, failed = Barrier(2), []

    def sweep():
        try:
            barrier.wait(timeout=20)
            for _ in range(3):
                sweep_follow_ups()
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    with time_machine.travel(NOON, tick=False):
        threads = [Thread(target=sweep) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)

    assert failed == []
    assert counted(worker) == 3
    with scope.enter(organisation=worker.organisation_id):
        days = set(FollowUp.objects.filter(due_on=DAY).values_list("remind_on", "reminded_on"))
    assert days == {(DAY + timedelta(days=1), DAY)}
