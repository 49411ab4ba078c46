"""Issuing a report."""

from datetime import date

from django.db import transaction

from renate.accounts.models import Membership
from renate.reports.codes import RunPurpose, StepKind
from renate.reports.models import Report, ReportRun
from renate.reports.operations.drafting import check_quotes
from renate.reports.operations.running import ask
from renate.reports.operations.steps import check_step
from renate.reports.queries import latest_preview
from renate.reports.quoting import chosen_words


@transaction.atomic
def issue_report(*, by: Membership, on: date, report: Report) -> ReportRun:
    """Issue what was approved, number for number; always protected, there is no other way out (S3-90).

    The document is laid out by the queue; the report is issued when it is there.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    check_step(report, StepKind.ISSUED, by)
    check_quotes(report, on)
    preview = latest_preview(report)
    words = chosen_words(report.quotes, report.audience, on)
    snapshot = preview.frozen | {"quotes": words} if preview else None
    return ask(by=by, report=report, purpose=RunPurpose.ISSUE, snapshot=snapshot)
