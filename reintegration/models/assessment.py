"""Fourteen-factor assessments: worker's and person's scores apart, final ones immutable (domain 2.6)."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from reintegration.codes import (
    AssessmentKind,
    AssessmentStatus,
    Phase,
    RemigrationIntent,
    ScoreLevel,
    ScoreMark,
)
from reintegration.instrument import CURRENT, Instrument, instrument
from reintegration.rules.factors import Score
from renate.kit.errors import RuleError
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey, TenantOneToOneField
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class FinalAssessmentError(RuleError):
    """A final assessment is not changed; a correction is a new version."""

    def __init__(self) -> None:
        super().__init__(_("This assessment is final. Correct it with a new version."))


class AssessmentQuerySet(TenantQuerySet):
    """Chainable reads over assessments."""

    def standing(self) -> "AssessmentQuerySet":
        """Final ones that no later final version has corrected: what reports and profiles show."""
        final = self.filter(status=AssessmentStatus.FINAL)
        return final.exclude(correction__status=AssessmentStatus.FINAL)

    def up_to(self, on) -> "AssessmentQuerySet":
        """Made on this day or before."""
        return self.filter(on__lte=on)


class FactorAssessment(TenantModel):
    """One round of the fourteen factors."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="factor_assessments")
    cycle = TenantForeignKey(
        "reintegration.ProgrammeCycle", on_delete=models.PROTECT, related_name="assessments"
    )
    instrument_version = models.CharField(max_length=24, default=CURRENT)
    kind = models.CharField(max_length=16, choices=AssessmentKind)
    on = models.DateField()
    phase_at = models.CharField(max_length=16, choices=Phase)
    months_in_programme = models.PositiveSmallIntegerField(default=0)
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    with_person = models.BooleanField(default=True)
    status = models.CharField(max_length=8, choices=AssessmentStatus, default=AssessmentStatus.DRAFT)
    finalised_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = TenantOneToOneField(
        "reintegration.FactorAssessment",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="correction",
    )

    objects = TenantManager.from_queryset(AssessmentQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "cycle"],
                condition=Q(kind="baseline", replaces__isnull=True),
                name="reintegration_assessment_one_baseline",
                violation_error_message="This cycle already has a baseline.",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "case", "on"], name="reintegration_assessment_on")]

    class Privacy:
        """The frame of an assessment; its content is in scores and self-rating."""

        personal = (
            "case", "cycle", "kind", "on", "phase_at", "months_in_programme", "by", "with_person",
            "status",
        )  # fmt: skip
        special = ()
        operational = ("instrument_version", "finalised_at", "version", "replaces")
        retention = "case"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.on}"

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any) -> "FactorAssessment":
        """Remember what stands in the database: a final row refuses to be saved again."""
        row = super().from_db(db, field_names, values)
        row._was_final = row.__dict__.get("status") == AssessmentStatus.FINAL
        return row

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a draft, or make it final once."""
        if getattr(self, "_was_final", False):
            raise FinalAssessmentError
        super().save(*args, **kwargs)
        self._was_final = self.is_final

    @property
    def is_final(self) -> bool:
        """No longer to be changed."""
        return self.status == AssessmentStatus.FINAL

    @property
    def instrument(self) -> Instrument:
        """The instrument that it was made with."""
        return instrument(self.instrument_version)


class FactorScore(TenantModel):
    """One factor: the worker's score or mark, and beside it the person's own score."""

    assessment = TenantForeignKey(
        "reintegration.FactorAssessment", on_delete=models.PROTECT, related_name="scores"
    )
    factor = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(14)])
    worker_score = models.PositiveSmallIntegerField(choices=ScoreLevel, null=True, blank=True)
    self_score = models.PositiveSmallIntegerField(choices=ScoreLevel, null=True, blank=True)
    mark = models.CharField(max_length=2, choices=ScoreMark, blank=True)
    comment = EncryptedTextField(blank=True, long=True, max_chars=2000)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "assessment", "factor"], name="reintegration_score_factor"
            ),
            models.CheckConstraint(
                condition=Q(worker_score__isnull=True)
                | (Q(worker_score__range=(1, 5)) & Q(mark=ScoreMark.NONE)),
                name="reintegration_score_or_mark",
                violation_error_message="Give a score from 1 to 5, or say why there is none.",
            ),
            models.CheckConstraint(
                condition=Q(self_score__isnull=True) | Q(self_score__range=(1, 5)),
                name="reintegration_score_own",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "factor"], name="reintegration_score_by_factor")]

    class Privacy:
        """Scores speak of health and safety."""

        personal = ("assessment", "factor", "comment")
        special = ("worker_score", "self_score", "mark")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return f"Factor {self.factor}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Scores of a final assessment stand."""
        if self.assessment.is_final:
            raise FinalAssessmentError
        super().save(*args, **kwargs)

    def as_score(self, *, with_comment: bool = False) -> Score:
        """The values for the rules; the comment is opened only when it is asked for."""
        comment = self.comment if with_comment else ""
        return Score(self.worker_score, self.self_score, self.mark, comment)


class SelfRating(TenantModel):
    """How the person sees success, in percent and own words (S3-37…39, S3-81). Never compulsory."""

    assessment = TenantOneToOneField(
        "reintegration.FactorAssessment", on_delete=models.PROTECT, related_name="self_rating"
    )
    success_percent = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    intends_to_remigrate = models.CharField(
        max_length=16, choices=RemigrationIntent, default=RemigrationIntent.UNKNOWN
    )
    trusted_people = models.PositiveSmallIntegerField(null=True, blank=True)
    own_situation = EncryptedTextField(blank=True, long=True, max_chars=2000)
    rest_reason = EncryptedTextField(blank=True, long=True, max_chars=2000)
    biggest_success = EncryptedTextField(blank=True, long=True, max_chars=2000)
    biggest_fear = EncryptedTextField(blank=True, long=True, max_chars=2000)
    biggest_need = EncryptedTextField(blank=True, long=True, max_chars=2000)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(success_percent__isnull=True) | Q(success_percent__lte=100),
                name="reintegration_self_rating_percent",
            ),
        ]

    class Privacy:
        """The person's own words."""

        personal = (
            "assessment",
            "rest_reason",
            "biggest_success",
            "biggest_fear",
            "biggest_need",
            "own_situation",
        )
        special = ("intends_to_remigrate", "success_percent", "trusted_people")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return f"Self-rating {self.public_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Part of the assessment, and as immutable."""
        if self.assessment.is_final:
            raise FinalAssessmentError
        super().save(*args, **kwargs)
