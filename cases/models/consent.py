"""Consent: one row per purpose and answer, never changed, only followed by a later one (domain 4)."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.codes import (
    LANGUAGES,
    Assent,
    ConsentDecision,
    ConsentForm,
    ConsentPurpose,
    DisclosedTo,
    DisclosureReason,
    GivenBy,
    PersonTold,
)
from cases.rules.consent import ConsentPeriod, consent_state
from renate.accounts.roles import Section
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class ConsentQuerySet(TenantQuerySet):
    """Reads over consents."""

    def for_purpose(self, purpose: str) -> "ConsentQuerySet":
        """Answers about one purpose."""
        return self.filter(purpose=purpose)

    def current(self) -> "ConsentQuerySet":
        """The last answer of each purpose and receiver."""
        return self.filter(superseded_by__isnull=True)

    def valid_on(self, day: date) -> "ConsentQuerySet":
        """Yeses that stand on a day; a withdrawal acts on its own day, at once."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day),
            Q(superseded_by__isnull=True) | Q(superseded_by__valid_from__gt=day),
            decision=ConsentDecision.GIVEN,
            valid_from__lte=day,
        )


class Consent(TenantModel):
    """What the person answered about one purpose."""

    person = TenantForeignKey("cases.Person", on_delete=models.PROTECT, related_name="consents")
    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=20, choices=ConsentPurpose)
    decision = models.CharField(_("decision"), max_length=16, choices=ConsentDecision)
    given_by = models.CharField(_("decided by"), max_length=12, choices=GivenBy, default=GivenBy.PERSON)
    form = models.CharField(_("form"), max_length=20, choices=ConsentForm, default=ConsentForm.VERBAL)
    language = models.CharField(_("language"), max_length=3, choices=LANGUAGES, blank=True)
    # The child's own answer beside the guardian's or the authority's.
    assent = models.CharField(_("the child’s answer"), max_length=12, choices=Assent, blank=True)
    checklist = models.JSONField(default=dict, blank=True)
    scope = EncryptedTextField(_("exactly what"), blank=True, max_chars=1000)
    witness = EncryptedTextField(_("witness"), blank=True, max_chars=200)
    interpreter = EncryptedTextField(_("interpreter"), blank=True, max_chars=200)
    # What was read out: the version of the text in a language (0 is the product's), and its SHA-256.
    text_version = models.PositiveSmallIntegerField(_("version of the text"), null=True, blank=True)
    text_language = models.CharField(_("language of the text"), max_length=3, choices=LANGUAGES, blank=True)
    text_digest = models.CharField(max_length=64, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    receiver = models.ForeignKey(
        "tenancy.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sections = ArrayField(models.CharField(max_length=1, choices=Section), default=list, blank=True)
    asked_by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    superseded_by = TenantForeignKey(
        "cases.Consent", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes"
    )

    objects = TenantManager.from_queryset(ConsentQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                name="cases_consent_ends_after_start",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="cases_consent_names_receiver",
                condition=~Q(purpose=ConsentPurpose.SHARE_ORG) | Q(receiver__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "case", "purpose", "valid_from"], name="cases_consent_case")
        ]

    class Privacy:
        personal = (
            "person", "case", "purpose", "decision", "given_by", "form", "language", "checklist",
            "valid_from", "valid_until", "receiver", "sections", "asked_by", "superseded_by",
            "assent", "scope", "witness", "interpreter",
        )  # fmt: skip
        special = ()
        operational = ("text_version", "text_language", "text_digest")
        retention = "case"

    def __str__(self) -> str:
        return f"{self.purpose} {self.decision} {self.public_id}"

    def period(self) -> ConsentPeriod:
        """What the rules look at; needs superseded_by to be fetched."""
        later = self.superseded_by
        return ConsentPeriod(
            self.decision, self.valid_from, self.valid_until, later.valid_from if later else None
        )

    def state_on(self, day: date) -> str:
        """Given, refused, withdrawn, expired or superseded on a day."""
        return consent_state(self.period(), day)


class Disclosure(TenantModel):
    """Facts passed on without consent: an exception with its reason, never a kind of consent (domain 4)."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="disclosures")
    on = models.DateField(_("date"))
    reason = models.CharField(_("reason"), max_length=24, choices=DisclosureReason)
    receiver = models.CharField(_("to"), max_length=24, choices=DisclosedTo)
    receiver_name = EncryptedTextField(_("office and person"), blank=True, max_chars=300)
    facts = EncryptedTextField(_("facts passed on"), long=True, max_chars=3000)
    grounds = EncryptedTextField(_("why it could not wait or be asked"), long=True, max_chars=3000)
    authorised_by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    person_told = models.CharField(_("the person"), max_length=16, choices=PersonTold)
    review_due = models.DateField(_("review by"))
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    review_note = EncryptedTextField(_("outcome of the review"), blank=True, long=True, max_chars=3000)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                name="cases_disclosure_reviewed_after",
                condition=Q(reviewed_on__isnull=True) | Q(reviewed_on__gte=F("on")),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "case"], name="cases_disclosure_case"),
            models.Index(fields=["organisation", "review_due"], name="cases_disclosure_due"),
        ]

    class Privacy:
        personal = (
            "case", "on", "reason", "receiver", "receiver_name", "authorised_by", "person_told",
            "review_due", "reviewed_on", "reviewed_by",
        )  # fmt: skip
        special = ("facts", "grounds", "review_note")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
