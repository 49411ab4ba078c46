"""Safe contact, risk, and notes of the work (domain 4, 5)."""

import json

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes import LANGUAGES, Channel, NoteSection, Protection, RiskDomain, RiskLevel
from cases.rules.risk import overall_level
from renate.kit.fields import BlindIndexField, EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class ContactPlan(TenantModel):
    """How the person may be reached without harm; shown before any contact."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="contact_plans")
    on = models.DateField(_("agreed on"))
    channel = models.CharField(_("way of contact"), max_length=24, choices=Channel)
    value = EncryptedTextField(_("number or address"), blank=True, max_chars=200)
    value_index = BlindIndexField(source="value")
    language = models.CharField(_("language"), max_length=3, choices=LANGUAGES, blank=True)
    safe_times = EncryptedTextField(_("safe times"), blank=True, max_chars=300)
    who_may_answer = EncryptedTextField(_("who else may answer"), blank=True, max_chars=300)
    say_we_are = EncryptedTextField(_("say we are"), blank=True, max_chars=200)
    may_leave_message = models.BooleanField(_("a message may be left"), default=False)
    code_word = EncryptedTextField(_("code word"), blank=True, max_chars=100)
    unsafe_channels = ArrayField(models.CharField(max_length=24, choices=Channel), default=list, blank=True)
    trusted_person = EncryptedTextField(_("trusted person, and what they know"), blank=True, max_chars=500)
    check_on = models.DateField(_("confirm again by"))
    valid_after_closure = models.BooleanField(_("also after closure"), default=False)
    is_current = models.BooleanField(default=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                "organisation", "case", name="cases_one_current_contact_plan",
                condition=models.Q(is_current=True),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["organisation", "value_index"], name="cases_contact_value")]

    class Privacy:
        personal = (
            "case", "on", "channel", "value", "value_index", "language", "safe_times", "who_may_answer",
            "say_we_are", "may_leave_message", "code_word", "unsafe_channels", "trusted_person", "check_on",
            "valid_after_closure",
        )  # fmt: skip
        special = ()
        operational = ("is_current",)
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class RiskAssessmentQuerySet(TenantQuerySet):
    """Reads over risk assessments."""

    def newest_first(self) -> "RiskAssessmentQuerySet":
        """The last one first, the later entry first on one day."""
        return self.order_by("-on", "-id")

    def latest_for(self, case: models.Model) -> "RiskAssessment | None":
        """The newest assessment of a case."""
        return self.filter(case=case).newest_first().first()


def _level() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        null=True, blank=True, choices=RiskLevel, validators=[MaxValueValidator(RiskLevel.CRITICAL)]
    )


class RiskAssessment(TenantModel):
    """Five levels on one day, never changed; None is unknown and counts as moderate for the next review."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="risk_assessments")
    on = models.DateField(_("assessed on"))
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    traffickers = _level()
    self_harm = _level()
    re_trafficking = _level()
    health = _level()
    family = _level()
    overall = _level()
    own_level = _level()
    # What was ticked (domain → sign → yes, no, unknown), who says so of each, and the levels that follow.
    items = models.JSONField(default=dict, blank=True)
    sources = models.JSONField(default=dict, blank=True)
    computed = models.JSONField(default=dict, blank=True)
    protection = ArrayField(models.CharField(max_length=24, choices=Protection), default=list, blank=True)
    # A note to each sign (domain → sign → words), as JSON: words are sealed.
    sign_notes = EncryptedTextField(_("notes to the signs"), blank=True, long=True, max_chars=40_000)
    override_reason = EncryptedTextField(_("why another level"), blank=True, long=True, max_chars=2000)
    note = EncryptedTextField(_("note"), blank=True, long=True, max_chars=5000)
    review_due = models.DateField(_("review by"))

    objects = TenantManager.from_queryset(RiskAssessmentQuerySet)()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "case", "-on"], name="cases_risk_case"),
            models.Index(fields=["organisation", "review_due"], name="cases_risk_due"),
        ]

    class Privacy:
        personal = ("case", "on", "by", "review_due")
        special = (
            "traffickers", "self_harm", "re_trafficking", "health", "family", "overall", "own_level", "items",
            "sources", "computed", "protection", "override_reason", "note", "sign_notes",
        )  # fmt: skip
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id

    @property
    def levels(self) -> dict[str, int | None]:
        """Domain to level."""
        return {domain: getattr(self, domain) for domain in RiskDomain.values}

    @property
    def notes_of_signs(self) -> dict[str, dict[str, str]]:
        """Domain to sign to what was written about it."""
        return json.loads(self.sign_notes) if self.sign_notes else {}

    @property
    def acting_level(self) -> int | None:
        """The level to act on (R-20): what the worker found or what the person says, whichever is higher."""
        return overall_level([self.overall, self.own_level])


class CaseNote(TenantModel):
    """A dated note in one section of the record; whoever may not read the section doesn't see it."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="notes")
    on = models.DateField(_("date"))
    section = models.CharField(_("section"), max_length=1, choices=NoteSection)
    text = EncryptedTextField(_("note"), long=True)
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    # A note is never changed: a correction is a new one, and the earlier wording stays readable behind it.
    corrects = TenantForeignKey(
        "cases.CaseNote", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                "organisation", "corrects", name="cases_note_corrected_once",
                condition=models.Q(corrects__isnull=False),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["organisation", "case", "-on"], name="cases_note_case")]

    class Privacy:
        personal = ("case", "on", "section", "by", "corrects")
        special = ("text",)
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
