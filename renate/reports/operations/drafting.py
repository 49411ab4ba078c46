"""Drafting and editing a report."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from renate import audit
from renate.accounts.models import Membership
from renate.funding.models import Grant, Programme
from renate.kit.errors import RuleError
from renate.reports.codes import Audience, ReportState, StepKind
from renate.reports.models import Report, ReportStep
from renate.reports.queries import span_of
from renate.reports.quoting import usable_quotes
from renate.reports.rules import problems_of_report, smallest_shown
from renate.reports.tables import PARTS
from renate.tenancy.models.organisation import OrganisationKind


class ReportError(RuleError):
    """The report can't be drafted, changed or issued like this."""


@transaction.atomic
def draft_report(
    *,
    by: Membership,
    on: date,
    title: str,
    period_from: date,
    period_to: date,
    cut_off_on: date,
    tables: Sequence[str],
    programme: Programme | None = None,
    grant: Grant | None = None,
    only_charged: bool = False,
    audience: str = Audience.DONOR,
    **content: Any,
) -> Report:
    """Begin a report; its figures are worked out, never entered (S3-90, small numbers 1)."""
    report = Report(
        title=title,
        period_from=period_from,
        period_to=period_to,
        cut_off_on=cut_off_on,
        tables=_known(tables),
        programme=grant.programme if grant else programme,
        grant=grant,
        only_charged=only_charged,
        audience=audience,
        is_network=by.organisation.kind == OrganisationKind.SECRETARIAT,
        **content,
    )
    _check_and_save(report, on)
    take_step(report, StepKind.DRAFTED, by=by, on=on)
    audit.record("report.drafted", on=report, tables=report.tables)
    return report


@transaction.atomic
def edit_report(*, by: Membership, on: date, report: Report, **changes: Any) -> Report:
    """Change a report that is not issued; it is a draft again, and its figures have to be worked out anew."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.is_issued:
        raise ReportError(_("An issued report is not changed. Correct it with a new version."))
    for name, value in changes.items():
        setattr(report, name, _known(value) if name == "tables" else value)
    if report.grant:
        report.programme = report.grant.programme
    report.state = ReportState.DRAFT
    _check_and_save(report, on)
    take_step(report, StepKind.EDITED, by=by, on=on)
    audit.record("report.edited", on=report, tables=report.tables)
    return report


def take_step(report: Report, kind: str, *, by: Membership, on: date, note: str = "") -> ReportStep:
    """Keep who did it."""
    return ReportStep.objects.create(report=report, kind=kind, by=by, on=on, note=note)


def check_quotes(report: Report, on: date) -> None:
    """Only words whose consent stands on this day and names this use (S3-91)."""
    standing = set(usable_quotes(report.audience, on).values_list("public_id", flat=True))
    if set(report.quotes) - standing:
        raise ReportError(
            _("The consent to one of the chosen quotes no longer stands for these readers. Take it out."),
            field="quotes",
        )


def _known(tables: Sequence[str]) -> list[str]:
    return [key for key in PARTS if key in tables]


def _check_and_save(report: Report, on: date) -> None:
    problems = problems_of_report(
        span=span_of(report), today=on, tables=report.tables, known=PARTS, breakdowns=report.breakdowns
    )
    if problems:
        field = problems[0][0]
        raise ReportError([text for name, text in problems if name == field], field=field)
    if report.only_charged and not report.programme_id:
        raise ReportError(
            _("Choose the programme or grant whose services are counted."), field="only_charged"
        )
    report.claim()
    check_quotes(report, on)
    own = report.organisation.settings()
    report.threshold = smallest_shown(report.audience, own.suppression_threshold)
    report.full_clean()
    report.save()
