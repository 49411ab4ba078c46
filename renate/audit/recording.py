"""Writing and reading events through the database's own functions."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models

from renate.audit.signing import plain, sign_event
from renate.tenancy import scope


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that somebody did or looked at."""

    id: int
    at: datetime
    actor_id: int | None
    action: str
    subject: str
    ref: str
    meta: dict[str, Any]


def record(action: str, on: models.Model | None = None, **meta: Any) -> None:
    """Write one event in the caller's transaction: if it can't be written, the act does not happen.

    `action` is `noun.verb` ("consent.recorded"); `on` the row it is about; `meta` codes and refs only.
    """
    subject = on._meta.label_lower if on is not None else ""
    ref = str(getattr(on, "public_id", "") or "") if on is not None else ""
    write(action, subject, ref, meta)


def write(action: str, subject: str, ref: str, meta: dict[str, Any]) -> int:
    """Sign one event and write it; its number."""
    here, told = scope.current_or_none() or scope.Scope(None), plain(meta)
    signed = sign_event(here.organisation_id, here.user_id, action, subject, ref, told)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit.write(%s, %s, %s, %s::jsonb, %s, %s, %s)",
            [action, subject, ref, json.dumps(told), signed.salt, signed.payload, signed.signature],
        )
        written: int = cursor.fetchone()[0]
    return written


def read_section(on: models.Model, section: str) -> None:
    """A section of a file was opened; a read that can't be logged is refused, because this raises."""
    record("section.read", on=on, section=str(section))


def record_outside(action: str, actor_id: int | None = None, **meta: Any) -> None:
    """Write an event that has no organisation yet: sign-in, sign-out, failure."""
    told = plain(meta)
    signed = sign_event(None, actor_id, action, "", "", told)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit.write_outside(%s, %s, %s::jsonb, %s, %s, %s)",
            [action, actor_id, json.dumps(told), signed.salt, signed.payload, signed.signature],
        )


def own_events(
    *,
    limit: int = 50,
    before: int | None = None,
    ref: str = "",
    actor_id: int | None = None,
    kinds: tuple[str, ...] | None = None,
) -> list[Event]:
    """The newest events of the organisation in scope, older than event `before`, narrowed by what is given.

    `ref` names the row they are about, `actor_id` who acted, `kinds` what the action begins with.
    """
    with connection.cursor() as cursor:
        if actor_id is None and kinds is None:
            cursor.execute("SELECT * FROM audit.own_events(%s, %s, %s)", [limit, before, ref])
        else:
            narrowed = [limit, before, ref, actor_id, None if kinds is None else list(kinds)]
            cursor.execute("SELECT * FROM audit.own_events(%s, %s, %s, %s, %s)", narrowed)
        return _events(cursor)


def own_sign_ins(*, limit: int = 50, before: int | None = None, actor_id: int | None = None) -> list[Event]:
    """The newest sign-ins to the organisation in scope, and the failed ones of accounts with a seat in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit.own_sign_ins(%s, %s, %s)", [limit, before, actor_id])
        return _events(cursor)


def _events(cursor: Any) -> list[Event]:
    return [
        Event(*row[:6], meta=row[6] if isinstance(row[6], dict) else json.loads(row[6]))
        for row in cursor.fetchall()
    ]
