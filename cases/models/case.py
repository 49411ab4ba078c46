"""The case: one stretch of work with one person (domain 2.3)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.codes import (
    CLOSED_STATUSES,
    COUNTRIES,
    OPEN_STATUSES,
    CaseStatus,
    ClosureOutcome,
    ClosureReason,
    Complexity,
    Confidentiality,
    DecisionBody,
    FirstHelp,
    IdentificationStatus,
    IntakeRoute,
    ModelOfCare,
    RescueContext,
    SupportMode,
    TargetPopulation,
    TypeOfReturn,
    UrgentNeed,
    WithPolice,
    with_not_answered,
)
from cases.models.answers import Asked
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class CaseQuerySet(TenantQuerySet):
    """Reads over cases."""

    def open(self) -> "CaseQuerySet":
        """Cases somebody works on."""
        return self.filter(status__in=OPEN_STATUSES)

    def closed(self) -> "CaseQuerySet":
        """Cases that ended."""
        return self.filter(status__in=CLOSED_STATUSES)

    def with_people(self) -> "CaseQuerySet":
        """Person and case manager fetched in the same query."""
        return self.select_related("person", "case_manager__user")

    def with_risk(self) -> "CaseQuerySet":
        """Adds risk_level and risk_review_due of the newest assessment."""
        newest = (
            self.model._meta.get_field("risk_assessments")
            .related_model.objects.filter(case=OuterRef("pk"))
            .order_by("-on", "-id")
        )
        return self.annotate(
            risk_level=Subquery(newest.values("overall")[:1]),
            risk_review_due=Subquery(newest.values("review_due")[:1]),
        )


class Case(Asked):
    """From first contact to closure; a person may have several over the years."""

    QUESTIONS = (
        "rescue_context", "with_police", "in_detention", "held_with_traffickers", "first_responder",
        "type_of_return", "urgent_needs", "identified_by",
    )  # fmt: skip

    person = TenantForeignKey("cases.Person", on_delete=models.PROTECT, related_name="cases")
    case_manager = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="cases_managed"
    )
    status = models.CharField(max_length=16, choices=CaseStatus, default=CaseStatus.ACTIVE)
    confidentiality = models.CharField(
        max_length=12, choices=Confidentiality, default=Confidentiality.STANDARD
    )
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(null=True, blank=True)
    closure_reason = models.CharField(max_length=32, choices=ClosureReason, blank=True)
    closure_outcome = models.CharField(max_length=32, choices=ClosureOutcome, blank=True)
    # The outcome counted up to this day; the person was exploited again after it.
    superseded_on = models.DateField(null=True, blank=True)
    intake_route = models.CharField(max_length=24, choices=IntakeRoute, blank=True)
    rescue_context = models.CharField(max_length=32, choices=with_not_answered(RescueContext), blank=True)
    with_police = models.CharField(max_length=32, choices=with_not_answered(WithPolice), blank=True)
    in_detention = models.BooleanField(null=True, blank=True)
    detention_place = EncryptedTextField(blank=True, max_chars=200)
    detained_from = models.DateField(null=True, blank=True)
    detained_to = models.DateField(null=True, blank=True)
    held_with_traffickers = models.BooleanField(null=True, blank=True)
    first_responder = models.CharField(max_length=32, choices=with_not_answered(IntakeRoute), blank=True)
    type_of_return = models.CharField(max_length=32, choices=with_not_answered(TypeOfReturn), blank=True)
    urgent_needs = ArrayField(models.CharField(max_length=24, choices=UrgentNeed), default=list, blank=True)
    first_help = ArrayField(models.CharField(max_length=24, choices=FirstHelp), default=list, blank=True)
    identification_status = models.CharField(
        max_length=16, choices=IdentificationStatus, default=IdentificationStatus.POSSIBLE
    )
    identified_on = models.DateField(null=True, blank=True)
    presumed_on = models.DateField(null=True, blank=True)
    identified_by = models.CharField(max_length=32, choices=with_not_answered(DecisionBody), blank=True)
    country_of_identification = models.CharField(max_length=2, choices=COUNTRIES, blank=True)
    support_mode = models.CharField(max_length=16, choices=SupportMode, blank=True)
    model_of_care = models.CharField(max_length=24, choices=ModelOfCare, blank=True)
    target_population = models.CharField(
        max_length=24, choices=TargetPopulation, default=TargetPopulation.VOT
    )
    complexity = ArrayField(models.CharField(max_length=32, choices=Complexity), default=list, blank=True)
    # One intake form makes one case, however often it is sent.
    intake_token = models.CharField(max_length=43, blank=True, editable=False)

    objects = TenantManager.from_queryset(CaseQuerySet)()

    class Meta(TenantModel.Meta):
        permissions = [("work_case", "Can work this case")]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                "organisation",
                "intake_token",
                name="cases_case_intake_once",
                condition=~Q(intake_token=""),
            ),
            models.CheckConstraint(
                name="cases_case_closed_has_day",
                condition=~Q(status__in=CLOSED_STATUSES)
                | (Q(closed_on__isnull=False) & ~Q(closure_reason="") & ~Q(closure_outcome="")),
            ),
            models.CheckConstraint(
                name="cases_case_detention_ends_after_start",
                condition=Q(detained_from__isnull=True)
                | Q(detained_to__isnull=True)
                | Q(detained_to__gte=F("detained_from")),
            ),
            models.CheckConstraint(
                name="cases_case_closed_after_opened",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "status", "opened_on"], name="cases_case_status"),
            models.Index(fields=["organisation", "case_manager", "status"], name="cases_case_manager"),
            models.Index(fields=["organisation", "person"], name="cases_case_person"),
        ]

    class Privacy:
        personal = (
            "person", "case_manager", "status", "confidentiality", "opened_on", "closed_on", "closure_reason",
            "closure_outcome", "superseded_on", "intake_route", "first_responder", "support_mode",
            "model_of_care", "target_population",
        )  # fmt: skip
        special = (
            "rescue_context", "with_police", "in_detention", "held_with_traffickers", "identification_status",
            "identified_on", "presumed_on", "identified_by", "country_of_identification", "complexity",
            "detention_place", "detained_from", "detained_to", "type_of_return", "urgent_needs", "first_help",
            "not_answered",
        )  # fmt: skip
        operational = ("intake_token",)
        retention = "case"

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        """The overview of the file."""
        return f"{reverse('cases:case_list')}{self.public_id}/"

    @property
    def ref(self) -> str:
        """What stands for the case in URLs and notices."""
        return self.public_id

    @property
    def is_open(self) -> bool:
        """Whether somebody works on it."""
        return self.status in OPEN_STATUSES

    @property
    def is_sealed(self) -> bool:
        """Whether only named members see it."""
        return self.confidentiality == Confidentiality.SEALED
