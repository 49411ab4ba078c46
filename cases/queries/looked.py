"""Who looked at a case, and who did what to it: the events that name its ref."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.models import Case
from renate import audit
from renate.accounts.models import Membership
from renate.accounts.roles import Section
from renate.audit import words
from renate.tenancy.models import TenantModel

PAGE = 50
# Acts that look at a row and leave it as it is.
LOOKING = frozenset({"section", "access", "emergency"})


@dataclass(frozen=True, slots=True)
class Look:
    """One line: who, when, what, and in which section where it was a reading."""

    at: datetime
    who: str
    role: str
    action: str
    section: str


def looks_at(case: Case, *, before: int | None = None) -> tuple[list[Look], int | None]:
    """The newest looks at a case, older than event `before`; and where the next page begins, if at all."""
    events = audit.own_events(ref=case.ref, before=before, limit=PAGE + 1)
    shown, more = events[:PAGE], len(events) > PAGE
    return _looks(shown), shown[-1].id if more else None


def last_change(row: TenantModel, kinds: tuple[str, ...] | None = None) -> Look | None:
    """Who changed a row last, and when; `kinds` narrows it to some acts."""
    events = audit.own_events(ref=row.public_id, kinds=kinds, limit=PAGE)
    changes = [event for event in events if event.action.split(".")[0] not in LOOKING]
    return next(iter(_looks(changes[:1])), None)


def _looks(events: list[audit.Event]) -> list[Look]:
    seats = Membership.objects.select_related("user").filter(user_id__in={event.actor_id for event in events})
    members: dict[int | None, Membership] = {seat.user_id: seat for seat in seats}
    return [_look(event, members.get(event.actor_id)) for event in events]


def _look(event: audit.Event, member: Membership | None) -> Look:
    return Look(
        at=event.at,
        who=_("Automatic") if event.actor_id is None else str(member or _("Somebody who left")),
        role=member.get_role_display() if member else "",
        action=words.in_words(event.action),
        section=_section_name(event.meta.get("section")),
    )


def _section_name(letter: Any) -> str:
    return str(Section(letter).label) if letter in Section.values else ""
