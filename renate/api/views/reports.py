"""Issued reports."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from renate import audit
from renate.accounts.roles import Act
from renate.api.serializers.reports import ReportDetail, ReportFigures, ReportLine
from renate.api.serializers.shared import PageQuestion, page_of
from renate.api.views.base import MemberView
from renate.api.views.cases import NOT_THERE
from renate.reports.access import visible_reports
from renate.reports.languages import words_of
from renate.reports.models import Report, ReportIssue


class ReportView(MemberView):
    """Reports that were issued; drafts are for the pages."""

    acts = (Act.WRITE_REPORT, Act.ISSUE_REPORT, Act.READ_ISSUED)

    def issue_of(self, ref: str) -> ReportIssue:
        """The newest version of a report the member may read. Raises Http404."""
        report = visible_reports(self.membership).issued().with_money().filter(public_id=ref).first()
        issue = report and report.issues.defer("pdf").order_by("-version").first()
        if report is None or issue is None:
            audit.record("access.denied", page="api")
            raise Http404
        issue.report = report
        return issue


class ReportListView(ReportView):
    """Issued reports, newest first."""

    @extend_schema(
        operation_id="report_list",
        tags=["Reports"],
        parameters=[PageQuestion],
        responses={200: page_of(ReportLine), 404: NOT_THERE},
    )
    def get(self, request: Request) -> Response:
        """The issued reports the asking member may read, newest first."""
        rows = visible_reports(self.membership).issued().newest_first().with_issue_day()
        return self.page(request, rows, lambda report: _line(report, report.issued_on), ReportLine)


class ReportDetailView(ReportView):
    """One issued report."""

    @extend_schema(
        operation_id="report_read", tags=["Reports"], responses={200: ReportDetail, 404: NOT_THERE}
    )
    def get(self, request: Request, ref: str) -> Response:
        """What a report covers, and the hashes of what was issued."""
        issue = self.issue_of(ref)
        report = issue.report
        body = {
            **_line(report, issue.issued_on),
            "programme": str(report.programme or ""),
            "grant": str(report.grant or ""),
            "threshold": report.threshold,
            "language": report.language,
            "version": issue.version,
            "snapshot_sha256": issue.snapshot_sha256,
            "pdf_sha256": issue.pdf_sha256,
        }
        return Response(ReportDetail(body).data)


class ReportFiguresView(ReportView):
    """The figures of one issued report."""

    @extend_schema(
        operation_id="report_figures", tags=["Reports"], responses={200: ReportFigures, 404: NOT_THERE}
    )
    def get(self, request: Request, ref: str) -> Response:
        """The published figures, with what each counts; null stands for a number too small to be shown."""
        issue = self.issue_of(ref)
        audit.record("report.exported", on=issue.report, kind="json", version=issue.version)
        body = {
            "ref": issue.report.public_id,
            "version": issue.version,
            "snapshot_sha256": issue.snapshot_sha256,
            "threshold": issue.report.threshold,
            "figures": issue.snapshot["published"],
            "definitions": issue.snapshot["definitions"],
        }
        headers = {"ETag": f'"{issue.snapshot_sha256}"', "Content-Language": words_of(issue.snapshot)}
        return Response(ReportFigures(body).data, headers=headers)


def _line(report: Report, issued_on: Any) -> dict[str, Any]:
    names = ("title", "period_from", "period_to", "cut_off_on")
    return {
        "ref": report.public_id,
        "issued_on": issued_on,
        **{name: getattr(report, name) for name in names},
    }
