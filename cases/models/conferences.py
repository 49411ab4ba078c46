"""Case conferences: who sat together, and what they decided (section 5: within 7 days at high risk)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes import ConferenceKind
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class CaseConference(TenantModel):
    """One meeting about one case."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="conferences")
    on = models.DateField(_("held on"))
    kind = models.CharField(_("kind"), max_length=16, choices=ConferenceKind)
    person_took_part = models.BooleanField(_("the person took part"), default=False)
    others = EncryptedTextField(_("who else attended"), blank=True, long=True, max_chars=2000)
    summary = EncryptedTextField(_("what was discussed"), long=True)
    next_on = models.DateField(_("next conference"), null=True, blank=True)
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "case", "-on"], name="cases_conference_case")]

    class Privacy:
        personal = ("case", "on", "kind", "person_took_part", "others", "next_on", "by")
        special = ("summary",)
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class ConferenceAttendee(TenantModel):
    """A member of the organisation who attended."""

    conference = TenantForeignKey("cases.CaseConference", on_delete=models.CASCADE, related_name="attendees")
    membership = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "conference", "membership", name="cases_attendee_once"),
        ]

    class Privacy:
        personal = ("conference", "membership")
        special = ()
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class ConferenceDecision(TenantModel):
    """One decision; where somebody is to carry it out by a day, it is a task too."""

    conference = TenantForeignKey("cases.CaseConference", on_delete=models.CASCADE, related_name="decisions")
    text = EncryptedTextField(_("decision"), max_chars=500)
    task = TenantForeignKey(
        "cases.Task", null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "conference"], name="cases_decision_conference")]

    class Privacy:
        personal = ("conference", "task")
        special = ("text",)
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
