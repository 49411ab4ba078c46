"""What happened to the person, as far as it was safe and needed to ask (domain 2.3)."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.codes import (
    COUNTRIES,
    Act,
    AskedStatus,
    Control,
    ExitMode,
    Exploitation,
    Industry,
    LocationType,
    Means,
    PerpetratorRole,
    PersonBand,
    Platform,
    Precision,
    Promise,
    RecruitmentMethod,
    Relationship,
    RelationToAssistance,
    Sex,
    SexualForm,
    StageKind,
    ToldBy,
    with_not_answered,
)
from cases.models.answers import Asked
from cases.rules.history import Span
from cases.rules.partial_dates import PartialDate
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


def _codes(choices: type[models.TextChoices]) -> ArrayField:
    return ArrayField(models.CharField(max_length=40, choices=choices), default=list, blank=True)


def _money(label: Any) -> models.DecimalField:
    return models.DecimalField(
        label, max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )


class TraffickingEpisode(Asked):
    """One experience, from beginning to end; none, one or several a person."""

    QUESTIONS = (
        "purposes", "acts", "means", "methods_of_control", "sex_exploitation_form", "labour_industry",
        "started_on", "ended_on", "country_of_exploitation", "cross_border", "recruitment_method",
        "recruitment_location_type", "recruiter_role", "relationship_to_trafficker", "exit_mode",
        "age_at_start", "earnings_taken", "debt_claimed", "unpaid_wages", "narrative",
    )  # fmt: skip

    person = TenantForeignKey("cases.Person", on_delete=models.PROTECT, related_name="episodes")
    case = TenantForeignKey(
        "cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="episodes"
    )
    relation_to_assistance = models.CharField(max_length=24, choices=RelationToAssistance)
    asked_status = models.CharField(max_length=32, choices=AskedStatus, default=AskedStatus.ANSWERED)
    acts = _codes(Act)
    means = _codes(Means)
    purposes = _codes(Exploitation)
    sex_exploitation_form = models.CharField(max_length=32, choices=with_not_answered(SexualForm), blank=True)
    labour_industry = models.CharField(max_length=32, choices=with_not_answered(Industry), blank=True)
    methods_of_control = _codes(Control)
    started_on = models.DateField(null=True, blank=True)
    started_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNKNOWN)
    ended_on = models.DateField(null=True, blank=True)
    ended_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNKNOWN)
    country_of_exploitation = models.CharField(max_length=2, choices=COUNTRIES, blank=True)
    cross_border = models.BooleanField(_("crossed a border"), null=True, blank=True)
    recruitment_method = models.CharField(
        max_length=32, choices=with_not_answered(RecruitmentMethod), blank=True
    )
    recruitment_location_type = models.CharField(
        max_length=32, choices=with_not_answered(LocationType), blank=True
    )
    recruiter_role = models.CharField(max_length=32, choices=with_not_answered(PerpetratorRole), blank=True)
    relationship_to_trafficker = models.CharField(
        max_length=32, choices=with_not_answered(Relationship), blank=True
    )
    exit_mode = models.CharField(max_length=32, choices=with_not_answered(ExitMode), blank=True)
    age_at_start = models.PositiveSmallIntegerField(null=True, blank=True)
    # In euros, as the person remembers: what a claim for compensation starts from (S1-13).
    earnings_taken = _money(_("earnings taken"))
    debt_claimed = _money(_("debt claimed"))
    unpaid_wages = _money(_("unpaid wages"))
    told_by = models.CharField(max_length=16, choices=ToldBy, blank=True)
    narrative = EncryptedTextField(_("account"), blank=True, long=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            # A coarse date is stored as the first day it can mean, so only the exact order is checked here.
            models.CheckConstraint(
                name="cases_episode_ends_after_start",
                condition=Q(started_on__isnull=True)
                | Q(ended_on__isnull=True)
                | ~Q(started_precision=Precision.DAY, ended_precision=Precision.DAY)
                | Q(ended_on__gte=F("started_on")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "person", "relation_to_assistance"], name="cases_episode_person"
            )
        ]

    class Privacy:
        personal = ("person", "case", "relation_to_assistance", "asked_status")
        special = (
            "acts", "means", "purposes", "sex_exploitation_form", "labour_industry", "methods_of_control",
            "started_on", "started_precision", "ended_on", "ended_precision", "country_of_exploitation",
            "cross_border", "recruitment_method", "recruitment_location_type", "recruiter_role",
            "relationship_to_trafficker", "exit_mode", "age_at_start", "earnings_taken", "debt_claimed",
            "unpaid_wages", "told_by", "narrative", "not_answered",
        )  # fmt: skip
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id

    @property
    def started(self) -> PartialDate:
        """The beginning, with its precision."""
        return PartialDate(self.started_on, self.started_precision)

    @property
    def ended(self) -> PartialDate:
        """The end, with its precision."""
        return PartialDate(self.ended_on, self.ended_precision)

    @property
    def span(self) -> Span:
        """What the rules about history look at."""
        return Span(self.started, self.ended, self.relation_to_assistance)


class EpisodeStage(Asked):
    """A stage of an experience: where and when it was, as far as told (S1-05, S1-08)."""

    QUESTIONS = ("country", "location_type", "happened_on", "city", "description")

    episode = TenantForeignKey("cases.TraffickingEpisode", on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(_("stage"), max_length=16, choices=StageKind)
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES, blank=True)
    city = EncryptedTextField(_("town or region"), blank=True, max_chars=200)
    location_type = models.CharField(
        _("kind of place"), max_length=32, choices=with_not_answered(LocationType), blank=True
    )
    happened_on = models.DateField(null=True, blank=True)
    happened_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNKNOWN)
    description = EncryptedTextField(_("what happened"), blank=True, long=True, max_chars=5000)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "episode"], name="cases_stage_episode")]

    class Privacy:
        personal = ("episode",)
        special = (
            "stage", "country", "city", "location_type", "happened_on", "happened_precision", "description",
            "not_answered",
        )  # fmt: skip
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id

    @property
    def happened(self) -> PartialDate:
        """When it was, with its precision."""
        return PartialDate(self.happened_on, self.happened_precision)


class RecruiterProfile(Asked):
    """Somebody who recruited, moved or exploited: what they did, never who they are (S1-06, S1-07, S1-11)."""

    QUESTIONS = (
        "roles", "sex", "age_band", "nationality", "relationship", "persons", "methods", "promise",
        "platforms", "still_threat",
    )  # fmt: skip

    episode = TenantForeignKey(
        "cases.TraffickingEpisode", on_delete=models.CASCADE, related_name="recruiters"
    )
    roles = _codes(PerpetratorRole)
    sex = models.CharField(max_length=32, choices=with_not_answered(Sex), blank=True)
    age_band = models.CharField(max_length=32, choices=with_not_answered(PersonBand), blank=True)
    nationality = models.CharField(max_length=2, choices=COUNTRIES, blank=True)
    relationship = models.CharField(max_length=32, choices=with_not_answered(Relationship), blank=True)
    persons = models.PositiveSmallIntegerField(null=True, blank=True)
    methods = _codes(RecruitmentMethod)
    promise = models.CharField(max_length=32, choices=with_not_answered(Promise), blank=True)
    platforms = _codes(Platform)
    still_threat = models.BooleanField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "episode"], name="cases_recruiter_episode")]

    class Privacy:
        personal = ("episode",)
        special = (
            "roles", "sex", "age_band", "nationality", "relationship", "persons", "methods", "promise",
            "platforms", "still_threat", "not_answered",
        )  # fmt: skip
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
