"""Long work: counting, protecting, drawing, laying out, with progress that others can see meanwhile."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction

from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.reports.codes import RunPurpose, RunStage, RunState
from renate.reports.models import Report, ReportRun
from renate.reports.operations.freezing import freeze
from renate.reports.pdf import render_pdf
from renate.reports.queries import earlier_figures
from renate.reports.snapshot import assemble, count
from renate.tenancy import scope

logger = logging.getLogger(__name__)


@transaction.atomic
def preview_tables(*, by: Membership, report: Report) -> ReportRun:
    """Have the figures worked out; asking twice while nothing has changed makes one run."""
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
        _WORK[RunPurpose(run.purpose)](run, inside)
    except Exception:
        logger.exception("report run %s failed", ref)
        with scope.enter(**inside):
            ReportRun.objects.filter(pk=run.pk).update(
                state=RunState.FAILED, problem="unexpected", finished_at=clock.now()
            )


def _claim(ref: str) -> ReportRun | None:
    now = clock.now()
    free = ReportRun.objects.claimable(now).select_for_update(skip_locked=True, of=("self",))
    run = free.filter(public_id=ref).select_related("asked_by", "report").first()
    if run:
        run.state, run.claimed_at = RunState.RUNNING, now
        run.save(update_fields=["state", "claimed_at", "updated_at"])
    return run


def _progress(run: ReportRun, inside: dict[str, Any]) -> Callable[[RunStage, int], None]:
    def tell(stage: RunStage, percent: int) -> None:
        with scope.enter(**inside):
            ReportRun.objects.filter(pk=run.pk).update(stage=stage, percent=percent)

    return tell


def _work_out(run: ReportRun, inside: dict[str, Any]) -> None:
    tell = _progress(run, inside)
    tell(RunStage.COUNTING, 10)
    with scope.enter(**inside):
        report = Report.objects.get(pk=run.report_id)
        fingerprint = report.fingerprint
        counted, earlier = count(report), earlier_figures(report)
    snapshot = assemble(counted, earlier, tell)
    with scope.enter(**inside):
        ReportRun.objects.filter(pk=run.pk).update(
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
    pdf = render_pdf(run.frozen, version=version, issued_on=on)
    with scope.enter(**inside):
        freeze(run=run, on=on, version=version, pdf=pdf)


_WORK = {RunPurpose.PREVIEW: _work_out, RunPurpose.ISSUE: _issue}
