"""What a report is to say: title, period, cut-off, tables, narrative. The figures are never typed."""

import json
from hashlib import sha256

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from renate.reports.codes import Audience, Preset, ReportState
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel

CONTENT = (
    "title", "programme_id", "grant_id", "only_charged", "period_from", "period_to", "cut_off_on", "audience",
    "threshold", "preset", "tables", "breakdowns", "narrative", "challenges", "changes", "lessons", "quotes",
    "language", "is_network", "correction",
)  # fmt: skip
MOST_BREAKDOWNS = 2  # more at once find single persons (domain 6)


class ReportQuerySet(TenantQuerySet):
    """Lists of reports."""

    def issued(self) -> "ReportQuerySet":
        """Reports with an issued version, also while a correction of it is being written."""
        issues = self.model._meta.get_field("issues").related_model.objects
        return self.filter(models.Exists(issues.filter(report=models.OuterRef("pk"))))

    def with_money(self) -> "ReportQuerySet":
        """Programme, grant and donor in the same query."""
        return self.select_related("programme", "grant__donor")

    def with_issue_day(self) -> "ReportQuerySet":
        """Adds issued_on, the day of the newest version."""
        return self.annotate(issued_on=models.Max("issues__issued_on"))

    def newest_first(self) -> "ReportQuerySet":
        """For lists."""
        return self.select_related("programme", "grant").order_by("-created_at", "-pk")


class Report(TenantModel):
    """A donor report under way or issued (domain 6)."""

    title = models.CharField(_("title"), max_length=160)
    programme = TenantForeignKey(
        "funding.Programme", null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    grant = TenantForeignKey(
        "funding.Grant", null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    only_charged = models.BooleanField(_("count only services charged to it"), default=False)
    period_from = models.DateField(_("from"))
    period_to = models.DateField(_("to"))
    cut_off_on = models.DateField(_("figures as at"))
    audience = models.CharField(_("readers"), max_length=8, choices=Audience, default=Audience.DONOR)
    threshold = models.PositiveSmallIntegerField(default=5, validators=[MinValueValidator(5)])
    preset = models.CharField(max_length=10, choices=Preset, default=Preset.OWN)
    tables = ArrayField(models.CharField(max_length=8), default=list)
    breakdowns = ArrayField(models.CharField(max_length=16), default=list, blank=True, size=MOST_BREAKDOWNS)
    narrative = models.TextField(_("summary"), blank=True, max_length=40_000)
    challenges = models.TextField(_("challenges"), blank=True, max_length=40_000)
    changes = models.TextField(_("changes"), blank=True, max_length=40_000)
    lessons = models.TextField(_("lessons"), blank=True, max_length=40_000)
    quotes = ArrayField(models.CharField(max_length=16), default=list, blank=True, size=12)
    is_network = models.BooleanField(default=False)  # over all members, of their sums
    correction = models.CharField(_("what is corrected"), max_length=400, blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DRAFT)

    objects = TenantManager.from_queryset(ReportQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                name="reports_period", condition=models.Q(period_to__gte=models.F("period_from"))
            ),
            models.CheckConstraint(
                name="reports_threshold_never_below_five", condition=models.Q(threshold__gte=5)
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "created_at"], name="reports_by_state")]

    class Privacy:
        """Aggregates and the officer's own text; no figure of a case is kept here."""

        personal = ()
        special = ()
        operational = (
            "title", "programme", "grant", "only_charged", "period_from", "period_to", "cut_off_on",
            "audience", "threshold", "preset", "tables", "breakdowns", "narrative", "challenges", "changes",
            "lessons", "quotes", "is_network", "correction", "language", "state",
        )  # fmt: skip
        retention = "grant"

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """What stands for the report in URLs and file names."""
        return self.public_id

    @property
    def is_issued(self) -> bool:
        """Frozen: no longer to be changed."""
        return self.state == ReportState.ISSUED

    @property
    def fingerprint(self) -> str:
        """Changes when anything that the figures or the text depend on does."""
        content = {name: getattr(self, name) for name in CONTENT}
        return sha256(json.dumps(content, default=str, sort_keys=True).encode()).hexdigest()
