"""Issuing a report."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from renate.accounts.models import Membership
from renate.reports.codes import RunPurpose
from renate.reports.models import Report, ReportRun
from renate.reports.operations.drafting import ReportError
from renate.reports.operations.running import ask
from renate.reports.queries import latest_preview


@transaction.atomic
def issue_report(*, by: Membership, on: date, report: Report) -> ReportRun:
    """Issue what the preview shows, number for number; always protected, there is no other way out (S3-90).

    The document is laid out by the queue; the report is issued when it is there.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.is_issued:
        raise ReportError(_("This report has been issued already."))
    preview = latest_preview(report)
    if preview is None or preview.fingerprint != report.fingerprint:
        raise ReportError(_("Work out the figures again: the report has changed since they were made."))
    if preview.frozen["protection"]["exposed"]:
        raise ReportError(
            _("With an issued report beside them these figures give a small number away. Change the period.")
        )
    return ask(by=by, report=report, purpose=RunPurpose.ISSUE, snapshot=preview.snapshot)
