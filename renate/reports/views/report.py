"""List, draft, edit and show reports."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from renate.accounts.access import can
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.kit.forms import add_rule_error, form_status
from renate.reports import operations
from renate.reports.access import AT_WORK, visible_reports
from renate.reports.codes import Preset
from renate.reports.forms import ReportForm, initial_of, preset_initial
from renate.reports.presenting import report_page
from renate.reports.tasks import poke
from renate.tenancy.models.organisation import OrganisationKind


@requires(*AT_WORK, Act.READ_ISSUED)
def report_list(request: MemberRequest) -> HttpResponse:
    """All reports the member may read, newest first."""
    context = {
        "reports": visible_reports(request.membership).newest_first().with_issue_day(),
        "may_write": can(request.membership, Act.WRITE_REPORT),
    }
    return render(request, "reports/report_list.html", context)


@requires(Act.WRITE_REPORT)
def report_new(request: MemberRequest) -> HttpResponse:
    """Draft a report; its figures are asked for at once."""
    preset = request.GET.get("preset", "")
    initial = {"cut_off_on": clock.today(), **preset_initial(preset)}
    form = _form(request, initial)
    if form.is_valid():
        try:
            report = operations.draft_report(by=request.membership, on=clock.today(), **form.cleaned_data)
        except RuleError as error:
            add_rule_error(form, error)
        else:
            poke(operations.preview_tables(by=request.membership, report=report))
            return redirect("reports:report_show", report.public_id)
    context = {"form": form, "presets": Preset.choices, "preset": preset or Preset.OWN}
    return render(request, "reports/report_new.html", context, status=form_status(form))


def _form(request: MemberRequest, initial: dict[str, Any]) -> ReportForm:
    is_network = request.organisation.kind == OrganisationKind.SECRETARIAT
    return ReportForm(request.POST or None, initial=initial, is_network=is_network, on=clock.today())


@requires(Act.WRITE_REPORT)
def report_edit(request: MemberRequest, ref: str) -> HttpResponse:
    """Change text, period or tables of a report that is not issued."""
    report = get_object_or_404(visible_reports(request.membership), public_id=ref)
    form = _form(request, initial_of(report))
    if form.is_valid():
        try:
            report = operations.edit_report(
                by=request.membership, on=clock.today(), report=report, **form.cleaned_data
            )
        except RuleError as error:
            add_rule_error(form, error)
        else:
            poke(operations.preview_tables(by=request.membership, report=report))
            messages.success(request, "The report has been changed. Its figures are being worked out.")
            return redirect("reports:report_show", report.public_id)
    context = {"form": form, "report": report}
    return render(request, "reports/report_edit.html", context, status=form_status(form))


@requires(*AT_WORK, Act.READ_ISSUED)
def report_show(request: MemberRequest, ref: str) -> HttpResponse:
    """The report as it will be printed, or as it was issued; figures are protected here too."""
    report = get_object_or_404(visible_reports(request.membership).with_money(), public_id=ref)
    return render(request, "reports/report_show.html", report_page(request.membership, report))
