"""What crosses between two organisations, and who opened it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from referrals.codes import DeclineReason, ReferralState
from referrals.managers import TwoSidedManager, TwoSidedQuerySet
from renate.accounts.roles import Role, Section
from renate.tenancy.fields import TenantForeignKey, TenantOneToOneField
from renate.tenancy.models import TenantModel


class PackageQuerySet(TwoSidedQuerySet):
    """Packages by what can be done with them."""

    def waiting(self) -> PackageQuerySet:
        """Offers without an answer."""
        return self.filter(state=ReferralState.OFFERED)

    def live(self) -> PackageQuerySet:
        """Packages that can be answered, read or withdrawn."""
        return self.filter(state__in=(ReferralState.OFFERED, ReferralState.ACCEPTED))


class ReferralPackage(TenantModel):
    """The one row that two organisations see. The sender owns it; the receiver reads it (R-25, share_org).

    Before acceptance it holds an anonymous summary. At acceptance the ticked sections are sealed under a key
    of the package's own. Withdrawal, expiry and end destroy payload, key and grants in one transaction.
    """

    referral = TenantOneToOneField("referrals.Referral", on_delete=models.PROTECT, related_name="package")
    receiver = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("receiver")
    )
    state = models.CharField(_("state"), max_length=10, choices=ReferralState, default=ReferralState.OFFERED)
    summary = models.JSONField(_("summary"), help_text=_("Anonymous: codes only."))
    sections = ArrayField(models.CharField(max_length=1, choices=Section), verbose_name=_("sections"))
    payload = models.BinaryField(_("sealed sections"), null=True, blank=True, editable=False)
    wrapped_key = models.BinaryField(_("wrapped key"), null=True, blank=True, editable=False)
    offered_on = models.DateField(_("offered on"))
    valid_until = models.DateField(_("valid until"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    decline_reason = models.CharField(
        _("reason for declining"), max_length=20, choices=DeclineReason, blank=True
    )
    contact_name = models.CharField(
        _("worker at the receiver"),
        max_length=120,
        blank=True,
        help_text=_("Who took the referral over there."),
    )
    network_ref = models.CharField(_("network reference"), max_length=20, blank=True, editable=False)

    objects = TwoSidedManager.from_queryset(PackageQuerySet)()

    class Meta(TenantModel.Meta):
        permissions = [("open_package", "May open the sections of the package")]
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state=ReferralState.ACCEPTED, payload__isnull=False, wrapped_key__isnull=False)
                | (~Q(state=ReferralState.ACCEPTED) & Q(payload__isnull=True, wrapped_key__isnull=True)),
                name="referrals_package_sealed_only_while_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(receiver=models.F("organisation")), name="referrals_package_goes_elsewhere"
            ),
        ]
        indexes = [
            models.Index(fields=["receiver", "state"], name="referrals_package_by_receiver"),
            models.Index(fields=["organisation", "state", "valid_until"], name="referrals_package_by_expiry"),
        ]

    class Privacy:
        personal = ("referral", "receiver", "sections", "contact_name")
        special = ("summary", "payload", "wrapped_key")
        operational = (
            "state",
            "offered_on",
            "valid_until",
            "answered_on",
            "ended_on",
            "decline_reason",
            "network_ref",
        )
        retention = "consent"

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_sealed(self) -> bool:
        """Whether there is something to open."""
        return self.payload is not None and self.wrapped_key is not None


class PackageReading(TenantModel):
    """One opening of one section by the receiver; both sides see it (domain 7, S3-91)."""

    package = TenantForeignKey("referrals.ReferralPackage", on_delete=models.PROTECT, related_name="readings")
    receiver = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")
    section = models.CharField(_("section"), max_length=1, choices=Section)
    reader_name = models.CharField(_("read by"), max_length=120)
    reader_role = models.CharField(_("role"), max_length=20, choices=Role)

    objects = TwoSidedManager()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(
                fields=["organisation", "package", "created_at"], name="referrals_reading_by_package"
            )
        ]

    class Privacy:
        personal = ("package", "receiver", "section", "reader_name")
        special = ()
        operational = ("reader_role",)
        retention = "consent"

    def __str__(self) -> str:
        return f"{self.section} · {self.reader_name}"
