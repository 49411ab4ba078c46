"""What the pages of a report show, from snapshot, run and issue."""

from datetime import datetime
from typing import Any

from django.utils.safestring import mark_safe

from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.reports.codes import Audience, ReportState
from renate.reports.models import Report, ReportIssue, ReportRun
from renate.reports.queries import current_issue, latest_preview, latest_run

TONES = {ReportState.DRAFT: "neutral", ReportState.REVIEWED: "info", ReportState.APPROVED: "info",
         ReportState.ISSUED: "good"}  # fmt: skip


def report_page(membership: Membership, report: Report) -> dict[str, Any]:
    """Context of the report's page: the issued figures, else the newest worked out."""
    issue = current_issue(report)
    run = latest_run(report)
    preview = None if issue else latest_preview(report)
    return {
        "report": report,
        "tone": TONES[ReportState(report.state)],
        "facts": facts(report, issue),
        "issue": issue,
        "run": run,
        "is_stale": preview is not None and preview.fingerprint != report.fingerprint,
        "may_write": can(membership, Act.WRITE_REPORT) and not report.is_issued,
        "may_issue": can(membership, Act.ISSUE_REPORT) and not report.is_issued,
        **content(issue or preview),
    }


def issue_page(report: Report) -> dict[str, Any]:
    """Context of the check before a report goes out."""
    preview = latest_preview(report)
    ready = preview is not None and preview.fingerprint == report.fingerprint and not report.is_issued
    return {"report": report, "facts": facts(report, None), "ready": ready, **content(preview)}


def facts(report: Report, issue: ReportIssue | None) -> list[dict[str, Any]]:
    """The summary list."""
    rows: list[tuple[str, Any]] = [
        ("Period", f"{_day(report.period_from)} to {_day(report.period_to)}"),
        ("Figures as at", _day(report.cut_off_on)),
        ("Programme", report.programme.name if report.programme else "All programmes"),
        ("Grant", str(report.grant) if report.grant else "All grants"),
        ("Readers", Audience(report.audience).label),
        ("Smallest count shown", report.threshold),
    ]
    if issue:
        rows += [
            ("Issued", f"{_day(issue.issued_on)} by {issue.issued_by}, version {issue.version}"),
            ("Content SHA-256", issue.snapshot_sha256),
        ]
    return [{"label": label, "value": value} for label, value in rows]


def _day(value: Any) -> str:
    return f"{value.day} {value:%b %Y}"


def content(source: ReportRun | ReportIssue | None) -> dict[str, Any]:
    """Sections with chart, tables and the definitions of what they count."""
    if source is None or source.snapshot is None:
        return {"sections": [], "protection": None, "narrative": "", "made_at": None}
    snapshot = source.snapshot
    return {
        "sections": [_section(section, snapshot["definitions"]) for section in snapshot["sections"]],
        "protection": snapshot["protection"],
        "narrative": mark_safe(snapshot["narrative"]),  # noqa: S308 (cleaned by nh3 when it was worked out)
        "made_at": datetime.fromisoformat(snapshot["made_at"]),
        "most": snapshot["report"]["threshold"] - 1,
    }


def _section(section: dict[str, Any], definitions: list[dict[str, Any]]) -> dict[str, Any]:
    chart = section["chart"]
    return section | {
        "svg": mark_safe(chart["svg"]) if chart else "",  # noqa: S308 (drawn by our own code, labels escaped)
        "definitions": [each for each in definitions if section["key"] in each["tables"]],
    }
