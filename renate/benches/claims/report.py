"""What a report costs: counting, protecting, drawing and laying out, for 1,000 to 100,000 cases."""

import argparse
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from cases.models import Case, Person, TraffickingEpisode
from reintegration.models import FactorAssessment, FactorScore, PhasePeriod, ProgrammeCycle, ServiceDelivery
from renate.accounts.operations import open_organisation
from renate.accounts.roles import Role
from renate.benches.browser import new_member
from renate.benches.database import analyse, fresh_database
from renate.benches.filling import key_of, series
from renate.benches.measure import peak_memory_mb
from renate.kit import clock
from renate.kit.pdf import write_pdf
from renate.reports.codes import RunStage
from renate.reports.operations import draft_report
from renate.reports.pdf import document_html
from renate.reports.snapshot import Earlier, assemble, count
from renate.reports.tables import PARTS
from renate.tenancy import scope

HELP = "seconds and memory of a report with all tables, and its ratio to laying out the same pages alone"
DELIVERIES = 3  # of each case
SCORES = 14
FROM, TO = date(2020, 1, 1), date(2022, 12, 31)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=int, nargs="+", default=[1_000, 10_000, 100_000])


def run(write: Callable[[str], Any], cases: list[int], **options: Any) -> None:
    """One organisation of each size, the smallest first: the peak is that of the largest so far."""
    with fresh_database("report"):
        for number in sorted(cases):
            write(_one(number))


def _one(number: int) -> str:
    organisation = open_organisation(name=f"Bench {number}", short_name=f"B{number}", country="AL")
    member = new_member(organisation, Role.OFFICER)
    with scope.enter(organisation=organisation):
        _fill(number, member.pk)
    analyse()
    with scope.enter(organisation=organisation, user=member.user_id):
        report = draft_report(
            by=member, on=clock.today(), title="Bench", period_from=FROM, period_to=TO, cut_off_on=TO,
            tables=list(PARTS), breakdowns=["sex", "age"],
        )  # fmt: skip
        began = time.perf_counter()
        counted = count(report)
        data = time.perf_counter() - began
    marks: dict[str, float] = {}
    snapshot = assemble(
        counted, Earlier(), lambda stage, _percent: marks.update({stage: time.perf_counter()})
    )
    charts = time.perf_counter() - marks[RunStage.DRAWING]
    proof = marks[RunStage.DRAWING] - marks[RunStage.PROTECTING]
    html = document_html(snapshot)
    began = time.perf_counter()
    pages = write_pdf(html)
    layout = time.perf_counter() - began
    whole = data + proof + charts + layout
    return (
        f"{clock.now():%Y-%m-%d}  {number} cases: data {data:.2f} s = {100 * data / whole:.0f} % of all; "
        f"protection {proof:.2f} s, charts {charts:.2f} s, layout {layout:.2f} s; "
        f"whole {whole / layout:.2f} x laying out the same pages ({len(pages) // 1024} KB); "
        f"peak {peak_memory_mb():.0f} MB"
    )


def _fill(number: int, member: int) -> None:
    """Persons of all kinds, each with a case, an experience, a cycle, services and one full assessment."""
    day = "date '2020-01-01' + (n % 1000)::int"
    person = {"birth_year": "1960 + n % 50", "sex": "CASE WHEN n % 7 = 0 THEN 'male' ELSE 'female' END"}
    series(Person, number, case_code="'B' || lpad(to_hex(n), 8, '0')", citizenship="'AL'", **person)
    routes = "(ARRAY['law_enforcement','ngo_partner','hotline','self'])[1 + n % 4]"
    series(
        Case, number, person_id=key_of(), opened_on=day, case_manager_id=str(member), intake_route=routes,
        model_of_care="(ARRAY['res_shelter','nonres_day_centre'])[1 + n % 2]",
    )  # fmt: skip
    purposes = "ARRAY[(ARRAY['sexual_exploitation','forced_labour','forced_begging'])[1 + n % 3]]"
    series(
        TraffickingEpisode, number, person_id=key_of(), case_id=key_of(), purposes=purposes,
        relation_to_assistance="'index'",
    )  # fmt: skip
    ended = "CASE WHEN n % 2 = 0 THEN date '2022-06-30' END"
    outcome = "CASE WHEN n % 2 = 0 THEN 'reintegrated_successfully' ELSE '' END"
    series(
        ProgrammeCycle, number, case_id=key_of(), started_on=day, phase_decided_on=day,
        ended_on=f"GREATEST({ended}, {day})", end_outcome=outcome,
    )  # fmt: skip
    series(PhasePeriod, number, cycle_id=key_of(), phase="'crisis'", from_on=day, decided_by_id=str(member))
    series(
        ServiceDelivery, number * DELIVERIES, case_id=key_of(f"1 + (n - 1) / {DELIVERIES}"),
        on="date '2022-12-01'", service="'psychosocial.individual_counselling'", category="'psychosocial'",
    )  # fmt: skip
    series(
        FactorAssessment, number, case_id=key_of(), cycle_id=key_of(), kind="'periodic'",
        on="date '2022-11-01'", phase_at="'crisis'", by_id=str(member), status="'final'",
    )  # fmt: skip
    series(
        FactorScore, number * SCORES, assessment_id=key_of(f"1 + (n - 1) / {SCORES}"),
        factor=f"1 + (n - 1) % {SCORES}", worker_score="1 + n % 5",
    )  # fmt: skip
