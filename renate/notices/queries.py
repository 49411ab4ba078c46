"""What pages and tasks ask about reminders."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from renate.accounts.models import Membership
from renate.notices.codes import MailState
from renate.notices.models import Notice, OfficeCalendar, OutgoingMail, Preference, Sweep

MOST_FAILED = 50
# A sweep is poked every minute: later than this, somebody should look.
LATE = timedelta(minutes=5)


def office_calendar() -> OfficeCalendar:
    """The calendar of the organisation in scope; the usual one where none was chosen."""
    chosen = OfficeCalendar.objects.select_related("organisation").first()
    if chosen is None:
        chosen = OfficeCalendar()
        chosen.claim()
    return chosen


def preference_of(member: Membership) -> Preference:
    """What a member chose; the usual where they chose nothing."""
    chosen = Preference.objects.filter(membership=member).first()
    return chosen or Preference(membership=member)


@dataclass(frozen=True)
class Board:
    """How reminding stands in one organisation: for administrators, without a word about any case."""

    sweeps: list[Sweep]
    last: datetime | None
    is_late: bool
    to_mail: int
    waiting: int
    held_up: list[OutgoingMail]
    failed: list[OutgoingMail]
    sent_today: int


def board(at: datetime, today: date) -> Board:
    """All that the operations page shows; a fixed number of queries."""
    sweeps = list(Sweep.objects.order_by("name"))
    last = max((sweep.ended_at for sweep in sweeps if sweep.ended_at), default=None)
    mails = OutgoingMail.objects.select_related("to__user").order_by("-day", "-id")
    waiting = list(mails.filter(state=MailState.WAITING)[:MOST_FAILED])
    return Board(
        sweeps=sweeps,
        last=last,
        is_late=last is None or at - last > LATE,
        to_mail=Notice.objects.to_mail().count(),
        waiting=len(waiting),
        held_up=[mail for mail in waiting if mail.trouble],
        failed=list(mails.filter(state=MailState.FAILED)[:MOST_FAILED]),
        sent_today=OutgoingMail.objects.filter(state=MailState.SENT, day=today).count(),
    )
