"""One organisation's own record of a referral, on either side."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from referrals.codes import (
    LIVE_STATES,
    OPEN_STATES,
    DeclineReason,
    Direction,
    EndReason,
    FeedbackAgreed,
    ReferralKind,
    ReferralReason,
    ReferralState,
    ServiceAsked,
)
from renate.accounts.roles import Section
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class ReferralQuerySet(TenantQuerySet):
    """Referrals by direction and state."""

    def sent(self) -> ReferralQuerySet:
        """What we asked of others."""
        return self.filter(direction=Direction.OUT)

    def taken_in(self) -> ReferralQuerySet:
        """What others asked of us and we accepted."""
        return self.filter(direction=Direction.IN)

    def live(self) -> ReferralQuerySet:
        """Referrals that wait for an answer or are accepted."""
        return self.filter(state__in=LIVE_STATES)

    def unanswered(self) -> ReferralQuerySet:
        """Referrals to which nobody has said yes or no."""
        return self.filter(state__in=OPEN_STATES)


class Referral(TenantModel):
    """A referral as one side keeps it. Never seen by the other: what crosses is the package (R-25).

    Sent: it belongs to a case and carries the consent. Received: made at acceptance; the case is set once
    the receiver has opened one of its own. `network_ref` is the same random mark on both sides (domain 2.9).
    """

    direction = models.CharField(_("direction"), max_length=3, choices=Direction, default=Direction.OUT)
    case = TenantForeignKey(
        "cases.Case",
        on_delete=models.PROTECT,
        related_name="referrals",
        null=True,
        blank=True,
        verbose_name=_("case"),
    )
    counterpart = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ReferralKind, default=ReferralKind.REFERRAL)
    reason = models.CharField(_("reason"), max_length=30, choices=ReferralReason)
    services_asked = ArrayField(
        models.CharField(max_length=30, choices=ServiceAsked), verbose_name=_("services asked for")
    )
    urgent = models.BooleanField(_("urgent"), default=False)
    note = EncryptedTextField(
        _("note for ourselves"),
        blank=True,
        long=True,
        max_chars=2000,
        help_text=_("Stays here: the other side never sees it."),
    )
    sections = ArrayField(
        models.CharField(max_length=1, choices=Section),
        verbose_name=_("sections to share"),
        default=list,
        blank=True,
    )
    consent = TenantForeignKey(
        "cases.Consent",
        on_delete=models.PROTECT,
        related_name="referrals",
        null=True,
        blank=True,
        verbose_name=_("consent"),
    )
    made_by = TenantForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        related_name="referrals_made",
        verbose_name=_("made by"),
    )
    round_ref = models.CharField(
        _("offered together"), max_length=16, blank=True, editable=False
    )  # drafts to several candidates share it; one of them accepts
    person_agrees = models.BooleanField(
        _("the person agrees that we ask"),
        default=False,
        help_text=_("Without name, until there is consent."),
    )
    feedback_agreed = models.CharField(
        _("feedback agreed"), max_length=10, choices=FeedbackAgreed, default=FeedbackAgreed.COUNTS
    )
    journey = TenantForeignKey(
        "referrals.ReturnProcess",
        on_delete=models.PROTECT,
        related_name="referrals",
        null=True,
        blank=True,
        verbose_name=_("return"),
    )
    state = models.CharField(_("state"), max_length=12, choices=ReferralState, default=ReferralState.DRAFT)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer_due_on = models.DateField(_("answer asked by"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=16, choices=EndReason, blank=True)
    decline_reason = models.CharField(
        _("reason for declining"), max_length=20, choices=DeclineReason, blank=True
    )
    package_ref = models.CharField(_("package"), max_length=16, blank=True, editable=False)
    network_ref = models.CharField(_("network reference"), max_length=20, blank=True, editable=False)

    objects = TenantManager.from_queryset(ReferralQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "case", "counterpart"],
                condition=Q(direction=Direction.OUT, state__in=LIVE_STATES),
                name="referrals_one_live_per_receiver",
                violation_error_message=_("A referral to this organisation is under way."),
            ),
            models.CheckConstraint(
                condition=Q(direction=Direction.IN) | Q(case__isnull=False),
                name="referrals_sent_has_case",
            ),
            models.CheckConstraint(
                condition=Q(direction=Direction.IN)
                | ~Q(state__in=[ReferralState.ACCEPTED, ReferralState.ENDED, ReferralState.TRANSFERRED])
                | Q(consent__isnull=False),
                name="referrals_opened_has_consent",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "case"], name="referrals_by_case"),
            models.Index(fields=["organisation", "package_ref"], name="referrals_by_package"),
            models.Index(
                fields=["organisation", "created_at"],
                condition=Q(direction=Direction.OUT),
                name="referrals_sent_newest",
            ),
            models.Index(
                fields=["organisation", "answer_due_on"],
                condition=Q(state__in=OPEN_STATES),
                name="referrals_unanswered",
            ),
        ]

    class Privacy:
        personal = (
            "case", "counterpart", "services_asked", "sections", "consent", "made_by", "person_agrees",
            "journey",
        )  # fmt: skip
        special = ("note",)
        operational = (
            "direction",
            "kind",
            "reason",
            "urgent",
            "state",
            "round_ref",
            "feedback_agreed",
            "sent_on",
            "answered_on",
            "answer_due_on",
            "ended_on",
            "end_reason",
            "decline_reason",
            "package_ref",
            "network_ref",
        )
        retention = "case"

    def __str__(self) -> str:
        return self.public_id

    @property
    def short_kind(self) -> str:
        """The kind in one word, for lists."""
        return self.get_kind_display().partition(":")[0]
