"""A database for one measurement: migrated, empty, gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import CommandError, call_command
from django.db import connections

PREFIX = "renate_bench_"


@contextmanager
def fresh_database(claim: str, keep: bool = False) -> Iterator[bool]:
    """Point every connection of this process to an empty database of the claim; says whether it is new.

    With `keep` it is left behind, and found filled the next time. CommandError without the owner's URL.
    """
    if "owner" not in connections:
        raise CommandError("DATABASE_OWNER_URL is needed: the measurement makes a database of its own.")
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    name = f"{PREFIX}{claim}"
    connections.close_all()
    is_new = _make(name, keep)
    _point_to(dict.fromkeys(before, name))
    try:
        if is_new:
            call_command("migrate", verbosity=0, interactive=False)
        yield is_new
    finally:
        connections.close_all()
        _point_to(before)
        if not keep:
            _drop(name)


def _make(name: str, keep: bool) -> bool:
    if not keep:
        _drop(name)
    with connections["owner"]._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            return False
        cursor.execute(f'CREATE DATABASE "{name}"')
        return True


def _drop(name: str) -> None:
    with connections["owner"]._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _point_to(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].settings_dict["NAME"] = name


def analyse(*tables: str) -> None:
    """Tell the planner what is in the tables now; all of them where none is named."""
    with connections["owner"].cursor() as cursor:
        for table in tables or [""]:
            cursor.execute(f"ANALYZE {table}")
