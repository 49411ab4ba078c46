"""The queue of report runs: a lost poke or a dead worker loses nothing."""

from datetime import timedelta

from renate.kit import clock
from renate.reports.codes import RunState
from renate.reports.models.run import LEASE
from renate.reports.operations import preview_tables
from renate.reports.tasks import sweep_runs
from renate.tenancy import scope


def ask(report, officer):
    with scope.enter(organisation=officer.organisation_id, user=officer.user_id):
        return preview_tables(by=officer, report=report)


def state_of(run, officer) -> str:
    with scope.enter(organisation=officer.organisation_id):
        run.refresh_from_db()
    return run.state


def test_sweep_takes_up_what_nobody_was_told_of(report, officer):
    run = ask(report, officer)

    sweep_runs()

    assert state_of(run, officer) == RunState.DONE


def test_sweep_leaves_alone_what_a_worker_has(report, officer):
    run = ask(report, officer)
    with scope.enter(organisation=officer.organisation_id):
        run.state, run.claimed_at = RunState.RUNNING, clock.now()
        run.save()

    sweep_runs()

    assert state_of(run, officer) == RunState.RUNNING


def test_sweep_takes_over_from_a_worker_that_died(report, officer):
    run = ask(report, officer)
    with scope.enter(organisation=officer.organisation_id):
        run.state, run.claimed_at = RunState.RUNNING, clock.now() - LEASE - timedelta(seconds=1)
        run.save()

    sweep_runs()

    assert state_of(run, officer) == RunState.DONE
