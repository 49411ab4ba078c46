"""Setbacks on a path that is not linear, and where people go to live or work (S3-49…56, S2-16…22)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from reintegration.codes import PlacementKind, SetbackEffect, SetbackKind, Severity
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class Setback(TenantModel):
    """Something that went wrong, and what followed from it (R-08, R-09)."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="setbacks")
    on = models.DateField()
    kind = models.CharField(max_length=48, choices=SetbackKind)
    severity = models.PositiveSmallIntegerField(choices=Severity)
    factors = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    effect = models.CharField(max_length=20, choices=SetbackEffect, default=SetbackEffect.NONE)
    resolved_on = models.DateField(null=True, blank=True)
    after_closure = models.BooleanField(default=False)
    # What it forces, and until when; empty where it forces nothing.
    assessment_by = models.DateField(null=True, blank=True)
    risk_review_by = models.DateField(null=True, blank=True)
    note = EncryptedTextField(blank=True, long=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(resolved_on__isnull=True) | Q(resolved_on__gte=F("on")),
                name="reintegration_setback_dates",
                violation_error_message="A setback can't be resolved before it happened.",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "case", "on"], name="reintegration_setback_case")]

    class Privacy:
        """A kind may reveal health or violence."""

        personal = (
            "case", "on", "severity", "factors", "effect", "resolved_on", "after_closure", "assessment_by",
            "risk_review_by", "note",
        )  # fmt: skip
        special = ("kind",)
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return f"Setback {self.public_id}"


class Placement(TenantModel):
    """Where the person lives or works from a day on; dense follow-up begins with some kinds (2.8)."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="placements")
    kind = models.CharField(max_length=32, choices=PlacementKind)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    agreed_by_person = models.BooleanField(default=False)
    # What it went by; with neither, and where one is needed, a reason.
    family_assessment = TenantForeignKey(
        "cases.FamilyAssessment", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    community_assessment = TenantForeignKey(
        "cases.CommunityAssessment", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    exception_reason = EncryptedTextField(blank=True, max_chars=500)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="reintegration_placement_dates",
                violation_error_message="A placement can't end before it begins.",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "case", "from_on"], name="reintegration_placement_from")
        ]

    class Privacy:
        """Kinds and days only; no place."""

        personal = (
            "case", "kind", "from_on", "to_on", "agreed_by_person", "family_assessment",
            "community_assessment", "exception_reason",
        )  # fmt: skip
        special = ()
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.from_on}"
