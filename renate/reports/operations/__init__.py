"""Use cases of reports."""

from renate.reports.operations.branding import BrandError, set_brand
from renate.reports.operations.drafting import ReportError, draft_report, edit_report
from renate.reports.operations.exporting import export_report
from renate.reports.operations.issuing import issue_report
from renate.reports.operations.quoting import QuoteError, keep_quote
from renate.reports.operations.running import carry_out, preview_tables, stop_run
from renate.reports.operations.steps import approve_report, correct_report, return_report, review_report

__all__ = [
    "BrandError",
    "QuoteError",
    "ReportError",
    "approve_report",
    "carry_out",
    "correct_report",
    "draft_report",
    "edit_report",
    "export_report",
    "issue_report",
    "keep_quote",
    "preview_tables",
    "return_report",
    "review_report",
    "set_brand",
    "stop_run",
]
