"""One mail a day under one Message-ID, that says nothing telling and is tried until the server takes it."""

from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.db import connection

from renate.accounts.models import Membership
from renate.kit import clock
from renate.notices import operations
from renate.notices.codes import MailState, NoticeKind
from renate.notices.models import Notice, OutgoingMail
from renate.notices.operations import MailError
from renate.notices.tasks import send_waiting_mails
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories.accounts import MembershipFactory, UserFactory

NINE = datetime(2026, 11, 24, 8, tzinfo=UTC)  # a Tuesday, nine in Tirana


def _post(to: Membership, key: str = "a", kind: str = NoticeKind.FOLLOW_UP_DUE, ref: str = "7Q2K-M4") -> None:
    operations.post_notice(to=to, key=key, kind=kind, ref=ref, url=f"/cases/{key}/")


def _now(mail: OutgoingMail) -> OutgoingMail:
    return OutgoingMail.objects.get(pk=mail.pk)


@pytest.fixture(autouse=True)
def at_nine() -> Any:
    with time_machine.travel(NINE, tick=False) as traveller:
        yield traveller


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> list[Exception]:
    """The mail server is not there; what it says instead may be changed."""
    errors: list[Exception] = [SMTPServerDisconnected("away")]

    def send(message: EmailMessage, **kwargs: object) -> int:
        raise errors[-1]

    monkeypatch.setattr(EmailMessage, "send", send)
    return errors


@pytest.fixture
def mail(inside: Membership) -> OutgoingMail:
    _post(inside)
    operations.gather_mails(at=clock.now())
    return OutgoingMail.objects.get()


@pytest.mark.rule("R-24")
def test_a_mail_names_nobody_and_nothing(inside: Membership, mailoutbox: list) -> None:
    member = MembershipFactory(user=UserFactory(full_name="Mira Kola"))
    _post(member)

    send_waiting_mails()

    [sent] = mailoutbox
    text = f"{sent.subject}\n{sent.body}".lower()
    assert sent.subject == "Task due for ref 7Q2K-M4"
    assert sent.to == [member.user.email]
    assert f"/notices/{Notice.objects.get().public_id}/" in sent.body
    telling = [
        "mira",
        "kola",
        "harbour",
        "follow",
        "traffick",
        "shelter",
        "victim",
        "health",
        "rescue",
        "/cases",
    ]
    assert [word for word in telling if word in text] == []


@pytest.mark.rule("R-24")
@pytest.mark.parametrize(
    ("own", "subject"), [("", "Detyra në afat: 2"), ("mk", "Задачи со рок: 2"), ("en", "Tasks due: 2")]
)
def test_the_mail_speaks_the_workers_language(
    inside: Membership, mailoutbox: list, own: str, subject: str
) -> None:
    Organisation.objects.filter(pk=inside.organisation_id).update(language="sq")
    operations.change_preference(by=inside, mail="all", hour=None, language=own)
    _post(inside, "a")
    _post(inside, "b")

    send_waiting_mails()

    assert [sent.subject for sent in mailoutbox] == [subject]


def test_one_mail_a_day_and_the_rest_tomorrow(inside: Membership, mailoutbox: list, at_nine: Any) -> None:
    _post(inside, "a")
    send_waiting_mails()
    _post(inside, "b")
    send_waiting_mails()
    today = len(mailoutbox)

    at_nine.move_to(NINE + timedelta(days=1))
    send_waiting_mails()

    assert (today, len(mailoutbox)) == (1, 2)
    assert Notice.objects.to_mail().count() == 0


@pytest.mark.parametrize(("hour", "mails"), [(None, 1), (9, 1), (10, 0)])
def test_the_mail_waits_for_the_workers_hour(
    inside: Membership, mailoutbox: list, hour: int | None, mails: int
) -> None:
    operations.change_preference(by=inside, mail="all", hour=hour, language="")
    _post(inside)

    send_waiting_mails()

    assert len(mailoutbox) == mails


def test_days_off_are_silent_and_what_waited_is_in_one_mail(
    inside: Membership, admin: Membership, mailoutbox: list, at_nine: Any
) -> None:
    operations.change_calendar(by=admin, quiet_weekdays=["1"], closed_days=[date(2026, 11, 25)])
    for day in range(3):
        at_nine.move_to(NINE + timedelta(days=day))
        _post(inside, str(day))
        send_waiting_mails()

    assert [sent.subject for sent in mailoutbox] == ["Tasks due: 3"]


def test_who_wants_only_what_presses_gets_only_that(
    inside: Membership, mailoutbox: list, at_nine: Any
) -> None:
    operations.change_preference(by=inside, mail="pressing", hour=None, language="en")
    _post(inside, "a")
    send_waiting_mails()
    before = len(mailoutbox)

    _post(inside, "b", NoticeKind.FOLLOW_UP_OVERDUE)
    send_waiting_mails()

    assert (before, [sent.subject for sent in mailoutbox]) == (0, ["Task due for ref 7Q2K-M4"])


def test_what_was_read_needs_no_mail(inside: Membership, mailoutbox: list) -> None:
    _post(inside)
    operations.mark_read(by=inside, notice=Notice.objects.get())

    assert send_waiting_mails() == 0


