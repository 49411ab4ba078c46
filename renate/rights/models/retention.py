"""How long files are kept after their end, and the review that comes then."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.codes import ClosureOutcome
from renate.kit.fields import EncryptedTextField
from renate.rights.codes import ReviewDecision
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


def _months(label: object, default: int) -> models.PositiveSmallIntegerField:
    within = [MinValueValidator(1), MaxValueValidator(240)]
    return models.PositiveSmallIntegerField(label, default=default, validators=within)  # type: ignore[arg-type]


class RetentionPeriods(TenantModel):
    """Months after the end of the last case, by its outcome; one row an organisation, else these defaults."""

    reintegrated_successfully = _months(ClosureOutcome.SUCCESSFUL.label, 60)
    reintegrated_partly = _months(ClosureOutcome.PARTLY.label, 60)
    not_reintegrated = _months(ClosureOutcome.NOT.label, 84)
    in_progress_elsewhere = _months(ClosureOutcome.ELSEWHERE.label, 36)
    unknown = _months(ClosureOutcome.UNKNOWN.label, 84)
    not_applicable = _months(ClosureOutcome.NOT_APPLICABLE.label, 12)
    grace_days = models.PositiveSmallIntegerField(
        _("days between the warning and the deletion"), default=60,
        validators=[MinValueValidator(14), MaxValueValidator(365)],
    )  # fmt: skip

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint("organisation", name="rights_one_row_of_periods")]

    class Privacy:
        personal = ()
        special = ()
        operational = (*ClosureOutcome.values, "grace_days")
        retention = "organisation"

    def __str__(self) -> str:
        return "Periods"

    @property
    def months(self) -> dict[str, int]:
        """By outcome."""
        return {outcome: getattr(self, outcome) for outcome in ClosureOutcome.values}


class RetentionReview(TenantModel):
    """The time of a file is over: a member decides what becomes of it, after the days of grace."""

    person = TenantForeignKey("cases.Person", on_delete=models.PROTECT, related_name="retention_reviews")
    due_on = models.DateField()
    warned_on = models.DateField()
    decision = models.CharField(_("decision"), max_length=12, choices=ReviewDecision, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    keep_until = models.DateField(_("keep until"), null=True, blank=True)
    reason = EncryptedTextField(_("reason"), blank=True, long=True, max_chars=2000)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                "organisation", "person", name="rights_one_open_review", condition=Q(decision="")
            ),
        ]

    class Privacy:
        personal = (
            "person", "due_on", "warned_on", "decision", "decided_on", "decided_by", "keep_until", "reason",
        )  # fmt: skip
        special = ()
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
