"""What happened to the person, as far as it was safe and needed to ask (domain 2.3)."""

from django.contrib.postgres.fields import ArrayField
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
    Precision,
    RecruitmentMethod,
    Relationship,
    RelationToAssistance,
    SexualForm,
    with_not_answered,
)
from cases.rules.history import Span
from cases.rules.partial_dates import PartialDate
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


def _codes(choices: type[models.TextChoices]) -> ArrayField:
    return ArrayField(models.CharField(max_length=40, choices=choices), default=list, blank=True)


class TraffickingEpisode(TenantModel):
    """One experience, from beginning to end; none, one or several a person."""

    person = TenantForeignKey("cases.Person", on_delete=models.PROTECT, related_name="episodes")
    case = TenantForeignKey(
        "cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="episodes"
    )
    relation_to_assistance = models.CharField(max_length=24, choices=RelationToAssistance)
    asked_status = models.CharField(max_length=32, choices=AskedStatus, default=AskedStatus.ANSWERED)
    acts = _codes(Act)
    means = _codes(Means)
    purposes = _codes(Exploitation)
    sex_exploitation_form = models.CharField(max_length=32, choices=SexualForm, blank=True)
    labour_industry = models.CharField(max_length=1, choices=Industry, blank=True)
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
            "relationship_to_trafficker", "exit_mode", "age_at_start", "narrative",
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
