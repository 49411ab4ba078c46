"""The safety plan, version by version (domain 5)."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.codes import RiskLevel
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel

# The texts of a plan, in the order in which one needs them.
STEPS = (
    "warning_signs", "what_i_do", "who_i_call", "safe_places", "documents_bag", "digital_steps",
    "children_steps", "work_and_court", "staff_actions",
)  # fmt: skip


def _step(label: object) -> EncryptedTextField:
    return EncryptedTextField(label, blank=True, long=True, max_chars=3000)


class SafetyPlanQuerySet(TenantQuerySet):
    """Reads over safety plans."""

    def newest_first(self) -> "SafetyPlanQuerySet":
        """The last version first."""
        return self.order_by("-version")

    def latest_for(self, case: models.Model) -> "SafetyPlan | None":
        """The version that stands."""
        return self.filter(case=case).newest_first().first()


class SafetyPlan(TenantModel):
    """What the person and the staff do when danger shows; never changed, only followed by a version."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="safety_plans")
    version = models.PositiveSmallIntegerField(_("version"))
    agreed_on = models.DateField(_("made on"))
    agreed_with_person = models.BooleanField(_("agreed with the person"))
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    # The level it was made for: a plan made for a lower one doesn't answer a higher one.
    made_for_level = models.PositiveSmallIntegerField(
        null=True, blank=True, choices=RiskLevel, validators=[MaxValueValidator(RiskLevel.CRITICAL)]
    )
    warning_signs = _step(_("warning signs"))
    what_i_do = _step(_("what I do"))
    who_i_call = _step(_("whom I call"))
    safe_places = _step(_("safe places"))
    documents_bag = _step(_("bag with documents"))
    digital_steps = _step(_("phone and accounts"))
    children_steps = _step(_("children"))
    work_and_court = _step(_("at work and in court"))
    staff_actions = _step(_("what the staff do"))
    valid_until = models.DateField(_("valid until"))
    copy_given = models.BooleanField(_("a copy was given"), default=False)
    copy_is_safe = models.BooleanField(_("keeping a copy is safe"), null=True, blank=True)

    objects = TenantManager.from_queryset(SafetyPlanQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "case", "version", name="cases_safety_plan_version"),
            models.CheckConstraint(
                name="cases_safety_plan_ends_after_start", condition=Q(valid_until__gte=F("agreed_on"))
            ),
        ]

    class Privacy:
        personal = (
            "case", "version", "agreed_on", "agreed_with_person", "by", "valid_until", "copy_given",
            "copy_is_safe",
        )  # fmt: skip
        special = (
            "made_for_level", "warning_signs", "what_i_do", "who_i_call", "safe_places", "documents_bag",
            "digital_steps", "children_steps", "work_and_court", "staff_actions",
        )  # fmt: skip
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
