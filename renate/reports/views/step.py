"""Review, approve, issue, return, correct: each with a check before it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.kit.forms import add_rule_error, form_status
from renate.reports import operations
from renate.reports.access import AT_WORK, visible_reports
from renate.reports.forms import CorrectionForm, ReturnForm
from renate.reports.models import Report
from renate.reports.presenting import step_page
from renate.reports.tasks import poke


def _report(request: MemberRequest, ref: str) -> Report:
    return get_object_or_404(visible_reports(request.membership).with_money(), public_id=ref)


def _take(
    request: MemberRequest, ref: str, template: str, take: Callable[..., Any], said: str
) -> tuple[HttpResponse, Any]:
    """Show what the step means; on the button take it, or say why not."""
    report = _report(request, ref)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            done = take(by=request.membership, on=clock.today(), report=report)
        except RuleError as error:
            reasons = error.reasons
        else:
            messages.success(request, said)
            return redirect("reports:report_show", report.public_id), done
    context = step_page(request.membership, report) | {"reasons": reasons}
    return render(request, template, context, status=422 if reasons else 200), None


@requires(Act.REVIEW_REPORT)
def report_review(request: MemberRequest, ref: str) -> HttpResponse:
    """Somebody else has checked figures and text."""
    said = "The report has been reviewed. It now waits for approval."
    return _take(request, ref, "reports/report_review.html", operations.review_report, said)[0]


@requires(Act.APPROVE_REPORT)
def report_approve(request: MemberRequest, ref: str) -> HttpResponse:
    """A third person stands for it."""
    said = "The report has been approved. It can be issued now."
    return _take(request, ref, "reports/report_approve.html", operations.approve_report, said)[0]


@requires(Act.ISSUE_REPORT)
def report_issue(request: MemberRequest, ref: str) -> HttpResponse:
    """Check before it goes out, then issue."""
    said = "The document is being made. You may leave this page."
    answer, run = _take(request, ref, "reports/report_issue.html", operations.issue_report, said)
    if run is not None:
        poke(run)
    return answer


@requires(*AT_WORK)
def report_return(request: MemberRequest, ref: str) -> HttpResponse:
    """Back to draft, with what is to be changed."""
    return _with_form(
        request,
        ref,
        ReturnForm(request.POST if request.method == "POST" else None),
        operations.return_report,
        "reports/report_return.html",
    )


@requires(Act.WRITE_REPORT)
def report_correct(request: MemberRequest, ref: str) -> HttpResponse:
    """Begin a new version that says what it corrects."""
    form = CorrectionForm(request.POST or None)
    return _with_form(request, ref, form, operations.correct_report, "reports/report_correct.html")


def _with_form(
    request: MemberRequest, ref: str, form: Any, take: Callable[..., Any], template: str
) -> HttpResponse:
    report = _report(request, ref)
    if request.method == "POST" and form.is_valid():
        try:
            take(by=request.membership, on=clock.today(), report=report, **form.cleaned_data)
        except RuleError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, "The report is a draft again.")
            return redirect("reports:report_show", report.public_id)
    return render(request, template, {"report": report, "form": form}, status=form_status(form))