def test_what_says_that_a_mail_leaves_is_on_the_disk_before_it_leaves(mail: OutgoingMail) -> None:
    operations.lease_mails()

    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)


def test_a_leased_mail_is_left_to_its_worker(mail: OutgoingMail) -> None:
    assert operations.lease_mails() == [mail]
    assert operations.lease_mails() == []


def test_the_mail_of_a_worker_that_died_is_taken_up_under_the_same_message_id(
    mail: OutgoingMail, mailoutbox: list, at_nine: Any
) -> None:
    [taken] = operations.lease_mails()
    operations.send_mail(taken)

    at_nine.shift(operations.LEASE + timedelta(seconds=1))
    send_waiting_mails()

    assert len(mailoutbox) == 2
    assert {sent.extra_headers["Message-ID"] for sent in mailoutbox} == {mail.message_id}


def test_a_server_that_is_away_for_a_day_loses_nothing(
    mail: OutgoingMail, failing: list, at_nine: Any
) -> None:
    for _ in range(24 * 12):
        send_waiting_mails()
        at_nine.shift(timedelta(minutes=5))

    assert _now(mail).state == MailState.WAITING
    assert (_now(mail).attempts, _now(mail).trouble) == (29, "SMTPServerDisconnected")


def test_a_mail_that_the_server_refuses_is_given_up_after_eight_attempts_and_can_be_retried(
    mail: OutgoingMail, admin: Membership, failing: list, at_nine: Any
) -> None:
    failing.append(SMTPRecipientsRefused({"x": (550, b"no such box")}))
    for _ in range(12):
        send_waiting_mails()
        at_nine.shift(timedelta(hours=1))
    given_up = _now(mail)

    operations.retry_mail(by=admin, mail=given_up)

    assert (given_up.state, given_up.attempts) == (MailState.FAILED, 8)
    assert (_now(mail).state, _now(mail).attempts) == (MailState.WAITING, 0)


def test_a_mail_that_was_sent_is_not_retried_and_only_administrators_retry(
    mail: OutgoingMail, inside: Membership, admin: Membership
) -> None:
    with pytest.raises(MailError):
        operations.retry_mail(by=inside, mail=mail)
    operations.settle_mail(mail=mail)

    with pytest.raises(MailError):
        operations.retry_mail(by=admin, mail=mail)


def test_a_mail_that_ends_its_worker_each_time_is_given_up_too(mail: OutgoingMail, at_nine: Any) -> None:
    for _ in range(60):
        at_nine.shift(operations.LEASE + timedelta(seconds=1))
        operations.lease_mails()

    assert (_now(mail).state, _now(mail).attempts) == (MailState.FAILED, 54)


def test_a_late_failure_does_not_undo_what_another_worker_sent(mail: OutgoingMail, at_nine: Any) -> None:
    [slow] = operations.lease_mails()
    at_nine.shift(operations.LEASE + timedelta(seconds=1))
    [quick] = operations.lease_mails()
    operations.settle_mail(mail=quick)

    operations.settle_mail(mail=slow, error=SMTPServerDisconnected())

    assert _now(mail).state == MailState.SENT


def test_a_late_failure_does_not_free_the_lease_of_another_worker(mail: OutgoingMail, at_nine: Any) -> None:
    [slow] = operations.lease_mails()
    at_nine.shift(operations.LEASE + timedelta(seconds=1))
    [quick] = operations.lease_mails()

    operations.settle_mail(mail=slow, error=SMTPServerDisconnected())

    assert _now(mail).leased_until == quick.leased_until


def test_one_broken_mail_does_not_hold_up_the_others(
    inside: Membership, mailoutbox: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = MembershipFactory()
    _post(inside)
    _post(other)
    deliver = operations.send_mail

    def send(mail: OutgoingMail, connection: Any = None) -> None:
        if mail.to_id == inside.pk:
            raise ValueError
        deliver(mail, connection)

    monkeypatch.setattr(operations, "send_mail", send)

    assert send_waiting_mails() == 1
    assert [sent.to for sent in mailoutbox] == [[other.user.email]]


def test_who_has_left_gets_no_mail(mail: OutgoingMail, inside: Membership, mailoutbox: list) -> None:
    Membership.objects.filter(pk=inside.pk).update(is_active=False)

    send_waiting_mails()

    assert mailoutbox == []
    assert _now(mail).state == MailState.FAILED


def test_mails_of_every_active_organisation_leave(
    inside: Membership, stranger: Membership, secretary: Membership, mailoutbox: list
) -> None:
    for member in (inside, stranger, secretary):
        with scope.enter(organisation=member.organisation):
            _post(member)
    with scope.enter(organisation=secretary.organisation):
        Organisation.objects.filter(pk=secretary.organisation_id).update(is_active=False)

    assert send_waiting_mails() == 2
    assert {address for sent in mailoutbox for address in sent.to} == {inside.user.email, stranger.user.email}


def test_gathering_asks_the_same_number_of_questions_however_many_wait(
    inside: Membership, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        _post(MembershipFactory(), str(number))
    with django_assert_num_queries(13):
        assert operations.gather_mails(at=clock.now()) == 3
