"""Family and community, assessed before a placement and again over time (S2-11, S2-13, S3-44)."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes import (
    COUNTRIES,
    CommunityConclusion,
    FamilyConclusion,
    FamilyEconomy,
    HomeEnvironment,
    LocalSecurity,
    LocalService,
    LocalWork,
    Tracing,
    with_not_answered,
)
from cases.models.answers import Asked
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


def _yes_no(label: Any) -> models.BooleanField:
    return models.BooleanField(label, null=True, blank=True)


class FamilyAssessment(Asked):
    """Whether the family can and wants to receive the person, and whether that would be safe."""

    QUESTIONS = (
        "tracing", "agrees", "able", "knows", "home_environment", "violence", "linked", "economy",
        "mediation_needed", "support_needed", "child_views",
    )  # fmt: skip

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="family_assessments")
    on = models.DateField(_("date"))
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    relative = TenantForeignKey(
        "cases.RelatedPerson", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    tracing = models.CharField(_("tracing"), max_length=32, choices=with_not_answered(Tracing), blank=True)
    agrees = _yes_no(_("agrees to receive the person"))
    able = _yes_no(_("is able to receive the person"))
    knows = _yes_no(_("knows what happened"))
    home_environment = models.CharField(
        _("home"), max_length=32, choices=with_not_answered(HomeEnvironment), blank=True
    )
    violence = _yes_no(_("violence at home"))
    linked = _yes_no(_("link to those who exploited"))
    economy = models.CharField(
        _("means"), max_length=32, choices=with_not_answered(FamilyEconomy), blank=True
    )
    mediation_needed = _yes_no(_("mediation is needed"))
    support_needed = EncryptedTextField(_("support the family needs"), blank=True, long=True, max_chars=3000)
    child_views = EncryptedTextField(_("what the child says"), blank=True, long=True, max_chars=3000)
    conclusion = models.CharField(_("conclusion"), max_length=24, choices=FamilyConclusion)
    note = EncryptedTextField(_("note"), blank=True, long=True, max_chars=5000)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "case", "-on"], name="cases_family_case")]

    class Privacy:
        personal = ("case", "on", "by", "relative")
        special = (
            "tracing", "agrees", "able", "knows", "home_environment", "violence", "linked", "economy",
            "mediation_needed", "support_needed", "child_views", "conclusion", "note", "not_answered",
        )  # fmt: skip
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class CommunityAssessment(Asked):
    """Whether the person can live in a place: stigma, services, work, security."""

    QUESTIONS = ("stigma", "services", "work", "security", "safe_to_visit")

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="community_assessments")
    on = models.DateField(_("date"))
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES, blank=True)
    place = EncryptedTextField(_("place"), blank=True, max_chars=200)
    stigma = models.PositiveSmallIntegerField(
        _("stigma"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    services = ArrayField(models.CharField(max_length=24, choices=LocalService), default=list, blank=True)
    work = models.CharField(_("work"), max_length=32, choices=with_not_answered(LocalWork), blank=True)
    security = models.CharField(
        _("security"), max_length=32, choices=with_not_answered(LocalSecurity), blank=True
    )
    safe_to_visit = _yes_no(_("staff can visit safely"))
    conclusion = models.CharField(_("conclusion"), max_length=24, choices=CommunityConclusion)
    note = EncryptedTextField(_("note"), blank=True, long=True, max_chars=5000)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "case", "-on"], name="cases_community_case")]

    class Privacy:
        personal = ("case", "on", "by", "country", "place")
        special = (
            "stigma", "services", "work", "security", "safe_to_visit", "conclusion", "note", "not_answered",
        )  # fmt: skip
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
