"""What row security and encryption cost on the caseload page, among a million cases of 200 organisations."""

import argparse
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

from django.db import connections

from cases.models import Case, Person
from renate.accounts.operations import open_organisation
from renate.accounts.roles import Role
from renate.benches.browser import asking, new_member
from renate.benches.claims.names import fill_people
from renate.benches.database import analyse, fresh_database
from renate.benches.filling import key_of, series
from renate.benches.measure import counted_queries, elapsed, plan_of
from renate.kit import clock, fields
from renate.tenancy import scope
from renate.tenancy.directory import every_organisation

HELP = "what row security and encryption cost on the caseload page"
PAGE = "/cases/"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--organisations", type=int, default=200)
    parser.add_argument("--cases", type=int, default=5_000, help="of each organisation")
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--keep", action="store_true", help="keep the database for the next run")


def run(
    write: Callable[[str], Any], organisations: int, cases: int, times: int, keep: bool, **options: Any
) -> None:
    """Fill, then ask for the page with the walls and without, turn about."""
    with fresh_database("isolation", keep) as is_new:
        if is_new:
            _fill(organisations, cases)
            analyse()
        organisation = every_organisation()[0]
        browser = asking(new_member(organisation, Role.COORDINATOR), PAGE)
        with counted_queries() as sent, patch.object(scope, "bind", wraps=scope.bind) as bind:
            browser()
        walled, bare = _turn_about(browser, times)
        with scope.enter(organisation=organisation):
            total = Case.objects.count()
            plan = plan_of(Case.objects.order_by("-opened_on")[:25])
    write(f"{clock.now():%Y-%m-%d}  {organisations} organisations, {total} cases in the one that asks")
    write(f"caseload page {walled / bare:.3f} x the same page without row security and encryption")
    write(f"statements a request: {len(sent)}, and {bind.call_count} that bind the scope")
    write(plan)


def _fill(organisations: int, cases: int) -> None:
    for number in range(organisations):
        organisation = open_organisation(name=f"House {number}", short_name=f"H{number}", country="BE")
        with scope.enter(organisation=organisation):
            if number == 0:
                fill_people(cases)
            else:
                series(Person, cases, case_code="'B' || n", birth_year="1990")
            series(
                Case,
                cases,
                person_id=key_of(),
                status="'active'",
                opened_on="date '2026-11-01' - (n % 1000)::int",
            )


def _turn_about(ask: Callable[[], None], times: int) -> tuple[float, float]:
    """Median seconds with and without the walls; one after the other, so that a busy moment strikes both."""
    spent: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(3):
        ask()
    for _ in range(times):
        spent[True].append(elapsed(ask))
        with _without_walls():
            ask()
            spent[False].append(elapsed(ask))
        ask()
    return statistics.median(spent[True]), statistics.median(spent[False])


@contextmanager
def _without_walls() -> Iterator[None]:
    """The application as an owner whom no policy binds, and cells that open by looking them up."""
    owner, application = connections["owner"], connections["default"]
    _lift_policies()
    # Connected once, as the application is: connecting anew for each request would be measured instead.
    owner.settings_dict["CONN_MAX_AGE"] = application.settings_dict["CONN_MAX_AGE"]
    connections["default"] = owner
    looked_up = patch.object(fields, "open_sealed", _opened)
    try:
        with looked_up, patch.object(scope, "bind", lambda connection: None):
            yield
    finally:
        connections["default"] = application


_opened = cache(fields.open_sealed)


@cache
def _lift_policies() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT oid::regclass::text FROM pg_class WHERE relforcerowsecurity")
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
