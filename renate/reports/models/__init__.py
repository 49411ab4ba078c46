"""A report, the runs that work it out, and what was issued."""

from renate.reports.models.issue import ReportIssue
from renate.reports.models.report import Report
from renate.reports.models.run import ReportRun

__all__ = ["Report", "ReportIssue", "ReportRun"]
