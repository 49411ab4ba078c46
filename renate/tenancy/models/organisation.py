"""Member organisations: the directory everybody may read, and the settings and keys nobody else may."""

from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from renate.kit.public_ids import new_public_id
from renate.tenancy import scope
from renate.tenancy.models.base import TenantModel


class OrganisationKind(models.TextChoices):
    """A member works with people; the secretariat sees issued figures only (domain 9, decision 2)."""

    MEMBER = "member", _("Member organisation")
    SECRETARIAT = "secretariat", _("Network secretariat")


class Organisation(models.Model):
    """A tenant. The row itself is a directory entry: it holds nothing that other members may not read."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=40)
    country = models.CharField(max_length=2, help_text=_("ISO 3166-1 alpha-2, or XK"))
    kind = models.CharField(max_length=12, choices=OrganisationKind, default=OrganisationKind.MEMBER)
    time_zone = models.CharField(max_length=40, default="Europe/Belgrade")
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)

    class Privacy:
        personal = ()
        special = ()
        operational = ("name", "short_name", "country", "kind", "time_zone", "language", "is_active")
        retention = "organisation"

    def __str__(self) -> str:
        return self.name

    @cached_property
    def _settings(self) -> "OrganisationSettings":
        return OrganisationSettings.objects.get()

    def settings(self) -> "OrganisationSettings":
        """This organisation's settings; inside its own scope only."""
        if scope.organisation_id() != self.pk:
            raise scope.ScopeError("the settings of another organisation")
        return self._settings


class OrganisationSettings(TenantModel):
    """What an organisation decides for itself (domain 2.5, 2.8, 6, 7)."""

    transition_after_months = models.PositiveSmallIntegerField(default=3)
    reintegration_after_months = models.PositiveSmallIntegerField(default=12)
    programme_months = models.PositiveSmallIntegerField(default=36)
    suppression_threshold = models.PositiveSmallIntegerField(default=5)
    require_second_factor = models.BooleanField(default=False)
    closure_needs_approval = models.BooleanField(default=True)
    plan_needs_approval = models.BooleanField(default=False)
    caseload_warning = models.PositiveSmallIntegerField(default=20)
    # Minutes without a click after which a session is locked (domain 7 rule 8).
    idle_minutes = models.PositiveSmallIntegerField(default=15)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint("organisation", name="tenancy_one_settings_row"),
            models.CheckConstraint(
                name="tenancy_threshold_never_below_five",
                condition=models.Q(suppression_threshold__gte=5),
            ),
            models.CheckConstraint(
                name="tenancy_idle_minutes_in_bounds",
                condition=models.Q(idle_minutes__gte=2, idle_minutes__lte=60),
            ),
        ]

    class Privacy:
        personal = ()
        special = ()
        operational = (
            "transition_after_months", "reintegration_after_months", "programme_months",
            "suppression_threshold", "require_second_factor", "closure_needs_approval", "caseload_warning",
            "plan_needs_approval",
            "idle_minutes",
        )  # fmt: skip
        retention = "organisation"

    def __str__(self) -> str:
        return "Settings"


class OrganisationKeyring(TenantModel):
    """One key of an organisation, wrapped under the root key. `data` keys rotate, the `index` key stays."""

    purpose = models.CharField(max_length=8, choices=[("data", "data"), ("index", "index")])
    version = models.PositiveSmallIntegerField(default=1)
    wrapped = models.BinaryField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint("organisation", "purpose", "version", name="tenancy_one_key_a_version"),
        ]

    class Privacy:
        personal = ()
        special = ()
        operational = ("purpose", "version", "wrapped")
        retention = "organisation"

    def __str__(self) -> str:
        return f"{self.purpose} key {self.version}"
