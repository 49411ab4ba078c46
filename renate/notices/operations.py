"""Posting notices and sending their mails."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction

from renate.accounts.models import Membership
from renate.kit import clock
from renate.notices.codes import MailState
from renate.notices.models import Notice, OutgoingMail

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 8


@transaction.atomic
def post_notice(
    *,
    to: Membership,
    key: str,
    kind: str,
    ref: str,
    url: str,
    due_on: date | None = None,
    mail: bool = True,
    proof: str = "",
) -> bool:
    """Tell a member once: a second call with the same key changes nothing. Returns whether it is new (R-24).

    `ref` is a case code or public id, never a name; `url` a path of ours; `proof` a hash to keep outside.
    """
    notice = Notice(to=to, key=key, kind=kind, ref=ref, url=url, due_on=due_on, proof=proof)
    made = Notice.objects.bulk_create([notice], ignore_conflicts=True)
    posted = Notice.objects.filter(key=key, public_id=made[0].public_id).first()
    if posted is None:
        return False
    if mail:
        OutgoingMail.objects.create(notice=posted)
    return True


@transaction.atomic
def lease_mails(limit: int = 20) -> list[OutgoingMail]:
    """Take waiting mails of the organisation in scope for five minutes; nobody else sends them meanwhile."""
    now = clock.now()
    _give_up(now)
    free = models.Q(leased_until=None) | models.Q(leased_until__lt=now)
    mails = list(
        OutgoingMail.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(free, state=MailState.WAITING)
        .select_related("notice__to__user")
        .order_by("id")[:limit]
    )
    OutgoingMail.objects.filter(pk__in=[mail.pk for mail in mails]).update(
        leased_until=now + LEASE, attempts=models.F("attempts") + 1
    )
    for mail in mails:
        mail.leased_until, mail.attempts = now + LEASE, mail.attempts + 1
    return mails


def _give_up(now: datetime) -> None:
    # A mail that ends its worker is never settled, and must not be tried for ever; who has left gets none.
    worn = models.Q(attempts__gte=MOST_ATTEMPTS, leased_until__lt=now)
    left = models.Q(notice__to__is_active=False) | models.Q(notice__to__user__is_active=False)
    waiting = OutgoingMail.objects.filter(worn | left, state=MailState.WAITING)
    waiting.update(state=MailState.FAILED, leased_until=None)


def send_mail(mail: OutgoingMail) -> None:
    """Deliver one leased mail. The text has no name, service, place or kind of organisation (R-24)."""
    notice = mail.notice
    subject = f"Task due for ref {notice.ref}" if notice.ref else "Task due"
    body = f"A task is due. Sign in to see it: {settings.PUBLIC_URL.rstrip('/')}/\n"
    if notice.proof:
        subject = "Record of the day"
        body = f"Please keep this mail. It proves later that nothing was cut off.\n\n{notice.proof}\n"
    EmailMessage(
        subject=subject,
        body=body,
        to=[notice.to.user.email],
        headers={"Message-ID": mail.message_id},
    ).send()


@transaction.atomic
def settle_mail(*, mail: OutgoingMail, sent: bool) -> None:
    """Record how a delivery ended; after eight failures the mail stays failed and shows in operations."""
    row = OutgoingMail.objects.filter(pk=mail.pk)
    if sent:
        row.update(state=MailState.SENT, leased_until=None, sent_at=clock.now())
        return
    # Only under its own lease: another worker may have sent it since.
    mine = row.filter(state=MailState.WAITING, leased_until=mail.leased_until)
    worn = mail.attempts >= MOST_ATTEMPTS
    mine.update(state=MailState.FAILED if worn else MailState.WAITING, leased_until=None)


@transaction.atomic
def mark_read(*, by: Membership, notice: Notice) -> None:
    """The member has seen it."""
    if notice.to_id == by.pk and notice.read_at is None:
        notice.read_at = clock.now()
        notice.save()
