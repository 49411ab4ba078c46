"""Needs of the person, repeated over time (domain 2.3, S2-10, S2-15)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes import NeedDomain, NeedLevel, NeedsKind, NotAnswered, Savings, Timing, with_not_answered
from cases.models.answers import Asked
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class NeedsAssessment(Asked):
    """One round, never changed: what is needed, how much, and when the person wants it (S2-44)."""

    QUESTIONS = ("most_needed", "resilience", "savings")

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="needs_assessments")
    kind = models.CharField(_("kind"), max_length=12, choices=NeedsKind)
    on = models.DateField(_("date"))
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    with_person = models.BooleanField(_("together with the person"), default=True)
    with_interpreter = models.BooleanField(_("with an interpreter"), default=False)
    most_needed = EncryptedTextField(_("what is needed most"), blank=True, long=True, max_chars=2000)
    resilience = EncryptedTextField(_("what gives strength"), blank=True, long=True, max_chars=2000)
    savings = models.CharField(_("savings"), max_length=32, choices=with_not_answered(Savings), blank=True)
    note = EncryptedTextField(_("note"), blank=True, long=True, max_chars=5000)
    repeat_on = models.DateField(_("repeat by"))

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "case", "-on"], name="cases_needs_case"),
            models.Index(fields=["organisation", "repeat_on"], name="cases_needs_repeat"),
        ]

    class Privacy:
        personal = ("case", "kind", "on", "by", "with_person", "with_interpreter", "repeat_on")
        special = ("most_needed", "resilience", "savings", "note", "not_answered")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class Need(TenantModel):
    """How much is needed in one area of life; without a level there is a reason why (domain 2.4)."""

    assessment = TenantForeignKey("cases.NeedsAssessment", on_delete=models.CASCADE, related_name="needs")
    domain = models.CharField(_("area"), max_length=16, choices=NeedDomain)
    level = models.PositiveSmallIntegerField(
        null=True, blank=True, choices=NeedLevel, validators=[MaxValueValidator(NeedLevel.URGENT)]
    )
    not_answered = models.CharField(max_length=32, choices=NotAnswered, blank=True)
    timing = models.CharField(_("wanted"), max_length=8, choices=Timing, blank=True)
    priority = models.PositiveSmallIntegerField(
        _("the person’s order"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(16)],
    )

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "assessment", "domain", name="cases_need_once"),
            models.CheckConstraint(
                name="cases_need_level_or_reason",
                condition=models.Q(level__isnull=False, not_answered="")
                | (models.Q(level__isnull=True) & ~models.Q(not_answered="")),
            ),
        ]

    class Privacy:
        personal = ("assessment",)
        special = ("domain", "level", "not_answered", "timing", "priority")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return f"{self.domain} {self.level}"
