"""One mail a day for each worker, at their hour, on days when the office is open (domain 2.8)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery

from renate.accounts.models import Membership
from renate.kit import clock
from renate.notices.codes import AT_ONCE, PRESSING, MailChoice
from renate.notices.models import Notice, OfficeCalendar, OutgoingMail, Preference
from renate.notices.queries import office_calendar
from renate.notices.rules import digest_day
from renate.tenancy import zones


@dataclass(frozen=True)
class _Wish:
    """A worker for whom something waits, and the day whose mail may leave now."""

    member: int
    day: date
    mail: str


@transaction.atomic
def gather_mails(*, at: datetime) -> int:
    """Put what waits for each worker into today's mail; returns how many mails were made.

    Twice, or two at once, is once: a worker and a day have one mail. What is posted after it waits for the
    next; after an outage everything that waited is in one.
    """
    waiting = Notice.objects.to_mail().order_by().values("to").distinct()
    members = list(Membership.objects.active().filter(pk__in=waiting).values_list("pk", flat=True))
    if not members:
        return 0
    hurried = _mail_at_once(members)
    wishes = _wishes(members, at, office_calendar())
    _drop_unwanted([wish.member for wish in wishes if wish.mail == MailChoice.PRESSING])
    mails = [OutgoingMail(to_id=wish.member, day=wish.day) for wish in wishes]
    made = [mail.public_id for mail in OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True)]
    mine = OutgoingMail.objects.filter(public_id__in=made)
    of_theirs = mine.filter(to=OuterRef("to")).values("pk")[:1]
    told = Notice.objects.to_mail().filter(to__in=mine.values("to"))
    told.update(mail_id=Subquery(of_theirs))
    # A worker who wants only what presses, and for whom nothing does, gets no mail; the day stays free.
    return hurried + mine.count() - mine.filter(notices=None).delete()[0]


def _mail_at_once(members: list[int]) -> int:
    """What can't wait has a mail of its own, at any hour and on any day."""
    # Locked: two that gather on both sides of midnight would else make a mail each.
    waiting = Notice.objects.to_mail().filter(to__in=members, kind__in=AT_ONCE)
    urgent = list(waiting.select_for_update(skip_locked=True))
    mails = [OutgoingMail(to_id=row.to_id, day=clock.today(), at_once=row.public_id) for row in urgent]
    OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True)
    for row in urgent:
        mail = OutgoingMail.objects.filter(at_once=row.public_id).order_by("id").first()
        Notice.objects.filter(pk=row.pk, mail=None).update(mail=mail)
    return len(urgent)


def _wishes(members: list[int], at: datetime, calendar: OfficeCalendar) -> list[_Wish]:
    chosen = {row.membership_id: row for row in Preference.objects.filter(membership__in=members)}
    zone, facts = zones.zone_of_scope() or "UTC", calendar.facts
    found = []
    for member in members:
        own = chosen.get(member)
        hour = calendar.hour if own is None or own.hour is None else own.hour
        if day := digest_day(at, zone, hour, facts):
            found.append(_Wish(member, day, own.mail if own else MailChoice.ALL))
    had = OutgoingMail.objects.filter(
        at_once="", to__in=[wish.member for wish in found], day__in={w.day for w in found}
    )
    told = set(had.values_list("to_id", "day"))
    return [wish for wish in found if (wish.member, wish.day) not in told]


def _drop_unwanted(members: list[int]) -> None:
    if members:
        unwanted = Notice.objects.to_mail().filter(to__in=members).exclude(kind__in=PRESSING)
        unwanted.update(by_mail=False)
