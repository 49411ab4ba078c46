"""Posting notices, gathering and sending the daily mail, and what people choose about them."""

from renate.notices.operations.choosing import (
    ChoiceError,
    change_calendar,
    change_preference,
    renew_calendar_key,
    stop_calendar,
)
from renate.notices.operations.gathering import gather_mails
from renate.notices.operations.mailing import (
    LEASE,
    MailError,
    lease_mails,
    retry_mail,
    send_mail,
    settle_mail,
)
from renate.notices.operations.posting import Call, mark_read, post_all, post_notice, settle_subject
from renate.notices.operations.reminding import remind_due
from renate.notices.operations.sweeping import claim_sweep, finish_sweep

__all__ = [
    "LEASE",
    "Call",
    "ChoiceError",
    "MailError",
    "change_calendar",
    "change_preference",
    "claim_sweep",
    "finish_sweep",
    "gather_mails",
    "lease_mails",
    "mark_read",
    "post_all",
    "post_notice",
    "remind_due",
    "renew_calendar_key",
    "retry_mail",
    "send_mail",
    "settle_mail",
    "settle_subject",
    "stop_calendar",
]
