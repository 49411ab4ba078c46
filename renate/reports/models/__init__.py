"""A report, its steps and runs, what was issued; words of persons; how it looks."""

from renate.reports.models.brand import Brand
from renate.reports.models.issue import ReportIssue
from renate.reports.models.quote import Quote
from renate.reports.models.report import Report
from renate.reports.models.run import ReportRun
from renate.reports.models.step import ReportStep

__all__ = ["Brand", "Quote", "Report", "ReportIssue", "ReportRun", "ReportStep"]
