"""Kinds of notices, in neutral words (R-24), and what a worker may choose."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoticeKind(TextChoices):
    """What the notice is about; shown beside the reference."""

    URGENT = "urgent", _("Look at this now")
    FOLLOW_UP_DUE = "follow_up_due", _("Follow-up due")
    FOLLOW_UP_OVERDUE = "follow_up_overdue", _("Follow-up overdue")
    LOST_CONTACT = "lost_contact", _("Three misses: look into it")
    PHASE_REVIEW = "phase_review", _("Phase review due")
    REVIEW_DUE = "review_due", _("Review due")
    REVIEW_OVERDUE = "review_overdue", _("Review overdue")
    DATE_AHEAD = "date_ahead", _("A date comes up")
    EXPIRY = "expiry", _("Something expires soon")
    REFERRAL = "referral", _("Referral")
    REPORT = "report", _("Report")
    ASSIGNMENT = "assignment", _("Work assigned to you")
    APPROVAL = "approval", _("Approval asked")
    DECISION = "decision", _("Your request was decided")
    EMERGENCY = "emergency", _("Emergency access")
    HANDED_OVER = "handed_over", _("Work to be handed over")
    DAILY_RECORD = "daily_record", _("Record of the day")
    OTHER = "other", _("Task due")


# What nobody can switch off: somebody else has waited already.
PRESSING = frozenset({
    NoticeKind.FOLLOW_UP_OVERDUE, NoticeKind.LOST_CONTACT, NoticeKind.REVIEW_OVERDUE, NoticeKind.URGENT,
})  # fmt: skip


# What can't wait for the hour of the daily mail.
AT_ONCE = frozenset({NoticeKind.EMERGENCY, NoticeKind.URGENT})


class MailState(TextChoices):
    """Where a mail is on its way."""

    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")


class MailChoice(TextChoices):
    """What of the notices a worker wants in the daily mail; all of them stand in the product."""

    ALL = "all", _("Everything that is due")
    PRESSING = "pressing", _("Only what is overdue")


class ClosedDayRule(TextChoices):
    """What becomes of a follow-up that falls on a day off (domain 2.8)."""

    STAY = "stay", _("It stays on its day")
    NEXT = "next", _("It moves to the next working day, where that is still on time")


class Weekday(TextChoices):
    """Days of the week, as Python counts them."""

    MONDAY = "0", _("Monday")
    TUESDAY = "1", _("Tuesday")
    WEDNESDAY = "2", _("Wednesday")
    THURSDAY = "3", _("Thursday")
    FRIDAY = "4", _("Friday")
    SATURDAY = "5", _("Saturday")
    SUNDAY = "6", _("Sunday")


# What runs by the clock, in the words of the operations page.
SWEEPS = {
    "follow-ups": _("Follow-ups and phase reviews"),
    "due": _("Reviews, papers and other days"),
    "mails": _("Daily mails"),
    "grants": _("Access that has ended"),
    "heads": _("Head of the record"),
    "packages": _("Packages past their last day"),
    "reports": _("Reports being made"),
    "retention": _("Files whose time is over"),
}
