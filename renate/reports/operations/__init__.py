"""Use cases of reports."""

from renate.reports.operations.drafting import ReportError, draft_report, edit_report
from renate.reports.operations.exporting import export_report
from renate.reports.operations.issuing import issue_report
from renate.reports.operations.running import carry_out, preview_tables

__all__ = [
    "ReportError",
    "carry_out",
    "draft_report",
    "edit_report",
    "export_report",
    "issue_report",
    "preview_tables",
]
