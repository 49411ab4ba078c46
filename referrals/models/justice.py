"""Legal matters of a person, in one or several countries (domain 2.3, S1-03, S1-04, S3-25, S4-29, S4-30)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.codes import COUNTRIES
from referrals.codes import (
    CLOSED_MATTERS,
    HearingKind,
    HearingMode,
    HearingState,
    MatterKind,
    MatterResult,
    MatterRole,
    MatterStatus,
    OrderState,
    Protection,
)
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel

_NOT_NEGATIVE = [MinValueValidator(Decimal(0))]


def _money(label: Any) -> models.DecimalField:
    return models.DecimalField(
        label, max_digits=12, decimal_places=2, null=True, blank=True, validators=_NOT_NEGATIVE
    )


class MatterQuerySet(TenantQuerySet):
    """Legal matters by what is still to be done."""

    def running(self) -> MatterQuerySet:
        """Matters that are not over."""
        return self.exclude(status__in=CLOSED_MATTERS)


class LegalMatter(TenantModel):
    """One proceeding in one country; the person's help never depends on it."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="legal_matters")
    kind = models.CharField(_("matter"), max_length=32, choices=MatterKind)
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES)
    role = models.CharField(_("the person is"), max_length=16, choices=MatterRole)
    status = models.CharField(_("status"), max_length=16, choices=MatterStatus)
    status_on = models.DateField(_("status since"))
    authority = EncryptedTextField(_("court or authority"), blank=True, max_chars=200)
    file_number = EncryptedTextField(_("file number"), blank=True, max_chars=80)
    lawyer = EncryptedTextField(_("lawyer, and how to reach them"), blank=True, max_chars=300)
    legal_aid = models.BooleanField(_("legal aid granted"), null=True, blank=True)
    support_person = EncryptedTextField(_("support person"), blank=True, max_chars=200)
    protection = ArrayField(
        models.CharField(max_length=24, choices=Protection),
        verbose_name=_("protection measures"),
        default=list,
        blank=True,
    )
    appeal_deadline = models.DateField(_("last day to appeal"), null=True, blank=True)
    claim_deadline = models.DateField(_("last day to claim compensation"), null=True, blank=True)
    compensation_claimed = _money(_("claimed (EUR)"))
    compensation_awarded = _money(_("awarded (EUR)"))
    compensation_paid = _money(_("paid (EUR)"))
    result = models.CharField(_("result"), max_length=16, choices=MatterResult, blank=True)
    note = EncryptedTextField(_("note"), blank=True, long=True)

    objects = TenantManager.from_queryset(MatterQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(status__in=CLOSED_MATTERS) | ~Q(result=""),
                name="referrals_matter_over_has_result",
                violation_error_message=_("Say how it ended."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "case"], name="referrals_matter_by_case"),
            models.Index(fields=["organisation", "claim_deadline"], name="referrals_matter_claims"),
        ]

    class Privacy:
        personal = ("case", "country", "authority", "file_number", "lawyer", "support_person", "legal_aid")
        special = (
            "kind", "role", "status", "status_on", "protection", "appeal_deadline", "claim_deadline",
            "compensation_claimed", "compensation_awarded", "compensation_paid", "result", "note",
        )  # fmt: skip
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_running(self) -> bool:
        """Whether it is not over."""
        return self.status not in CLOSED_MATTERS


class Hearing(TenantModel):
    """A day in a legal matter; the person testifies only after a new yes and a fresh look at the risk."""

    matter = TenantForeignKey("referrals.LegalMatter", on_delete=models.PROTECT, related_name="hearings")
    kind = models.CharField(_("what"), max_length=12, choices=HearingKind)
    at = models.DateTimeField(_("date and time"))
    place = EncryptedTextField(_("place"), blank=True, max_chars=200)
    testifies = models.BooleanField(_("the person is asked to testify"), default=False)
    mode = models.CharField(_("how"), max_length=16, choices=HearingMode, default=HearingMode.IN_PERSON)
    support_person = EncryptedTextField(_("support person"), blank=True, max_chars=200)
    protection = ArrayField(
        models.CharField(max_length=24, choices=Protection),
        verbose_name=_("protection measures"),
        default=list,
        blank=True,
    )
    # The person's own words before this hearing; empty until asked again.
    consent = TenantForeignKey(
        "cases.Consent", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_on = models.DateField(_("yes confirmed on"), null=True, blank=True)
    refused_on = models.DateField(_("no said on"), null=True, blank=True)
    aftercare = EncryptedTextField(_("after-care"), blank=True, max_chars=400)
    state = models.CharField(_("state"), max_length=12, choices=HearingState, default=HearingState.PLANNED)
    testified = models.BooleanField(_("the person testified"), null=True, blank=True)
    result = EncryptedTextField(_("what came of it"), blank=True, long=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(testified__isnull=True)
                | Q(testified=False)
                | Q(consent__isnull=False, confirmed_on__isnull=False),
                name="referrals_testified_with_consent",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "matter", "at"], name="referrals_hearing_by_matter"),
            models.Index(
                fields=["organisation", "at"], condition=Q(state="planned"), name="referrals_hearing_due"
            ),
        ]

    class Privacy:
        personal = ("matter", "at", "place", "support_person", "consent", "confirmed_on", "refused_on")
        special = ("kind", "testifies", "mode", "protection", "testified", "aftercare", "result")
        operational = ("state",)
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class ProtectionOrder(TenantModel):
    """An order that keeps somebody away; how they stand to the person, never their name."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="protection_orders")
    matter = TenantForeignKey(
        "referrals.LegalMatter", null=True, blank=True, on_delete=models.PROTECT, related_name="orders"
    )
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES)
    state = models.CharField(_("state"), max_length=10, choices=OrderState)
    applied_on = models.DateField(_("applied for on"), null=True, blank=True)
    issued_on = models.DateField(_("in force since"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    against = EncryptedTextField(_("who must keep away (not the name)"), blank=True, max_chars=200)
    conditions = EncryptedTextField(_("conditions"), blank=True, long=True, max_chars=4000)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(issued_on__isnull=True)
                | Q(valid_until__gte=F("issued_on")),
                name="referrals_order_ends_after_start",
                violation_error_message=_("An order can't end before it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(state=OrderState.IN_FORCE) | Q(issued_on__isnull=False),
                name="referrals_order_in_force_has_day",
                violation_error_message=_("Enter the day since which it is in force."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "case"], name="referrals_order_by_case"),
            models.Index(fields=["organisation", "valid_until"], name="referrals_order_expires"),
        ]

    class Privacy:
        personal = ("case", "matter", "country", "applied_on", "issued_on", "valid_until", "against")
        special = ("state", "conditions")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
