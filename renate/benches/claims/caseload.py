"""The list of cases, the overview and the timeline among 1,000, 10,000 and 100,000 cases of 50 organisations.

The organisation that asks stays the same size while the others grow: what it costs must not grow with them.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from cases.listing import columns_for
from cases.models import Case, CaseNote, Flag, Person, RiskAssessment, Task
from reintegration.models import FollowUp, PhasePeriod, ProgrammeCycle
from renate.accounts.models import Membership
from renate.accounts.operations import open_organisation
from renate.accounts.roles import Role
from renate.benches.browser import asking, new_member
from renate.benches.claims.names import fill_people
from renate.benches.database import analyse, fresh_database
from renate.benches.filling import key_of, series
from renate.benches.measure import Statement, Timing, counted_queries, timing
from renate.kit import clock
from renate.tenancy import scope
from renate.tenancy.models import Organisation

HELP = "the list of cases, the overview and the timeline as the number of cases grows"
ORGANISATIONS = 50
ASKING = 200  # cases of the organisation that asks, at every size
EVENTS = 4  # notes, follow-ups and risk assessments of each case
DOWN = ("-risk", "-due")  # beside every column upwards
MOST_QUERIES = 15


@dataclass(frozen=True)
class Line:
    """What one page took."""

    page: str
    queries: int
    took: Timing
    bare: Timing

    def __str__(self) -> str:
        ratio = self.took.median / self.bare.median if self.bare.median else 0
        return f"{self.page:<34} {self.queries:>3} queries, {self.took}, {ratio:.1f} x its bare SQL"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--times", type=int, default=40)


def run(write: Callable[[str], Any], sizes: list[int], times: int, **options: Any) -> None:
    """Fill each size anew, ask for the pages, and compare the largest with the smallest."""
    medians: dict[str, list[float]] = {}
    most = 0
    for size in sizes:
        with fresh_database("caseload"):
            asks, large = _fill(size)
            analyse()
            write(f"{clock.now():%Y-%m-%d}  {size} cases of {ORGANISATIONS} organisations")
            for line in _measure(asks, times):
                medians.setdefault(line.page, []).append(line.took.median)
                most = max(most, line.queries)
                write(f"  {line}")
            if large is not None:
                write("  an organisation of the size of the others:")
                for line in _measure(large, max(times // 4, 10)):
                    write(f"  {line}")
    write(f"at most {most} queries a page (wanted: {MOST_QUERIES})")
    for page, found in medians.items():
        write(f"{page}: median of the largest = {found[-1] / found[0]:.2f} x the smallest")


def _fill(size: int) -> tuple[Membership, Membership | None]:
    """The organisation that asks, then 49 others that share the rest; the coordinators of the first two."""
    each = (size - ASKING) // (ORGANISATIONS - 1)
    coordinators = []
    for number in range(ORGANISATIONS):
        house = open_organisation(name=f"House {number}", short_name=f"H{number}", country="BE")
        _fill_one(house, ASKING if number == 0 else each, with_names=number < 2)
        if number < 2:
            coordinators.append(new_member(house, Role.DIRECTOR))
    return coordinators[0], coordinators[1] if each > ASKING else None


def _fill_one(house: Organisation, cases: int, *, with_names: bool) -> None:
    worker = new_member(house, Role.CASE_MANAGER)
    with scope.enter(organisation=house):
        if with_names:
            fill_people(cases)
        else:
            series(Person, cases, case_code="'B' || n", birth_year="1990")
        day = "date '2026-11-01' - (n % 1000)::int"
        series(
            Case, cases, person_id=key_of(), status="'active'", opened_on=day, case_manager_id=str(worker.pk)
        )
        cycle = {"case_id": key_of(), "started_on": day, "phase_decided_on": day}
        series(
            ProgrammeCycle, cases, **cycle, phase="(array['crisis','transition','reintegration'])[1 + n % 3]"
        )
        series(
            PhasePeriod, cases, cycle_id=key_of(), phase="'crisis'", from_on=day, basis="'entry'",
            decided_by_id=str(worker.pk),
        )  # fmt: skip
        _fill_events(cases, str(worker.pk))


def _fill_events(cases: int, worker: str) -> None:
    """A few of everything for each case: row n is about case 1 + n % cases."""
    case, some = key_of(f"1 + n % {cases}"), cases * EVENTS
    day = f"date '2026-11-01' - (n / {cases})::int * 20"
    series(CaseNote, some, case_id=case, on=day, section="'C'", by_id=worker)
    series(
        RiskAssessment, some, case_id=case, on=day, by_id=worker, overall="n % 5", traffickers="n % 5",
        items="'{}'::jsonb", review_due=f"{day} + 30",
    )  # fmt: skip
    series(
        FollowUp, some, case_id=case, cycle_id=case, anchor="'phase'", interval_days="7", due_on=day,
        window_start=day, window_end=day, lapse_on=f"{day} + 14", done_on=day, reached="'reached'",
        state=f"CASE WHEN n <= {cases} THEN 'planned' ELSE 'done' END",
    )  # fmt: skip
    series(Task, cases, case_id=case, due_on=day, assigned_to_id=worker, given_by_id=worker)
    series(Flag, cases // 5, case_id=key_of(), kind="'attention'", raised_on=day, raised_by_id=worker)


def _measure(member: Membership, times: int) -> Iterator[Line]:
    with scope.enter(organisation=member.organisation_id):
        ref = Case.objects.order_by("pk").values_list("public_id", flat=True)[3]
    pages = ["/cases/", "/cases/?page=4", "/cases/?risk=3&phase=crisis&status=all", "/cases/?waiting=overdue"]
    pages += [f"/cases/?sort={sort}" for sort in ("person", *columns_for(member), *DOWN)]
    pages += [f"/cases/{ref}/", f"/cases/{ref}/timeline/", "/caseload/"]
    for page in pages:
        ask = asking(member, page)
        ask()
        with counted_queries() as sent:
            ask()
        selects = [statement for statement in sent if ' FROM "' in statement[0]]
        name = page.replace(ref, "…")
        yield Line(name, len(sent), timing(ask, times), timing(_replay(member, selects), times))


def _replay(member: Membership, statements: list[Statement]) -> Callable[[], None]:
    """The same rows without Django around them: the page's own statements, read and thrown away."""

    def replay() -> None:
        with (
            scope.enter(organisation=member.organisation_id, user=member.user_id),
            connection.cursor() as cursor,
        ):
            for sql, params in statements:
                cursor.execute(sql, params)
                cursor.fetchall()

    return replay
