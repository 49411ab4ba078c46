"""A person takes their words back: they leave every report that is not issued, and its writers are told."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.codes import ConsentPurpose
from renate import audit
from renate.accounts.models import Membership
from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice
from renate.reports.codes import ReportState, StepKind
from renate.reports.models import Quote, Report
from renate.reports.operations.drafting import take_step


def take_words_back(consent: Any, by: Membership, on: date) -> None:
    """Called when a consent is withdrawn (S3-91). An issued document stays: its writers correct it."""
    if consent.purpose != ConsentPurpose.MEDIA_STORY:
        return
    gone = set(Quote.objects.filter(consent=consent).values_list("public_id", flat=True))
    for report in Report.objects.filter(quotes__overlap=list(gone)).select_for_update().order_by("pk"):
        if not report.is_issued:
            _take_out(report, gone, by, on)
        _tell_writers(report, consent, on)


def _take_out(report: Report, gone: set[str], by: Membership, on: date) -> None:
    """What was reviewed or approved with these words is a draft again."""
    report.quotes = [ref for ref in report.quotes if ref not in gone]
    report.state = ReportState.DRAFT
    report.save(update_fields=["quotes", "state", "updated_at"])
    note = _("A person no longer agrees to their words: they were taken out.")
    take_step(report, StepKind.RETURNED, by=by, on=on, note=note)
    audit.record("report.returned", on=report, words_taken_out=True)


def _tell_writers(report: Report, consent: Any, on: date) -> None:
    """Whoever wrote, reviewed, approved or issued it; the notice names nobody."""
    seats = report.steps.exclude(kind=StepKind.RETURNED).values("by")
    for member in Membership.objects.filter(pk__in=seats, is_active=True):
        post_notice(
            to=member,
            key=f"report-words-{report.public_id}-{consent.public_id}",
            kind=NoticeKind.REPORT,
            ref=report.public_id,
            url=reverse("reports:report_show", args=[report.public_id]),
            due_on=on,
        )


__all__ = ["take_words_back"]
