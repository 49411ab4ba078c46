"""Mails leave once under one Message-ID, say nothing telling, and are given up after eight attempts."""

from datetime import timedelta
from smtplib import SMTPException

import pytest
import time_machine
from django.core.mail import EmailMessage

from renate.accounts.models import Membership
from renate.kit import clock
from renate.notices import operations
from renate.notices.codes import MailState, NoticeKind
from renate.notices.models import OutgoingMail
from renate.notices.tasks import send_waiting_mails
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories.accounts import MembershipFactory, UserFactory


def _post(to: Membership, key: str = "a") -> OutgoingMail:
    operations.post_notice(to=to, key=key, kind=NoticeKind.FOLLOW_UP_DUE, ref="7Q2K-M4", url="/cases/x/")
    return OutgoingMail.objects.get(notice__key=key)


def _now(mail: OutgoingMail) -> OutgoingMail:
    return OutgoingMail.objects.get(pk=mail.pk)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mail server is not there."""

    def send(message: EmailMessage, **kwargs: object) -> int:
        raise SMTPException

    monkeypatch.setattr(EmailMessage, "send", send)


@pytest.fixture
def mail(inside: Membership) -> OutgoingMail:
    return _post(inside)


@pytest.mark.rule("R-24")
def test_a_mail_names_nobody_and_nothing(inside: Membership, mailoutbox: list) -> None:
    member = MembershipFactory(user=UserFactory(full_name="Mira Kola"))
    _post(member)

    send_waiting_mails()

    [sent] = mailoutbox
    text = f"{sent.subject}\n{sent.body}".lower()
    assert sent.subject == "Task due for ref 7Q2K-M4"
    assert sent.to == [member.user.email]
    telling = ["mira", "kola", "harbour", "follow", "traffick", "shelter", "victim", "health", "rescue"]
    assert [word for word in telling if word in text] == []


def test_a_sent_mail_is_not_sent_again(mail: OutgoingMail, mailoutbox: list) -> None:
    assert [send_waiting_mails(), send_waiting_mails()] == [1, 0]

    assert len(mailoutbox) == 1
    assert (_now(mail).state, _now(mail).sent_at is not None) == (MailState.SENT, True)


def test_a_leased_mail_is_left_to_its_worker(mail: OutgoingMail) -> None:
    assert operations.lease_mails() == [mail]
    assert operations.lease_mails() == []


def test_the_mail_of_a_worker_that_died_is_taken_up_under_the_same_message_id(
    mail: OutgoingMail, mailoutbox: list
) -> None:
    [taken] = operations.lease_mails()
    operations.send_mail(taken)

    with time_machine.travel(clock.now() + operations.LEASE + timedelta(seconds=1)):
        send_waiting_mails()

    assert len(mailoutbox) == 2
    assert {sent.extra_headers["Message-ID"] for sent in mailoutbox} == {mail.message_id}


def test_a_failed_mail_waits_for_the_next_run(mail: OutgoingMail, failing: None) -> None:
    assert send_waiting_mails() == 0

    assert (_now(mail).state, _now(mail).attempts, _now(mail).leased_until) == (MailState.WAITING, 1, None)


def test_after_eight_attempts_a_mail_is_given_up(mail: OutgoingMail, failing: None) -> None:
    for _ in range(10):
        send_waiting_mails()

    assert (_now(mail).state, _now(mail).attempts) == (MailState.FAILED, 8)


def test_a_mail_that_ends_its_worker_each_time_is_given_up_too(mail: OutgoingMail) -> None:
    moment = clock.now()
    for _ in range(10):
        moment += operations.LEASE + timedelta(seconds=1)
        with time_machine.travel(moment, tick=False):
            operations.lease_mails()

    assert (_now(mail).state, _now(mail).attempts) == (MailState.FAILED, 8)


def test_a_late_failure_does_not_undo_what_another_worker_sent(mail: OutgoingMail) -> None:
    [slow] = operations.lease_mails()
    with time_machine.travel(clock.now() + operations.LEASE + timedelta(seconds=1)):
        [quick] = operations.lease_mails()
    operations.settle_mail(mail=quick, sent=True)

    operations.settle_mail(mail=slow, sent=False)

    assert _now(mail).state == MailState.SENT


def test_a_late_failure_does_not_free_the_lease_of_another_worker(mail: OutgoingMail) -> None:
    [slow] = operations.lease_mails()
    with time_machine.travel(clock.now() + operations.LEASE + timedelta(seconds=1)):
        [quick] = operations.lease_mails()

    operations.settle_mail(mail=slow, sent=False)

    assert _now(mail).leased_until == quick.leased_until


def test_one_broken_mail_does_not_hold_up_the_others(
    inside: Membership, mailoutbox: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = _post(inside, "broken")
    _post(inside, "sound")
    deliver = operations.send_mail

    def send(mail: OutgoingMail) -> None:
        if mail.pk == broken.pk:
            raise ValueError
        deliver(mail)

    monkeypatch.setattr(operations, "send_mail", send)

    assert send_waiting_mails() == 1
    assert len(mailoutbox) == 1


def test_who_has_left_gets_no_mail(inside: Membership, mailoutbox: list) -> None:
    left = MembershipFactory(is_active=False)
    mail = _post(left)

    send_waiting_mails()

    assert mailoutbox == []
    assert _now(mail).state == MailState.FAILED


def test_mails_of_every_organisation_leave(
    inside: Membership, stranger: Membership, mailoutbox: list
) -> None:
    _post(inside)
    with scope.enter(organisation=stranger.organisation):
        _post(stranger)

    assert send_waiting_mails() == 2
    assert {address for sent in mailoutbox for address in sent.to} == {inside.user.email, stranger.user.email}


def test_a_closed_organisation_sends_nothing(worker: Membership, organisation: Organisation) -> None:
    with scope.enter(organisation=organisation):
        _post(worker)
        Organisation.objects.filter(pk=organisation.pk).update(is_active=False)

    assert send_waiting_mails() == 0
