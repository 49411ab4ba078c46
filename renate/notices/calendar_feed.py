"""A worker's calendar feed: days, references and links, behind an address that nobody can guess (R-24)."""

from datetime import timedelta
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from icalendar import Calendar, Event

from renate.accounts.models import Membership
from renate.kit import clock
from renate.notices.due import Due, due_between
from renate.notices.models import Preference
from renate.notices.wording import WORDS, Words, address
from renate.tenancy import scope

BEHIND, AHEAD = timedelta(days=30), timedelta(days=120)
_SALT = "renate.calendar"


def feed_address(preference: Preference) -> str:
    """The whole address of a worker's feed; empty when there is none."""
    if not preference.calendar_key:
        return ""
    claim = [preference.organisation_id, preference.public_id, preference.calendar_key]
    return address(reverse("notices:calendar_feed", args=[signing.dumps(claim, salt=_SALT)]))


def feed_behind(token: str) -> bytes | None:
    """The calendar behind an address; None where it was revoked, forged, or its worker has left.

    Enters the scope that the token names: our own signature stands for it.
    """
    try:
        organisation, ref, key = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    with scope.enter(organisation=organisation):
        preference = Preference.objects.filter(public_id=ref).first()
        if preference is None or not constant_time_compare(preference.calendar_key, key):
            return None
        seats = Membership.objects.active().filter(organisation__is_active=True)
        member = seats.select_related("organisation").filter(pk=preference.membership_id).first()
        return None if member is None else _calendar(member, preference.language)


def _calendar(member: Membership, language: str) -> bytes:
    today = clock.today()
    words = WORDS.get((language or member.organisation.language).partition("-")[0], WORDS["en"])
    calendar = Calendar()
    calendar.add("prodid", "-//Tasks//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for row in due_between(member, today - BEHIND, today + AHEAD):
        calendar.add_component(_event(row, words))
    return bytes(calendar.to_ical())


def _event(row: Due, words: Words) -> Any:
    event = Event()
    event.add("uid", f"{row.row}-{row.due_on:%Y%m%d}@notices.invalid")
    event.add("dtstamp", clock.now())
    event.add("dtstart", row.due_on)
    event.add("dtend", row.due_on + timedelta(days=1))
    event.add("summary", words.one.format(row.ref))
    event.add("url", address(row.link))
    event.add("transp", "TRANSPARENT")
    return event
