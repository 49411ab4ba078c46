"""Reads over reports, their runs and issues."""

from renate.reports.codes import RunPurpose, RunState, StepKind
from renate.reports.models import Report, ReportIssue, ReportRun
from renate.reports.rules import Eyes, Span, begins_again
from renate.reports.snapshot import Earlier

_LOOK_BACK = 12


def latest_run(report: Report) -> ReportRun | None:
    """The newest run of whatever purpose: what the page shows progress of."""
    return ReportRun.objects.light().filter(report=report).order_by("-pk").first()


def latest_preview(report: Report) -> ReportRun | None:
    """The newest finished figures."""
    done = report.runs.filter(purpose=RunPurpose.PREVIEW, state=RunState.DONE)
    return done.order_by("-pk").first()


def current_issue(report: Report) -> ReportIssue | None:
    """The newest version, without its bytes."""
    return report.issues.defer("pdf").select_related("issued_by__user").order_by("-version").first()


def eyes_on(report: Report) -> Eyes:
    """Who has written, reviewed and approved it as it stands; what an issued version saw is past."""
    authors: set[int] = set()
    seen: dict[str, int] = {}
    for kind, by in report.steps.order_by("pk").values_list("kind", "by"):
        if kind in {StepKind.DRAFTED, StepKind.EDITED, StepKind.CORRECTING}:
            authors.add(by)
        if begins_again(kind):
            seen.clear()
        else:
            seen[kind] = by
    return Eyes(frozenset(authors), seen.get(StepKind.REVIEWED), seen.get(StepKind.APPROVED))


def span_of(report: Report) -> Span:
    """What the report counts."""
    return Span(report.period_from, report.period_to, report.cut_off_on)


def earlier_figures(report: Report) -> Earlier:
    """What issued reports about the same money already show (domain 6, small numbers 4)."""
    issues = (
        ReportIssue.objects.filter(
            report__programme=report.programme_id,
            report__grant=report.grant_id,
            report__only_charged=report.only_charged,
        )
        .defer("pdf")
        .select_related("report")
        .order_by("-issued_on", "-pk")[:_LOOK_BACK]
    )
    own, same, other = span_of(report), None, None
    for issue in issues:
        if span_of(issue.report) == own:
            same = same or issue
        elif own.is_nested_with(span_of(issue.report)):
            other = other or issue
    nearest = other or same
    return Earlier(
        ref=nearest.report.public_id if nearest else "",
        same=_numbers(same),
        same_hidden=frozenset(key for key, value in _published(same).items() if value is None),
        other=_numbers(other),
    )


def _published(issue: ReportIssue | None) -> dict[str, int | None]:
    return issue.snapshot["published"] if issue else {}


def _numbers(issue: ReportIssue | None) -> dict[str, int]:
    return {key: value for key, value in _published(issue).items() if value is not None}
