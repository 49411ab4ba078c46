"""Cycles of assistance and the phases decided in them (domain 2.3, R-01…R-10)."""

from django.db import models
from django.db.models import F, Q

from cases.codes import ClosureOutcome
from reintegration.codes import ExtensionReason, Phase, PhaseBasis
from reintegration.rules.phases import Standing
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class CycleQuerySet(TenantQuerySet):
    """Chainable reads over cycles."""

    def running(self) -> "CycleQuerySet":
        """Cycles that have not ended."""
        return self.filter(ended_on__isnull=True)


class ProgrammeCycle(TenantModel):
    """One run through the programme with its own clock; a case has one or more (R-09, R-10, R-12)."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="cycles")
    number = models.PositiveSmallIntegerField(default=1)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_outcome = models.CharField(max_length=32, choices=ClosureOutcome, blank=True)
    entry_phase = models.CharField(max_length=16, choices=Phase, default=Phase.CRISIS)
    phase = models.CharField(max_length=16, choices=Phase, default=Phase.CRISIS)
    phase_decided_on = models.DateField()
    extended_until = models.DateField(null=True, blank=True)
    extension_reason = models.CharField(max_length=20, choices=ExtensionReason, blank=True)
    remind_on = models.DateField(null=True, blank=True)  # next phase-review reminder, read by the sweep

    objects = TenantManager.from_queryset(CycleQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "case", "number"], name="reintegration_cycle_number"
            ),
            models.UniqueConstraint(
                fields=["organisation", "case"],
                condition=Q(ended_on__isnull=True),
                name="reintegration_cycle_one_running",
                violation_error_message="This case already has a running cycle.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="reintegration_cycle_dates",
                violation_error_message="A cycle can't end before it starts.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "remind_on"],
                condition=Q(remind_on__isnull=False),
                name="reintegration_cycle_remind",
            ),
        ]

    class Privacy:
        """Who could be hurt by this table, and how long it is kept."""

        personal = (
            "case", "number", "started_on", "ended_on", "end_outcome", "entry_phase", "phase",
            "phase_decided_on", "extended_until", "extension_reason",
        )  # fmt: skip
        special = ()
        operational = ("remind_on",)
        retention = "case"

    def __str__(self) -> str:
        return f"Cycle {self.number}"

    @property
    def standing(self) -> Standing:
        """What the review rules need (R-02)."""
        return Standing(self.started_on, self.phase, self.phase_decided_on, self.extended_until)


class PhasePeriod(TenantModel):
    """A phase as people decided it, with basis and readiness snapshot; append-only (R-01, R-03)."""

    cycle = TenantForeignKey("reintegration.ProgrammeCycle", on_delete=models.PROTECT, related_name="periods")
    phase = models.CharField(max_length=16, choices=Phase)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    decided_by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    with_person = models.BooleanField(default=False)
    basis = models.CharField(max_length=16, choices=PhaseBasis)
    readiness = models.JSONField(default=dict, blank=True)  # codes only
    note = EncryptedTextField(blank=True, long=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "cycle"],
                condition=Q(to_on__isnull=True),
                name="reintegration_period_one_open",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="reintegration_period_dates",
                violation_error_message="A phase can't end before it starts.",
            ),
        ]

    class Privacy:
        """The note may tell about the person's life."""

        personal = (
            "cycle", "phase", "from_on", "to_on", "decided_by", "with_person", "basis", "readiness",
            "note",
        )  # fmt: skip
        special = ()
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return f"{self.get_phase_display()} from {self.from_on}"
