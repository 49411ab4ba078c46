"""Learning and earning: trainings, jobs, and what stands in the way (S0-22, S0-25…27, S2-49…53)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reintegration.rules.work import follow_up_due
from reintegration.work_codes import (
    STEREOTYPED_TRADES,
    Contract,
    FoundThrough,
    JobBarrier,
    JobEnd,
    JobKind,
    NextStep,
    Trade,
    TrainingKind,
    TrainingLength,
    TrainingOutcome,
)
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel

_NOT_NEGATIVE = [MinValueValidator(Decimal(0))]
_ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


def _rating(label: Any) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=_ONE_TO_FIVE)


def _money(label: Any) -> models.DecimalField:
    return models.DecimalField(
        label, max_digits=12, decimal_places=2, null=True, blank=True, validators=_NOT_NEGATIVE
    )


class Training(TenantModel):
    """A step to a job, chosen by the person (S2-50, S2-53); its end asks what came of it (R-19)."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="trainings")
    item = TenantForeignKey(
        "reintegration.PlanItem", null=True, blank=True, on_delete=models.PROTECT, related_name="trainings"
    )
    title = EncryptedTextField(_("training"), max_chars=160)
    provider = EncryptedTextField(_("provider"), blank=True, max_chars=160)
    kind = models.CharField(_("kind"), max_length=20, choices=TrainingKind)
    trade = models.CharField(_("trade"), max_length=16, choices=Trade)
    market_demand_checked = models.BooleanField(_("demand on the market was checked"), default=False)
    market_source = models.CharField(_("how"), max_length=200, blank=True)
    chosen_by_person = models.BooleanField(_("chosen by the person"), default=False)
    matches_aptitude = _rating(_("fits the person's skills and wishes"))
    from_on = models.DateField(_("from"))
    planned_end = models.DateField(_("planned end"), null=True, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours in all"), null=True, blank=True)
    stipend = _money(_("stipend a month, in euros"))
    transport_covered = models.BooleanField(_("transport is covered"), default=False)
    child_care_covered = models.BooleanField(_("child care is covered"), default=False)
    grant = TenantForeignKey(
        "funding.Grant", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    outcome = models.CharField(_("how it ended"), max_length=16, choices=TrainingOutcome, blank=True)
    dropout_reason = EncryptedTextField(_("why it ended early"), blank=True, max_chars=500)
    certificate = models.BooleanField(_("certificate"), null=True, blank=True)
    own_rating = _rating(_("the person's own rating"))
    length = models.CharField(_("how long it felt"), max_length=12, choices=TrainingLength, blank=True)
    next_step = models.CharField(_("next step"), max_length=16, choices=NextStep, blank=True)
    next_step_on = models.DateField(_("next step on"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("from_on")),
                name="reintegration_training_dates",
                violation_error_message=_("A training can't end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, outcome="") | (Q(ended_on__isnull=False) & ~Q(outcome="")),
                name="reintegration_training_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "case", "from_on"], name="reintegration_training_case"),
            models.Index(fields=["organisation", "ended_on"], name="reintegration_training_end"),
        ]

    class Privacy:
        """What somebody learns, and how it went."""

        personal = (
            "case", "item", "title", "provider", "kind", "trade", "chosen_by_person", "matches_aptitude",
            "from_on", "planned_end", "hours", "stipend", "transport_covered", "child_care_covered", "grant",
            "ended_on", "outcome", "dropout_reason", "certificate", "own_rating", "length", "next_step",
            "next_step_on",
        )  # fmt: skip
        special = ()
        operational = ("market_demand_checked", "market_source")
        retention = "case"

    def __str__(self) -> str:
        return f"Training {self.public_id}"

    @property
    def is_stereotyped(self) -> bool:
        """One of the few trades offered again and again (S2-49)."""
        return self.trade in STEREOTYPED_TRADES

    @property
    def job_follow_up_due(self) -> date | None:
        """The day on which to ask what came of it (R-19)."""
        return follow_up_due(self.ended_on, self.outcome, self.next_step)


class Job(TenantModel):
    """Paid work, found by whomever; checked after 1, 3, 6 and 12 months whether it lasts (S0-14, S0-24)."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="jobs")
    kind = models.CharField(_("kind"), max_length=20, choices=JobKind)
    employer = TenantForeignKey(
        "reintegration.Employer", null=True, blank=True, on_delete=models.PROTECT, related_name="jobs"
    )
    training = TenantForeignKey(
        "reintegration.Training", null=True, blank=True, on_delete=models.PROTECT, related_name="jobs"
    )
    title = EncryptedTextField(_("work"), max_chars=160)
    found_through = models.CharField(_("found through"), max_length=20, choices=FoundThrough)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)
    contract = models.CharField(_("contract"), max_length=12, choices=Contract)
    hours_week = models.PositiveSmallIntegerField(
        _("hours a week"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    net_wage = _money(_("net wage a month, in euros"))
    legal_minimum_met = models.BooleanField(_("at least the legal minimum"), null=True, blank=True)
    relevance = _rating(_("fits what the person learned"))
    commute_min = models.PositiveSmallIntegerField(_("minutes to work"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=16, choices=JobEnd, blank=True)
    unchecked_reason = EncryptedTextField(_("reason for an employer not checked"), blank=True, max_chars=500)
    note = EncryptedTextField(_("note"), blank=True, long=True, max_chars=2000)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="reintegration_job_dates",
                violation_error_message=_("A job can't end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True, end_reason="") | (Q(to_on__isnull=False) & ~Q(end_reason="")),
                name="reintegration_job_end",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "case", "from_on"], name="reintegration_job_case")]

    class Privacy:
        """Work and wages; the employer learns nothing from here."""

        personal = (
            "case", "kind", "employer", "training", "title", "found_through", "from_on", "to_on", "contract",
            "hours_week", "net_wage", "legal_minimum_met", "relevance", "commute_min", "end_reason",
            "unchecked_reason", "note",
        )  # fmt: skip
        special = ()
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return f"Job {self.public_id}"


class JobBarriers(TenantModel):
    """What stands between the person and work, as seen on a day (S0-25…27)."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="job_barriers")
    on = models.DateField(_("seen on"))
    barriers = ArrayField(models.CharField(max_length=20, choices=JobBarrier), verbose_name=_("in the way"))
    note = EncryptedTextField(_("note"), blank=True, long=True, max_chars=2000)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "case", "-on"], name="reintegration_barriers_case")]

    class Privacy:
        """Some barriers speak of health or a record."""

        personal = ("case", "on", "note")
        special = ("barriers",)
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return f"Barriers {self.public_id}"

    @property
    def labels(self) -> list[str]:
        """The barriers in words."""
        return [str(JobBarrier(code).label) for code in self.barriers]
