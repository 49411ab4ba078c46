"""Working out, watching progress, issuing, taking out."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.reports import operations
from renate.reports.access import visible_reports
from renate.reports.models import Report
from renate.reports.operations import ReportError
from renate.reports.presenting import issue_page
from renate.reports.queries import latest_run
from renate.reports.tasks import poke


def _report(request: MemberRequest, ref: str) -> Report:
    return get_object_or_404(visible_reports(request.membership).with_money(), public_id=ref)


@requires(Act.WRITE_REPORT, Act.ISSUE_REPORT)
@require_POST
def report_work_out(request: MemberRequest, ref: str) -> HttpResponse:
    """Have the figures worked out again."""
    report = _report(request, ref)
    poke(operations.preview_tables(by=request.membership, report=report))
    return redirect("reports:report_show", report.public_id)


@requires(Act.WRITE_REPORT, Act.ISSUE_REPORT, Act.READ_ISSUED)
def report_progress(request: MemberRequest, ref: str) -> HttpResponse:
    """How far a run is, for the bar on the page; at the end the page loads itself anew."""
    report = _report(request, ref)
    run = latest_run(report)
    if run is None or not run.is_under_way:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "reports/report_show.html#progress", {"report": report, "run": run})


@requires(Act.ISSUE_REPORT)
def report_issue(request: MemberRequest, ref: str) -> HttpResponse:
    """Check before it goes out, then issue."""
    report = _report(request, ref)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            run = operations.issue_report(by=request.membership, on=clock.today(), report=report)
        except RuleError as error:
            reasons = error.reasons
        else:
            poke(run)
            messages.success(request, "The document is being made. You may leave this page.")
            return redirect("reports:report_show", report.public_id)
    context = issue_page(report) | {"reasons": reasons}
    return render(request, "reports/report_issue.html", context, status=422 if reasons else 200)


@requires(Act.WRITE_REPORT, Act.ISSUE_REPORT, Act.READ_ISSUED)
def report_download(request: MemberRequest, ref: str, kind: str) -> HttpResponse:
    """An issued report as a file with a neutral name."""
    report = _report(request, ref)
    try:
        export = operations.export_report(by=request.membership, report=report, kind=kind)
    except ReportError as error:
        raise Http404 from error
    answer = HttpResponse(export.content, content_type=export.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{export.name}"'
    answer["Cache-Control"] = "no-store"
    return answer
