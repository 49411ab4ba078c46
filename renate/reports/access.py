"""Who sees which report: officers and directors all, others the issued ones (domain 7)."""

from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.reports.models import Report
from renate.reports.models.report import ReportQuerySet

AT_WORK = (Act.WRITE_REPORT, Act.REVIEW_REPORT, Act.APPROVE_REPORT, Act.ISSUE_REPORT)


def visible_reports(membership: Membership | None) -> ReportQuerySet:
    """The reports a member may read; with a correction under way, others read the issued version."""
    if any(can(membership, act) for act in AT_WORK):
        return Report.objects.all()
    if can(membership, Act.READ_ISSUED):
        return Report.objects.issued()
    return Report.objects.none()
