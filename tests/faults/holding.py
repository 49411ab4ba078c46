"""Keeping writers of a table waiting, so that a process can be killed at a moment of one's choosing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connections, transaction


@contextmanager
def held_up(table: str) -> Iterator[Callable[[], bool]]:
    """Nobody writes to the table meanwhile; gives what says whether somebody wants to."""

    def is_reached() -> bool:
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = %s::regclass)", [table]
            )
            return bool(cursor.fetchone()[0])

    with transaction.atomic(using="owner"):
        with connections["owner"].cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{table}" IN SHARE MODE')
        yield is_reached
