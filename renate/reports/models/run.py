"""One run of a report: counting, protecting, drawing, laying out, with its progress."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from renate.reports.codes import RunPurpose, RunStage, RunState
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel

LEASE = timedelta(minutes=10)


class RunQuerySet(TenantQuerySet):
    """Runs for the queue and for the page."""

    def claimable(self, now: datetime) -> "RunQuerySet":
        """Waiting, or left behind by a worker that died."""
        return self.filter(Q(state=RunState.WAITING) | Q(state=RunState.RUNNING, claimed_at__lt=now - LEASE))

    def light(self) -> "RunQuerySet":
        """Without the snapshot: for progress and lists."""
        return self.defer("snapshot")


class ReportRun(TenantModel):
    """The truth about a piece of long work; tasks only poke it."""

    report = TenantForeignKey("reports.Report", on_delete=models.PROTECT, related_name="runs")
    purpose = models.CharField(max_length=8, choices=RunPurpose, default=RunPurpose.PREVIEW)
    asked_by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.WAITING)
    stage = models.CharField(max_length=10, choices=RunStage, default=RunStage.WAITING)
    percent = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=40, blank=True)
    snapshot = models.JSONField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(RunQuerySet)()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "report", "created_at"], name="reports_run_newest")]

    class Privacy:
        """Protected aggregates only: the snapshot holds no number that may not be printed."""

        personal = ()
        special = ()
        operational = (
            "report", "purpose", "asked_by", "fingerprint", "state", "stage", "percent", "problem",
            "snapshot", "claimed_at", "finished_at",
        )  # fmt: skip
        retention = "grant"

    def __str__(self) -> str:
        return f"{self.purpose} {self.public_id}"

    @property
    def frozen(self) -> dict[str, Any]:
        """The snapshot of a finished run."""
        return self.snapshot or {}

    @property
    def is_under_way(self) -> bool:
        """Whether the page has something to wait for."""
        return self.state in {RunState.WAITING, RunState.RUNNING}
