"""A notice at the end of long work, to whoever asked for it."""

from django.urls import reverse

from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice
from renate.reports.models import ReportRun


def tell_end(run: ReportRun) -> None:
    """The document is there, or the work could not be finished: the page says what to do (R-24)."""
    post_notice(
        to=run.asked_by,
        key=f"report-run-{run.public_id}",
        kind=NoticeKind.REPORT,
        ref=run.report.public_id,
        url=reverse("reports:report_show", args=[run.report.public_id]),
        mail=False,
    )
