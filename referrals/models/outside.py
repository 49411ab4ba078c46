"""Referrals to bodies without an account: the national mechanism, an authority, a clinic (domain 2.3)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from referrals.codes import (
    OUTSIDE_OPEN,
    DeclineReason,
    OutsideState,
    ReferralReason,
    ServiceAsked,
    TrmPhase,
)
from renate.accounts.roles import Section
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class OutsideReferral(TenantModel):
    """A consented package as a protected file, told and answered by hand."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="outside_referrals")
    partner = TenantForeignKey(
        "referrals.Partner", on_delete=models.PROTECT, related_name="referrals", verbose_name=_("body")
    )
    consent = TenantForeignKey("cases.Consent", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=30, choices=ReferralReason)
    services_asked = ArrayField(
        models.CharField(max_length=30, choices=ServiceAsked), verbose_name=_("services asked for")
    )
    sections = ArrayField(models.CharField(max_length=1, choices=Section), verbose_name=_("sections"))
    urgent = models.BooleanField(_("urgent"), default=False)
    escorted = models.BooleanField(_("the person is accompanied there"), default=False)
    nrm_channel = models.BooleanField(_("through the national mechanism"), default=False)
    trm_phase = models.CharField(
        _("phase of the transnational referral"), max_length=20, choices=TrmPhase, blank=True
    )
    contact_person = EncryptedTextField(_("whom we reached there"), blank=True, max_chars=200)
    if_impossible = EncryptedTextField(_("what if it is not possible"), blank=True, long=True, max_chars=2000)
    state = models.CharField(_("state"), max_length=12, choices=OutsideState, default=OutsideState.DRAFT)
    made_by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    feedback_due_on = models.DateField(_("feedback due on"), null=True, blank=True)
    responded_on = models.DateField(_("answered on"), null=True, blank=True)
    decline_reason = models.CharField(
        _("reason for declining"), max_length=20, choices=DeclineReason, blank=True
    )
    feedback = EncryptedTextField(_("feedback"), blank=True, long=True, max_chars=4000)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            # An agreement to tell an authority holds for one act (domain 4).
            models.UniqueConstraint(
                fields=["organisation", "consent"],
                name="referrals_outside_one_per_consent",
                violation_error_message=_("This consent was used for another referral."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "case"], name="referrals_outside_by_case"),
            models.Index(
                fields=["organisation", "feedback_due_on"],
                condition=Q(state__in=OUTSIDE_OPEN),
                name="referrals_outside_due",
            ),
        ]

    class Privacy:
        personal = (
            "case", "partner", "consent", "services_asked", "sections", "made_by", "contact_person",
            "escorted",
        )  # fmt: skip
        special = ("if_impossible", "feedback", "nrm_channel", "trm_phase")
        operational = (
            "reason", "urgent", "state", "sent_on", "feedback_due_on", "responded_on", "decline_reason",
        )  # fmt: skip
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class OutsideFile(TenantModel):
    """The file for the body: encrypted under a password that nobody here keeps, for a day."""

    referral = TenantForeignKey("referrals.OutsideReferral", on_delete=models.PROTECT, related_name="files")
    content = models.BinaryField(_("protected file"), null=True, blank=True, editable=False)
    sections = ArrayField(models.CharField(max_length=1, choices=Section), verbose_name=_("sections"))
    made_by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    keep_until = models.DateField(_("kept until"))

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "keep_until"], name="referrals_file_sweep")]

    class Privacy:
        personal = ("referral", "sections", "made_by")
        special = ("content",)
        operational = ("keep_until",)
        retention = "consent"

    def __str__(self) -> str:
        return self.public_id
