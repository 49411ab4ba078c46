"""Working out, watching progress, stopping, taking out."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit.errors import RuleError
from renate.reports import operations
from renate.reports.access import AT_WORK, visible_reports
from renate.reports.models import Report
from renate.reports.operations import ReportError
from renate.reports.queries import latest_run
from renate.reports.tasks import poke


def _report(request: MemberRequest, ref: str) -> Report:
    return get_object_or_404(visible_reports(request.membership).with_money(), public_id=ref)


@requires(Act.WRITE_REPORT, Act.ISSUE_REPORT)
@require_POST
def report_work_out(request: MemberRequest, ref: str) -> HttpResponse:
    """Have the figures worked out again."""
    report = _report(request, ref)
    try:
        poke(operations.preview_tables(by=request.membership, report=report))
    except RuleError as error:
        messages.error(request, " ".join(error.reasons))
    return redirect("reports:report_show", report.public_id)


@requires(*AT_WORK)
@require_POST
def report_stop(request: MemberRequest, ref: str) -> HttpResponse:
    """Stop what is under way."""
    report = _report(request, ref)
    if operations.stop_run(by=request.membership, report=report):
        messages.success(request, "The work has been stopped. Nothing was changed.")
    return redirect("reports:report_show", report.public_id)


@requires(*AT_WORK, Act.READ_ISSUED)
def report_progress(request: MemberRequest, ref: str) -> HttpResponse:
    """How far a run is, for the bar on the page; at the end the page loads itself anew."""
    report = _report(request, ref)
    run = latest_run(report)
    if run is None or not run.is_under_way:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "reports/report_show.html#progress", {"report": report, "run": run})


@requires(*AT_WORK, Act.READ_ISSUED)
def report_download(request: MemberRequest, ref: str, kind: str) -> HttpResponse:
    """An issued report, or an earlier version of it, as a file with a neutral name."""
    report = _report(request, ref)
    asked = request.GET.get("version", "")
    version = int(asked) if asked.isdecimal() and len(asked) < 4 else None
    try:
        export = operations.export_report(by=request.membership, report=report, kind=kind, version=version)
    except ReportError as error:
        raise Http404 from error
    answer = HttpResponse(export.content, content_type=export.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{export.name}"'
    answer["Cache-Control"] = "no-store"
    return answer
