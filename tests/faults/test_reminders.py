"""Two days of reminders while everything breaks once; `make faults` is four weeks of it."""

import os
import re
import subprocess
import sys

import pytest
from django.db import connections

from tests.isolation.tally import TALLY, Tally

LAST = re.compile(r"reminders (\d+), faults (\d+), lost (\d+), doubled (\d+)\s*$")
KINDS = {
    "workers in mid-sweep", "worker", "pool process", "beat", "broker", "database", "mail refused",
    "clock change", "month of downtime",
}  # fmt: skip


@pytest.mark.rule("R-02", "R-13", "R-23", "R-24")
@pytest.mark.django_db(databases=["default", "owner"])
def test_no_fault_loses_or_doubles_a_reminder(request: pytest.FixtureRequest) -> None:
    found = connections["owner"].settings_dict
    host = found["OPTIONS"].get("host") or found["HOST"]
    migrated = {
        "PGHOST": host, "PGUSER": found["USER"], "PGPASSWORD": found["PASSWORD"],
        "PGDATABASE": found["NAME"], "PGPORT": str(found["PORT"] or 5432), "RENATE_EMBEDDED_FAST": "1",
    }  # fmt: skip

    run = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--template"], env={**os.environ, **migrated},
        capture_output=True, text=True, timeout=500, check=False,
    )  # fmt: skip

    line = LAST.search(run.stdout)
    assert line, run.stderr[-4000:]
    reminders, faults, lost, doubled = map(int, line.groups())
    tally: Tally = request.config.pluginmanager.get_plugin(TALLY)  # type: ignore[assignment]
    for name, number in zip(("reminders", "faults", "lost", "doubled"), map(int, line.groups()), strict=True):
        tally.add(name, number)
    assert (lost, doubled) == (0, 0)
    assert reminders > 300
    assert faults >= len(KINDS)
    assert set(re.findall(r"\d+ ([a-z -]+?)[,;]", run.stdout)) >= KINDS
