"""Requests for acts that need two people, and how they were decided."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from renate.accounts.codes import ApprovalState, FourEyes
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class ApprovalQuerySet(TenantQuerySet):
    """Reads over requests."""

    def waiting(self, at: datetime) -> "ApprovalQuerySet":
        """Asked for, not decided, not run out."""
        return self.filter(state=ApprovalState.ASKED, expires_at__gt=at)

    def standing(self, at: datetime) -> "ApprovalQuerySet":
        """Approved, not used, not run out."""
        return self.filter(state=ApprovalState.GIVEN, expires_at__gt=at)

    def about(self, row: models.Model) -> "ApprovalQuerySet":
        """Requests about one row."""
        return self.filter(subject=row._meta.label_lower, ref=row.public_id)  # type: ignore[attr-defined]


class ApprovalRequest(TenantModel):
    """One act on one row: asked for by one member, decided by another (domain 7, four eyes)."""

    act = models.CharField(_("act"), max_length=24, choices=FourEyes)
    # The row it is about, as the audit names rows: model and public id.
    subject = models.CharField(max_length=60)
    ref = models.CharField(max_length=16)
    asked_by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    reason = EncryptedTextField(_("reason"), long=True, max_chars=2000)
    state = models.CharField(max_length=12, choices=ApprovalState, default=ApprovalState.ASKED)
    decided_by = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = EncryptedTextField(_("note"), blank=True, long=True, max_chars=2000)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(ApprovalQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                "organisation", "act", "subject", "ref", "asked_by", name="accounts_one_open_request",
                condition=Q(state=ApprovalState.ASKED),
            ),
            models.CheckConstraint(
                name="accounts_decided_by_another",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("asked_by")),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["organisation", "state", "expires_at"], name="accounts_approval_waiting")
        ]

    class Privacy:
        personal = (
            "act", "subject", "ref", "asked_by", "asked_at", "state", "decided_by", "decided_at", "used_at",
        )  # fmt: skip
        special = ("reason", "decision_note")
        operational = ("expires_at",)
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
