"""Requests to close a case: kept, so that a reopened case shows how it had ended (R-14)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes import ClosureOutcome, ClosureReason, ClosureState
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class ClosureRequest(TenantModel):
    """Asked by the case manager, decided by somebody else."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="closure_requests")
    state = models.CharField(max_length=12, choices=ClosureState, default=ClosureState.REQUESTED)
    on = models.DateField(_("day of closing"))
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=32, choices=ClosureReason)
    outcome = models.CharField(_("outcome"), max_length=32, choices=ClosureOutcome)
    summary = EncryptedTextField(_("closing summary"), long=True)
    open_items = EncryptedTextField(_("what is handed over, and to whom"), blank=True, long=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_note = EncryptedTextField(_("note"), blank=True, long=True, max_chars=2000)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                "organisation", "case", name="cases_one_open_closure_request",
                condition=models.Q(state=ClosureState.REQUESTED),
            ),
        ]  # fmt: skip

    class Privacy:
        personal = ("case", "state", "on", "by", "reason", "outcome", "decided_on", "decided_by")
        special = ("summary", "open_items", "decision_note")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"
