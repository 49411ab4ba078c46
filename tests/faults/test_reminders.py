"""A short run of the faults, where RENATE_LONG is set; `make faults` is the long one."""

import os
import re
import subprocess
import sys

import pytest
from django.db import connections

from tests.isolation.tally import TALLY, Tally

LAST = re.compile(r"reminders (\d+), faults (\d+), lost (\d+), doubled (\d+)\s*$")


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
        capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip

    line = LAST.search(run.stdout)
    assert line, run.stderr[-4000:]
    reminders, faults, lost, doubled = map(int, line.groups())
    tally: Tally = request.config.pluginmanager.get_plugin(TALLY)  # type: ignore[assignment]
    for name, number in zip(("reminders", "faults", "lost", "doubled"), map(int, line.groups()), strict=True):
        tally.add(name, number)
    assert (lost, doubled) == (0, 0)
    assert reminders > 100
    assert faults > 10
