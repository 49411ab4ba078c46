"""Readings that stand out: not proof of anything, but somebody should ask."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import connection

MANY_FILES = 30  # different files within one hour
EVENING, MORNING = time(22), time(5)
LOOK_BACK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Sign:
    """A member who opened many files at once (`many`), or files at night (`night`), from when, how many."""

    kind: str
    actor_id: int
    at: datetime
    files: int


def own_signs(*, now: datetime, zone: str) -> list[Sign]:
    """The signs of the last days in the organisation in scope, by its own clock; the newest first."""
    since = now - LOOK_BACK
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit.own_bursts(%s, %s)", [since, MANY_FILES])
        signs = [Sign("many", actor, at, files) for actor, at, files in cursor.fetchall()]
        cursor.execute(
            "SELECT * FROM audit.own_nights(%s, %s, %s, %s)", [since, zone, str(EVENING), str(MORNING)]
        )
        signs += [Sign("night", actor, at, files) for actor, at, files in cursor.fetchall()]
    return sorted(signs, key=lambda sign: sign.at, reverse=True)
