"""What was issued: figures, definitions, filters, hash and the PDF, kept byte for byte."""

from typing import Any

from django.db import models

from renate.kit.errors import RuleError
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class FrozenIssueError(RuleError):
    """An issue is never changed; a correction is a new version."""

    def __init__(self) -> None:
        super().__init__("An issued report is not changed. Correct it with a new version.")


class IssueQuerySet(TenantQuerySet):
    """Issues for lists and comparisons."""

    def light(self) -> "IssueQuerySet":
        """Without document and snapshot."""
        return self.defer("pdf", "snapshot")

    def newest_first(self) -> "IssueQuerySet":
        """The version that stands, then those it corrected."""
        return self.order_by("-version")

    def update(self, **kwargs: Any) -> int:
        raise FrozenIssueError

    update.alters_data = True  # type: ignore[attr-defined]


class ReportIssue(TenantModel):
    """One version of an issued report (domain 6: a report is a snapshot)."""

    report = TenantForeignKey("reports.Report", on_delete=models.PROTECT, related_name="issues")
    version = models.PositiveSmallIntegerField(default=1)
    issued_on = models.DateField()
    issued_by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    correction = models.CharField(max_length=400, blank=True)  # what this version corrects
    snapshot = models.JSONField()
    snapshot_sha256 = models.CharField(max_length=64)
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)

    objects = TenantManager.from_queryset(IssueQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "report", "version", name="reports_issue_version"),
        ]

    class Privacy:
        """Published figures only."""

        personal = ()
        special = ()
        operational = (
            "report", "version", "issued_on", "issued_by", "correction", "snapshot",
            "snapshot_sha256", "pdf", "pdf_sha256",
        )  # fmt: skip
        retention = "grant"

    def __str__(self) -> str:
        return f"{self.report_id} version {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise FrozenIssueError
        super().save(*args, **kwargs)
