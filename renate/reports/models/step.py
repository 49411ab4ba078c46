"""Who did what with a report, and when: the four eyes can be shown afterwards."""

from django.db import models

from renate.reports.codes import StepKind
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class ReportStep(TenantModel):
    """One step of one report; never changed."""

    report = TenantForeignKey("reports.Report", on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind)
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    note = models.CharField(max_length=400, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "report", "created_at"], name="reports_step_order")]

    class Privacy:
        """About members, not persons."""

        personal = ()
        special = ()
        operational = ("report", "kind", "by", "on", "note")
        retention = "grant"

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
