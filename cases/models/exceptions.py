"""What departs from the ordinary way to a file: an emergency, a conflict of interest, a change of hands."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from renate.accounts.models import Membership
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class EmergencyQuerySet(TenantQuerySet):
    """Reads over emergency accesses."""

    def standing(self, at: datetime) -> "EmergencyQuerySet":
        """Those that open their case at a moment."""
        return self.filter(from_at__lte=at, until_at__gt=at)


class EmergencyAccess(TenantModel):
    """A member opened a case they may not open, for a written reason and some hours (domain 7)."""

    case = TenantForeignKey("cases.Case", on_delete=models.CASCADE, related_name="emergencies")
    membership = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField(_("from"))
    until_at = models.DateTimeField(_("until"))
    reason = EncryptedTextField(_("reason"), long=True, max_chars=2000)

    objects = TenantManager.from_queryset(EmergencyQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(name="cases_emergency_ends", condition=Q(until_at__gt=F("from_at"))),
        ]
        indexes = [
            models.Index(fields=["organisation", "membership", "until_at"], name="cases_emergency_of_member")
        ]

    class Privacy:
        personal = ("case", "membership", "from_at", "until_at")
        special = ("reason",)
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class ConflictQuerySet(TenantQuerySet):
    """Reads over conflicts of interest."""

    def standing(self) -> "ConflictQuerySet":
        """Those that keep their member out."""
        return self.filter(lifted_at=None)

    def of(self, membership: Membership) -> "ConflictQuerySet":
        """Those of one member."""
        return self.filter(membership=membership)


class ConflictOfInterest(TenantModel):
    """A member who must not see a person's files: kin, acquaintance, any tie (domain 7, rule 4)."""

    person = TenantForeignKey("cases.Person", on_delete=models.CASCADE, related_name="conflicts")
    membership = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    declared_by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("declared on"))
    note = EncryptedTextField(_("what ties them"), blank=True, long=True, max_chars=2000)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = TenantManager.from_queryset(ConflictQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                "organisation", "person", "membership", name="cases_one_standing_conflict",
                condition=Q(lifted_at=None),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["organisation", "membership"], name="cases_conflict_of_member")]

    class Privacy:
        personal = ("person", "membership", "declared_by", "on", "lifted_at", "lifted_by")
        special = ("note",)
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class HandOver(TenantModel):
    """A case went from one case manager to another, with what the next one should know (S0-19)."""

    case = TenantForeignKey("cases.Case", on_delete=models.CASCADE, related_name="hand_overs")
    on = models.DateField(_("on"))
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    before = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    after = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    note = EncryptedTextField(_("what the next one should know"), blank=True, long=True, max_chars=5000)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "case"], name="cases_hand_over_case")]

    class Privacy:
        personal = ("case", "on", "by", "before", "after")
        special = ("note",)
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
