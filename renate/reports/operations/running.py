"""Long work: counting, protecting, drawing, laying out, with progress that others can see meanwhile."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.reports.branding import brand_of
from renate.reports.codes import ReportState, RunPurpose, RunStage, RunState
from renate.reports.models import Report, ReportRun
from renate.reports.network import count_network
from renate.reports.operations.drafting import ReportError
from renate.reports.operations.freezing import freeze
from renate.reports.operations.telling import tell_end
from renate.reports.pdf import Issue, render_pdf
from renate.reports.queries import earlier_figures
from renate.reports.snapshot import assemble, count
from renate.tenancy import scope

logger = logging.getLogger(__name__)


class Stopped(Exception):
    """Somebody stopped the run meanwhile."""


class Refused(Exception):
    """The run can't be done; the code says why on the page."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@transaction.atomic
def preview_tables(*, by: Membership, report: Report) -> ReportRun:
    """Have the figures worked out; asking twice while nothing has changed makes one run.

    What was reviewed stays as it was reviewed: a report goes back to draft before it is counted again.
    """
    if report.state != ReportState.DRAFT:
        raise ReportError(_("Return the report to draft before its figures are worked out again."))
    return ask(by=by, report=report, purpose=RunPurpose.PREVIEW)


def ask(*, by: Membership, report: Report, purpose: str, snapshot: dict[str, Any] | None = None) -> ReportRun:
    """A run for the queue (`tasks.poke` tells it), or the one under way for the same content."""
    Report.objects.select_for_update().get(pk=report.pk)
    same = report.runs.filter(purpose=purpose, fingerprint=report.fingerprint)
    under_way = same.filter(state__in=[RunState.WAITING, RunState.RUNNING]).first()
    if under_way:
        return under_way
    run = ReportRun.objects.create(
        report=report, purpose=purpose, asked_by=by, fingerprint=report.fingerprint, snapshot=snapshot
    )
    audit.record("report.asked", on=report, purpose=purpose)
    return run


@transaction.atomic
def stop_run(*, by: Membership, report: Report) -> bool:
    """Stop what is under way; the worker sees it at its next step. Returns whether there was something."""
    open_runs = ReportRun.objects.filter(report=report, state__in=[RunState.WAITING, RunState.RUNNING])
    stopped = open_runs.update(state=RunState.CANCELLED, finished_at=clock.now())
    if stopped:
        audit.record("report.stopped", on=report)
    return bool(stopped)


def carry_out(organisation: int, ref: str) -> None:
    """Do one run. Each step is a transaction of its own, so that the page sees how far it is.

    Does nothing when the run is done or another worker has it. What fails is said on the row.
    """
    with scope.enter(organisation=organisation):
        run = _claim(ref)
    if run is None:
        return
    inside = {"organisation": organisation, "user": run.asked_by.user_id}
    try:
        _check_may_run(run)
        _WORK[RunPurpose(run.purpose)](run, inside)
    except Stopped:
        return
    except Refused as refusal:
        _fail(run, inside, refusal.problem)
    except Exception:
        logger.exception("report run %s failed", ref)
        _fail(run, inside, "unexpected")


def _check_may_run(run: ReportRun) -> None:
    if not run.organisation.is_active:
        raise Refused("suspended")


def _fail(run: ReportRun, inside: dict[str, Any], problem: str) -> None:
    with scope.enter(**inside):
        running = ReportRun.objects.filter(pk=run.pk, state=RunState.RUNNING)
        running.update(state=RunState.FAILED, problem=problem, finished_at=clock.now())
        tell_end(run)


def _claim(ref: str) -> ReportRun | None:
    now = clock.now()
    free = ReportRun.objects.claimable(now).select_for_update(skip_locked=True, of=("self",))
    run = free.filter(public_id=ref).select_related("asked_by", "report", "organisation").first()
    if run:
        run.state, run.claimed_at = RunState.RUNNING, now
        run.save(update_fields=["state", "claimed_at", "updated_at"])
    return run


def _progress(run: ReportRun, inside: dict[str, Any]) -> Callable[[RunStage, int], None]:
    def tell(stage: RunStage, percent: int) -> None:
        with scope.enter(**inside):
            running = ReportRun.objects.filter(pk=run.pk, state=RunState.RUNNING)
            if not running.update(stage=stage, percent=percent):
                raise Stopped

    return tell


def _work_out(run: ReportRun, inside: dict[str, Any]) -> None:
    tell = _progress(run, inside)
    tell(RunStage.COUNTING, 5)
    with scope.enter(**inside):
        report = Report.objects.get(pk=run.report_id)
        fingerprint = report.fingerprint
        if report.is_network:
            counted, earlier = None, earlier_figures(report)
        else:
            counted, earlier = count(report), earlier_figures(report)
    if counted is None:
        counted = count_network(report, inside, tell)
    snapshot = assemble(counted, earlier, tell)
    with scope.enter(**inside):
        ReportRun.objects.filter(pk=run.pk, state=RunState.RUNNING).update(
            snapshot=snapshot,
            fingerprint=fingerprint,
            state=RunState.DONE,
            stage=RunStage.FINISHED,
            percent=100,
            finished_at=clock.now(),
        )


def _issue(run: ReportRun, inside: dict[str, Any]) -> None:
    _progress(run, inside)(RunStage.LAYOUT, 50)
    with scope.enter(**inside):
        on = clock.today()
        version = run.report.issues.count() + 1
        issue = Issue(version, on, run.report.correction, brand_of(), audit.own_head())
    pdf = render_pdf(run.frozen, issue)
    _progress(run, inside)(RunStage.LAYOUT, 95)
    with scope.enter(**inside):
        freeze(run=run, on=on, version=version, pdf=pdf)


_WORK = {RunPurpose.PREVIEW: _work_out, RunPurpose.ISSUE: _issue}
