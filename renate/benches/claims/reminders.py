"""What reminding exactly once costs, among a million open follow-ups of 200 organisations."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from django.db import connections

from cases.models import Case, Person
from reintegration.follow_up_codes import Anchor, FollowUpState
from reintegration.models import FollowUp, ProgrammeCycle
from renate.accounts.models import Membership, User
from renate.accounts.operations import open_organisation
from renate.accounts.roles import Role
from renate.benches.database import analyse, fresh_database
from renate.benches.filling import first_key, key_of, series
from renate.benches.measure import elapsed
from renate.kit import clock
from renate.notices.models import Notice
from renate.tenancy import scope
from renate.tenancy.directory import every_organisation

HELP = "a sweep that reminds, against one bare statement that selects and marks the same rows"
# What a sweep does to the rows themselves, in one statement and without telling anybody.
BARE = """
UPDATE reintegration_followup SET remind_on = due_on + 1, reminded_on = CURRENT_DATE, updated_at = now()
 WHERE state = 'planned' AND remind_on <= CURRENT_DATE
"""
PER_CASE = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--organisations", type=int, default=200)
    parser.add_argument("--follow-ups", type=int, default=5_000, help="open ones of each organisation")
    parser.add_argument("--due", type=int, default=100, help="of these, due today")
    parser.add_argument("--keep", action="store_true", help="keep the database for the next run")


def run(
    write: Callable[[str], Any], organisations: int, follow_ups: int, due: int, keep: bool, **options: Any
) -> None:
    """Fill, sweep, undo, and mark the same rows by one statement."""
    with fresh_database("reminders", keep) as is_new:
        if is_new:
            _fill(organisations, follow_ups, due)
        _forget_reminders()
        analyse()
        swept = _sweep()
        told = _notices()
        _forget_reminders()
        analyse("reintegration_followup")
        bare, marked = _bare()
        _forget_reminders()
    taken, spent = swept["taken"], swept["seconds"]
    write(f"{clock.now():%Y-%m-%d}  {organisations * follow_ups} open follow-ups, {taken} due, {told} told")
    write(f"sweep {spent:.1f} s = {spent / bare:.1f} x one bare statement that marks {marked} rows")
    write(f"{taken / spent:.0f} rows a second")
    write(
        f"memory {swept['peak_mb']:.0f} MB at most; {swept['early_mb']:.0f} MB after the first"
        f" {swept['early_rows']} rows, {swept['idle_mb']:.0f} MB before any"
    )


def _sweep() -> dict[str, Any]:
    """In a process of its own, so that what filled the tables does not count as memory of the sweep."""
    connections["default"].close()
    done = subprocess.run(
        [sys.executable, "-m", "renate.benches.sweeping"], check=True, capture_output=True, text=True,
        env={**os.environ, "RENATE_DB_NAME": str(connections["default"].settings_dict["NAME"])},
    )  # fmt: skip
    outcome: dict[str, Any] = json.loads(done.stdout)
    return outcome


def _fill(organisations: int, follow_ups: int, due: int) -> None:
    for number in range(organisations):
        organisation = open_organisation(name=f"Bench {number}", short_name=f"B{number}", country="BE")
        with scope.enter(organisation=organisation):
            user = User.objects.create(email=f"bench{number}@example.org", full_name="Bench")
            manager = Membership.objects.create(user=user, role=Role.CASE_MANAGER)
            _cases(max(follow_ups // PER_CASE, 1), manager.pk)
            _follow_ups(follow_ups, max(follow_ups // PER_CASE, 1), due)


def _cases(number: int, manager: int) -> None:
    first_key()
    series(Person, number, case_code="'B' || n", birth_year="1990")
    series(
        Case, number, person_id=key_of(), case_manager_id=str(manager), opened_on="CURRENT_DATE - 100"
    )  # fmt: skip
    series(
        ProgrammeCycle, number, case_id=key_of(), started_on="CURRENT_DATE - 100",
        phase_decided_on="CURRENT_DATE - 100",
    )  # fmt: skip


def _follow_ups(number: int, cases: int, due: int) -> None:
    """The first so many are due today, the others on one of the 300 days after."""
    day = f"(CURRENT_DATE + CASE WHEN n <= {due} THEN 0 ELSE 1 + mod(n, 300) END)::date"
    case = key_of(f"1 + mod(n, {cases})")
    series(
        FollowUp, number, case_id=case, cycle_id=case, anchor=f"'{Anchor.PHASE}'", interval_days="7",
        due_on=day, window_start=day, window_end=day, lapse_on=f"({day} + 8)", remind_on=day,
        state=f"'{FollowUpState.PLANNED}'",
    )  # fmt: skip


def _forget_reminders() -> None:
    """As it was before the sweep."""
    for organisation in every_organisation():
        with scope.enter(organisation=organisation):
            Notice.objects.all().delete()
            told = FollowUp.objects.filter(reminded_on__isnull=False)
            told.update(remind_on=clock.today(), reminded_on=None)


def _notices() -> int:
    total = 0
    for organisation in every_organisation():
        with scope.enter(organisation=organisation):
            total += Notice.objects.count()
    return total


def _bare() -> tuple[float, int]:
    """As the owner, with row security off for the length of one transaction that is undone."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("ALTER TABLE reintegration_followup DISABLE ROW LEVEL SECURITY")
        took, marked = elapsed(lambda: cursor.execute(BARE)), cursor.rowcount
        cursor.execute("ROLLBACK")
    return took, marked
