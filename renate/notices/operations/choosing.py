"""What a worker and an organisation choose about reminders."""

import secrets
from datetime import date
from typing import Any

from django.db import transaction

from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit.errors import RuleError
from renate.notices.models import OfficeCalendar, Preference
from renate.notices.queries import office_calendar, preference_of

ORGANISATION_DECIDES = (
    "hour", "keeps_holidays", "holiday_country", "quiet_weekdays", "closed_days", "on_closed_day",
)  # fmt: skip
EVERY_DAY = 7


class ChoiceError(RuleError):
    """The choice can't stand."""


@transaction.atomic
def change_preference(*, by: Membership, mail: str, hour: int | None, language: str) -> Preference:
    """A worker chooses hour and language of the daily mail, and how much stands in it."""
    row = preference_of(by)
    row.mail, row.hour, row.language = mail, hour, language
    row.full_clean()
    row.save()
    audit.record("preference.changed", on=row)
    return row


@transaction.atomic
def renew_calendar_key(*, by: Membership) -> Preference:
    """Make a worker's calendar feed, or give it another address: the old one answers no more."""
    row = preference_of(by)
    row.calendar_key = secrets.token_urlsafe(24)
    row.full_clean()
    row.save()
    audit.record("calendar.opened", on=row)
    return row


@transaction.atomic
def stop_calendar(*, by: Membership) -> Preference:
    """End a worker's calendar feed."""
    row = preference_of(by)
    row.calendar_key = ""
    row.full_clean()
    row.save()
    audit.record("calendar.stopped", on=row)
    return row


@transaction.atomic
def change_calendar(*, by: Membership, **values: Any) -> OfficeCalendar:
    """The organisation chooses its quiet days and the hour of the daily mail. Raises ChoiceError."""
    if not can(by, Act.MANAGE_SETTINGS):
        raise ChoiceError("You may not change the settings.")
    if len(set(values.get("quiet_weekdays", ()))) >= EVERY_DAY:
        raise ChoiceError("At least one day of the week sends mail.", field="quiet_weekdays")
    row = office_calendar()
    changed = [name for name in ORGANISATION_DECIDES if name in values and getattr(row, name) != values[name]]
    for name in changed:
        setattr(row, name, values[name])
    row.closed_days = sorted(set(row.closed_days))
    row.full_clean()
    row.save()
    audit.record("calendar.changed", on=row, fields=changed)
    return row


def parse_days(text: str) -> list[date]:
    """Days as typed, one a line, year first. Raises ChoiceError that names what it can't read."""
    days = []
    for line in text.split():
        try:
            days.append(date.fromisoformat(line))
        except ValueError:
            raise ChoiceError(f"“{line}” is no day: write it as 2026-12-24.", field="closed_days") from None
    return days
