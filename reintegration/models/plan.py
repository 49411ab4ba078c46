"""The service plan: goals in the person's own words, items now, later or never (S2-44, R-18)."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from reintegration import catalogue
from reintegration.codes import (
    AgreedForm,
    Frequency,
    GoalStatus,
    PlanItemStatus,
    PlanStatus,
    ProviderKind,
    Timing,
    UnmetReason,
)
from reintegration.instrument import Factor, instrument
from reintegration.rules.plans import EDITABLE_PLANS, ItemFacts
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class PlanQuerySet(TenantQuerySet):
    """Chainable reads over plans."""

    def current(self) -> "PlanQuerySet":
        """The version one works with: neither replaced nor closed."""
        return self.filter(status__in=[str(status) for status in EDITABLE_PLANS])


class ServicePlan(TenantModel):
    """One version of the plan that the person owns."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=16, choices=PlanStatus, default=PlanStatus.DRAFT)
    drafted_on = models.DateField()
    review_due = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_form = models.CharField(max_length=20, choices=AgreedForm, blank=True)
    copy_offered = models.BooleanField(default=False)
    copy_is_safe = models.BooleanField(null=True, blank=True)
    # Only where the organisation asks for it; never by whoever manages the case.
    approved_by = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)

    objects = TenantManager.from_queryset(PlanQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "case", "version"], name="reintegration_plan_version"
            ),
            models.UniqueConstraint(
                fields=["organisation", "case"],
                condition=Q(status__in=["draft", "agreed", "active", "under_review"]),
                name="reintegration_plan_one_current",
                violation_error_message="This case already has a plan to work with.",
            ),
        ]

    class Privacy:
        """The plan itself is a frame; its words are in goals and items."""

        personal = (
            "case", "status", "drafted_on", "review_due", "agreed_on", "agreed_form", "copy_offered",
            "copy_is_safe", "approved_by", "approved_on",
        )  # fmt: skip
        special = ()
        operational = ("version",)
        retention = "case"

    def __str__(self) -> str:
        return f"Plan {self.version}"

    @property
    def is_current(self) -> bool:
        """The version one works with."""
        return self.status in EDITABLE_PLANS


class Goal(TenantModel):
    """What the person wants, tied to one of the fourteen factors."""

    plan = TenantForeignKey("reintegration.ServicePlan", on_delete=models.PROTECT, related_name="goals")
    factor = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(14)])
    wording = EncryptedTextField(long=True, max_chars=2000)
    priority = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=20, choices=GoalStatus, default=GoalStatus.OPEN)
    target_on = models.DateField(null=True, blank=True)

    class Privacy:
        """Own words may say anything."""

        personal = ("plan", "factor", "priority", "status", "target_on", "wording")
        special = ()
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return f"Goal on factor {self.factor}"

    @property
    def factor_info(self) -> Factor:
        """Name and anchors of the factor."""
        return instrument().factor(self.factor)


class PlanItem(TenantModel):
    """One service for a goal, with the person's choice of time."""

    goal = TenantForeignKey("reintegration.Goal", on_delete=models.PROTECT, related_name="items")
    service = models.CharField(max_length=64)
    # The name of a service of our own as it was then; the catalogue knows the others.
    service_name = models.CharField(max_length=80, blank=True)
    frequency = models.CharField(max_length=12, choices=Frequency, blank=True)
    timing = models.CharField(max_length=8, choices=Timing, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    start_after = models.DateField(null=True, blank=True)
    provider_kind = models.CharField(max_length=32, choices=ProviderKind)
    provider = EncryptedTextField(blank=True, max_chars=160)
    responsible = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    cost_estimate = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(Decimal(0))]
    )
    grant = TenantForeignKey(
        "funding.Grant", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(max_length=20, choices=PlanItemStatus, default=PlanItemStatus.PROPOSED)
    unmet_reason = models.CharField(max_length=16, choices=UnmetReason, blank=True)
    offer_again = models.BooleanField(default=False)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(status="unavailable") | ~Q(unmet_reason=""),
                name="reintegration_item_unmet_reason",
                violation_error_message="Say why the service is not available.",
            ),
        ]

    class Privacy:
        """A service may reveal health; a provider may reveal a place."""

        personal = (
            "goal", "timing", "decided_on", "start_after", "provider_kind", "responsible", "due_on",
            "cost_estimate", "grant", "status", "unmet_reason", "offer_again", "provider", "frequency",
        )  # fmt: skip
        special = ("service", "service_name")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return f"Plan item {self.public_id}"

    @property
    def label(self) -> str:
        """The service in words."""
        return self.service_name or catalogue.service_label(self.service)

    @property
    def facts(self) -> ItemFacts:
        """What the timing rules need (R-18)."""
        declined_on = self.decided_on if self.status == PlanItemStatus.DECLINED_BY_PERSON else None
        return ItemFacts(self.timing, self.status, declined_on, self.offer_again)
