"""Taking an issued report out of the house, as a file."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from renate import audit
from renate.accounts.models import Membership
from renate.reports.models import Report, ReportIssue
from renate.reports.operations.drafting import ReportError
from renate.reports.sheets import csv_bytes, xlsx_bytes

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@dataclass(frozen=True)
class Export:
    """A file with a neutral name."""

    name: str
    content_type: str
    content: bytes


@transaction.atomic
def export_report(*, by: Membership, report: Report, kind: str, version: int | None = None) -> Export:
    """The kept document, or its figures as a spreadsheet; only of issued reports, and always in the audit."""
    issues = ReportIssue.objects.filter(report=report).newest_first()
    issue = (issues.filter(version=version) if version else issues).first()
    if issue is None or kind not in TYPES:
        raise ReportError(_("Only issued reports can be taken out as a file."))
    content = {
        "pdf": lambda: bytes(issue.pdf),
        "xlsx": lambda: xlsx_bytes(issue.snapshot),
        "csv": lambda: csv_bytes(issue.snapshot),
    }[kind]()
    audit.record("report.exported", on=report, kind=kind, version=issue.version)
    name = f"report-{report.public_id}" + (f"-v{issue.version}" if issue.version > 1 else "")
    return Export(f"{name}.{kind}", TYPES[kind], content)
