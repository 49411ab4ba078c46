"""What went wrong, and what people say about us (domain 2.3)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.codes import (
    FeedbackFrom,
    FeedbackKind,
    FeedbackState,
    FeedbackTopic,
    IncidentKind,
    IncidentSeverity,
    ReportedTo,
)
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class Incident(TenantModel):
    """Something that happened, to nobody's case, to one or to several."""

    on = models.DateField(_("happened on"))
    at_time = models.TimeField(_("at"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=24, choices=IncidentKind)
    severity = models.PositiveSmallIntegerField(_("severity"), choices=IncidentSeverity)
    what_happened = EncryptedTextField(_("what happened"), long=True)
    response = EncryptedTextField(_("what was done"), blank=True, long=True)
    reported_to = ArrayField(
        models.CharField(max_length=20, choices=ReportedTo), verbose_name=_("reported to"), default=list,
        blank=True,
    )  # fmt: skip
    reported_by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "-on"], name="cases_incident_day")]

    class Privacy:
        personal = ("on", "at_time", "reported_by")
        special = ("kind", "severity", "what_happened", "response", "reported_to")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id

    @property
    def reported_names(self) -> list[str]:
        """Who was told, in words."""
        return [str(ReportedTo(code).label) for code in self.reported_to]


class IncidentPerson(TenantModel):
    """A case that an incident concerns."""

    incident = TenantForeignKey("cases.Incident", on_delete=models.CASCADE, related_name="people")
    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="incidents")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "case", "incident", name="cases_incident_once"),
        ]

    class Privacy:
        personal = ("incident", "case")
        special = ()
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class Feedback(TenantModel):
    """A complaint, a suggestion, thanks; anonymous if one likes, and never read by whom it is about."""

    on = models.DateField(_("received on"))
    kind = models.CharField(_("kind"), max_length=12, choices=FeedbackKind)
    given_by = models.CharField(_("from"), max_length=12, choices=FeedbackFrom)
    topic = models.CharField(_("about"), max_length=16, choices=FeedbackTopic)
    about_case = TenantForeignKey(
        "cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="feedback"
    )
    about = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = EncryptedTextField(_("in their words"), long=True)
    state = models.CharField(_("state"), max_length=8, choices=FeedbackState, default=FeedbackState.NEW)
    handled_by = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    result = EncryptedTextField(_("what came of it"), blank=True, long=True)
    told_back = models.BooleanField(_("the sender was told"), default=False)
    settled_on = models.DateField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                name="cases_feedback_handled_by_another",
                condition=Q(about__isnull=True) | Q(handled_by__isnull=True) | ~Q(handled_by=F("about")),
            ),
            models.CheckConstraint(
                name="cases_feedback_anonymous",
                condition=~Q(given_by=FeedbackFrom.ANONYMOUS) | Q(about_case__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "-on"], name="cases_feedback_state")]

    class Privacy:
        personal = (
            "on", "kind", "given_by", "topic", "about_case", "about", "text", "state", "handled_by", "result",
            "told_back", "settled_on",
        )  # fmt: skip
        special = ()
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
