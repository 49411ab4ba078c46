"""What the audit page shows: events and signs with the members who caused them; of persons only refs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from renate import audit
from renate.accounts.models import Membership
from renate.accounts.roles import Section
from renate.audit import words
from renate.kit import clock

PAGE = 50
_SECTIONS = {section.value: section.label for section in Section}


@dataclass(frozen=True, slots=True)
class LogLine:
    """One event: when, who, what, on which ref, with which codes."""

    at: datetime
    who: str
    action: str
    ref: str
    details: str


@dataclass(frozen=True, slots=True)
class SignLine:
    """One sign that somebody should ask about."""

    at: datetime
    who: str
    kind: str
    files: int


def log_lines(
    *, group: str = "", member: Membership | None = None, about: str = "", before: int | None = None
) -> tuple[list[LogLine], int | None]:
    """The newest events that fit, and where the next page begins, if there is one."""
    actor_id = member.user_id if member else None
    if group == words.SIGN_INS:
        events = audit.own_sign_ins(limit=PAGE + 1, before=before, actor_id=actor_id)
    else:
        kinds = words.GROUPS[group][1] if group in words.GROUPS else None
        events = audit.own_events(limit=PAGE + 1, before=before, ref=about, actor_id=actor_id, kinds=kinds)
    shown = events[:PAGE]
    names = _names(event.actor_id for event in shown)
    lines = [
        LogLine(
            event.at, _who(event.actor_id, names), words.in_words(event.action), event.ref, _codes(event.meta)
        )
        for event in shown
    ]
    return lines, shown[-1].id if len(events) > PAGE else None


def sign_lines(zone: str) -> list[SignLine]:
    """Many files within an hour, and files opened at night, in the last days."""
    signs = audit.own_signs(now=clock.now(), zone=zone)
    names = _names(sign.actor_id for sign in signs)
    return [SignLine(sign.at, _who(sign.actor_id, names), sign.kind, sign.files) for sign in signs]


def _names(user_ids: Iterable[int | None]) -> dict[int, str]:
    wanted = {user_id for user_id in user_ids if user_id is not None}
    seats = Membership.objects.select_related("user").filter(user_id__in=wanted)
    return {seat.user_id: str(seat) for seat in seats}


def _who(user_id: int | None, names: dict[int, str]) -> str:
    return _("Automatic") if user_id is None else names.get(user_id, _("Somebody who left"))


def _codes(meta: dict[str, Any]) -> str:
    return ", ".join(
        f"{key.replace('_', ' ')}: {_code(key, value)}" for key, value in meta.items() if value != ""
    )


def _code(key: str, value: Any) -> str:
    parts = value if isinstance(value, list) else [value]
    if key in ("section", "sections"):  # a letter of the table of roles says nothing to a reader
        return ", ".join(str(_SECTIONS.get(part, part)) for part in parts)
    return " ".join(map(str, parts))
