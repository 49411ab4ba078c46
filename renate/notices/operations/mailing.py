"""Sending the daily mails: leased, under one Message-ID, tried until the server takes them (security 6)."""

import smtplib
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db import connection, models, transaction

from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.notices.codes import MailState
from renate.notices.models import OutgoingMail, Preference
from renate.notices.rules import MOST_ATTEMPTS, is_hopeless, pause_after
from renate.notices.wording import written

LEASE = timedelta(minutes=5)


class MailError(RuleError):
    """The mail can't be sent again as things stand."""


@transaction.atomic
def lease_mails(limit: int = 20) -> list[OutgoingMail]:
    """Take waiting mails of the organisation in scope for five minutes; nobody else sends them meanwhile."""
    now = clock.now()
    _be_durable()
    _give_up(now)
    free = models.Q(leased_until=None) | models.Q(leased_until__lte=now)
    mails = list(
        OutgoingMail.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(free, state=MailState.WAITING)
        .select_related("to__user", "organisation")
        .prefetch_related("notices")
        .order_by("id")[:limit]
    )
    OutgoingMail.objects.filter(pk__in=[mail.pk for mail in mails]).update(
        leased_until=now + LEASE, attempts=models.F("attempts") + 1
    )
    chosen = dict(
        Preference.objects.filter(membership__in=[mail.to_id for mail in mails]).values_list(
            "membership", "language"
        )
    )
    for mail in mails:
        mail.leased_until, mail.attempts = now + LEASE, mail.attempts + 1
        mail.language = chosen.get(mail.to_id) or mail.organisation.language
    return mails


def _be_durable() -> None:
    """What says that a mail is leaving stands on the disk before it leaves, whatever the server's setting.

    Else a power cut could forget the mail after it was sent, and the same notices would leave in another.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO on")


def _give_up(now: datetime) -> None:
    # A mail that ends its worker is never settled, and must not be tried for ever; who has left gets none.
    worn = models.Q(attempts__gte=MOST_ATTEMPTS, leased_until__lte=now)
    left = models.Q(to__is_active=False) | models.Q(to__user__is_active=False)
    waiting = OutgoingMail.objects.filter(worn | left, state=MailState.WAITING)
    waiting.update(state=MailState.FAILED, leased_until=None)


def send_mail(mail: OutgoingMail, server: Any = None) -> None:
    """Deliver one leased mail. The text has no name, service, place or kind of organisation (R-24)."""
    subject, body = written(mail)
    EmailMessage(
        subject=subject,
        body=body,
        to=[mail.to.user.email],
        headers={"Message-ID": mail.message_id},
        connection=server,
    ).send()


@transaction.atomic
def settle_mail(*, mail: OutgoingMail, error: Exception | None = None) -> None:
    """Record how an attempt ended: sent, to be tried later, or given up and shown to the administrators."""
    row = OutgoingMail.objects.filter(pk=mail.pk)
    if error is None:
        row.update(state=MailState.SENT, leased_until=None, sent_at=clock.now(), trouble="")
        return
    # Only under its own lease: another worker may have sent it since.
    mine = row.filter(state=MailState.WAITING, leased_until=mail.leased_until)
    if is_hopeless(mail.attempts, refused=_is_refusal(error)):
        mine.update(state=MailState.FAILED, leased_until=None, trouble=_why(error))
    else:
        later = clock.now() + pause_after(mail.attempts)
        mine.update(leased_until=later, trouble=_why(error))


def _is_refusal(error: Exception) -> bool:
    """The server answered, and answered no for good: trying for days would help nobody."""
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= 500
    return isinstance(error, smtplib.SMTPRecipientsRefused)


def is_server_away(error: Exception) -> bool:
    """Nobody answers, so the other mails need not be tried now."""
    answered = isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused)
    return isinstance(error, OSError) and not answered


def _why(error: Exception) -> str:
    """The kind of trouble and the server's code; never its text, which may hold an address."""
    code = getattr(error, "smtp_code", None) or getattr(error, "errno", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


@transaction.atomic
def retry_mail(*, by: Membership, mail: OutgoingMail) -> OutgoingMail:
    """Offer a mail that was given up, or that waits for its next attempt, once more now. Raises MailError."""
    if not can(by, Act.MANAGE_SETTINGS):
        raise MailError("You may not do this.")
    row = OutgoingMail.objects.select_for_update(of=("self",)).select_related("to__user").get(pk=mail.pk)
    if row.state == MailState.SENT:
        raise MailError("This mail has been sent.")
    if not (row.to.is_active and row.to.user.is_active):
        raise MailError("Who left gets no mail.")
    row.state, row.attempts, row.leased_until = MailState.WAITING, 0, None
    row.full_clean()
    row.save()
    audit.record("mail.retried", on=row)
    return row
