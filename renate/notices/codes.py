"""Kinds of notices, in neutral words (R-24)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoticeKind(TextChoices):
    """What the notice is about; shown beside the reference."""

    FOLLOW_UP_DUE = "follow_up_due", _("Follow-up due")
    FOLLOW_UP_OVERDUE = "follow_up_overdue", _("Follow-up overdue")
    LOST_CONTACT = "lost_contact", _("Three misses: look into it")
    PHASE_REVIEW = "phase_review", _("Phase review due")
    REVIEW_DUE = "review_due", _("Review due")
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


class MailState(TextChoices):
    """Where a mail is on its way."""

    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
