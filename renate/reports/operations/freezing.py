"""The last step of issuing: figures, definitions, filters, hash and PDF are kept for good."""

from datetime import date
from hashlib import sha256

from django.db import transaction

from renate import audit
from renate.kit import clock
from renate.reports.codes import ReportState, RunStage, RunState, StepKind
from renate.reports.models import Report, ReportIssue, ReportRun
from renate.reports.operations.drafting import take_step
from renate.reports.operations.telling import tell_end
from renate.reports.snapshot import snapshot_hash


@transaction.atomic
def freeze(*, run: ReportRun, on: date, version: int, pdf: bytes) -> ReportIssue | None:
    """Keep the issue and tell who asked; nothing when the report was changed or issued meanwhile (S3-90)."""
    report = Report.objects.select_for_update().get(pk=run.report_id)
    if not ReportRun.objects.filter(pk=run.pk, state=RunState.RUNNING).exists():
        return None  # stopped while the pages were laid out
    if report.state != ReportState.APPROVED or report.fingerprint != run.fingerprint:
        _finish(run, RunState.FAILED, "changed")
        tell_end(run)
        return None
    issue = ReportIssue(
        report=report,
        version=version,
        issued_on=on,
        issued_by=run.asked_by,
        correction=report.correction,
        snapshot=run.frozen,
        snapshot_sha256=snapshot_hash(run.frozen),
        pdf=pdf,
        pdf_sha256=sha256(pdf).hexdigest(),
    )
    issue.full_clean()
    issue.save()
    report.state = ReportState.ISSUED
    report.save(update_fields=["state", "updated_at"])
    _finish(run, RunState.DONE)
    audit.record(
        "report.issued", on=report, version=version, content=issue.snapshot_sha256, document=issue.pdf_sha256
    )
    take_step(report, StepKind.ISSUED, by=run.asked_by, on=on)
    tell_end(run)
    return issue


def _finish(run: ReportRun, state: str, problem: str = "") -> None:
    ReportRun.objects.filter(pk=run.pk).update(
        state=state,
        problem=problem,
        stage=RunStage.FINISHED,
        percent=100,
        snapshot=None,  # the issue has it, or it is out of date
        finished_at=clock.now(),
    )
