"""Who sees which report: officers and directors all, others the issued ones (domain 7)."""

from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.reports.models import Report
from renate.reports.models.report import ReportQuerySet


def visible_reports(membership: Membership | None) -> ReportQuerySet:
    """The reports a member may read."""
    if can(membership, Act.WRITE_REPORT) or can(membership, Act.ISSUE_REPORT):
        return Report.objects.all()
    if can(membership, Act.READ_ISSUED):
        return Report.objects.issued()
    return Report.objects.none()
