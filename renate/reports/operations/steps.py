"""Reviewed, approved, returned, corrected: by different people, each step kept (four eyes)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from renate import audit
from renate.accounts.models import Membership
from renate.reports.codes import ReportState, StepKind
from renate.reports.models import Report
from renate.reports.operations.drafting import ReportError, take_step
from renate.reports.queries import eyes_on, latest_preview, latest_run
from renate.reports.quoting import usable_quotes
from renate.reports.rules import problems_of_step


@transaction.atomic
def review_report(*, by: Membership, on: date, report: Report) -> Report:
    """Somebody who did not write it has checked figures and text."""
    return _step_on(report, StepKind.REVIEWED, ReportState.REVIEWED, by=by, on=on)


@transaction.atomic
def approve_report(*, by: Membership, on: date, report: Report) -> Report:
    """A third person stands for it."""
    return _step_on(report, StepKind.APPROVED, ReportState.APPROVED, by=by, on=on)


def _step_on(report: Report, kind: StepKind, state: ReportState, *, by: Membership, on: date) -> Report:
    report = Report.objects.select_for_update().get(pk=report.pk)
    check_step(report, kind, by)
    report.state = state
    report.save(update_fields=["state", "updated_at"])
    take_step(report, kind, by=by, on=on)
    audit.record(f"report.{kind}", on=report)
    return report


def check_step(report: Report, kind: StepKind, by: Membership) -> None:
    """The right step, by the right person, on figures that are up to date."""
    if problems := problems_of_step(kind, state=report.state, who=by.pk, eyes=eyes_on(report)):
        raise ReportError(problems)
    run, preview = latest_run(report), latest_preview(report)
    if run is not None and run.is_under_way:
        raise ReportError(_("The figures are just being worked out. Wait until they are there."))
    if preview is None or preview.fingerprint != report.fingerprint:
        raise ReportError(_("Work out the figures again: the report has changed since they were made."))
    if preview.frozen["protection"]["exposed"]:
        raise ReportError(
            _("With an issued report beside them these figures give a small number away. Change the period.")
        )


@transaction.atomic
def return_report(*, by: Membership, on: date, report: Report, note: str = "") -> Report:
    """Back to draft: whoever reviews, approves or writes may ask for changes."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.state not in {ReportState.REVIEWED, ReportState.APPROVED}:
        raise ReportError(_("The report is not at this step. Look at it again."))
    report.state = ReportState.DRAFT
    report.save(update_fields=["state", "updated_at"])
    take_step(report, StepKind.RETURNED, by=by, on=on, note=note)
    audit.record("report.returned", on=report)
    return report


@transaction.atomic
def correct_report(*, by: Membership, on: date, report: Report, correction: str) -> Report:
    """Begin a new version of an issued report, which will say what it corrects; the issued one stays."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    if not report.is_issued:
        raise ReportError(_("Only an issued report is corrected. Edit this one."))
    if not correction.strip():
        raise ReportError(_("Say what is corrected: it is printed on the title page."), field="correction")
    report.state, report.correction = ReportState.DRAFT, correction.strip()
    standing = usable_quotes(report.audience, on).values_list("public_id", flat=True)
    report.quotes = [ref for ref in report.quotes if ref in set(standing)]
    report.full_clean()
    report.save()
    take_step(report, StepKind.CORRECTING, by=by, on=on, note=report.correction)
    audit.record("report.correcting", on=report)
    return report
