"""What crosses between two organisations, and who opened it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from referrals.codes import (
    LIVE_STATES,
    OPEN_STATES,
    DeclineReason,
    EndReason,
    FeedbackAgreed,
    MessageKind,
    ReferralState,
)
from referrals.managers import TwoSidedManager, TwoSidedQuerySet
from renate.accounts.roles import Role, Section
from renate.tenancy.fields import TenantForeignKey, TenantOneToOneField
from renate.tenancy.models import TenantModel


class PackageQuerySet(TwoSidedQuerySet):
    """Packages by what can be done with them."""

    def waiting(self) -> PackageQuerySet:
        """Offers without a yes or no."""
        return self.filter(state__in=OPEN_STATES)

    def live(self) -> PackageQuerySet:
        """Packages that can be answered, read or withdrawn."""
        return self.filter(state__in=LIVE_STATES)


class ReferralPackage(TenantModel):
    """The one row that two organisations see. The sender owns it; the receiver reads it (R-25, share_org).

    Before acceptance it holds an anonymous summary. At acceptance the ticked sections are sealed under a key
    of the package's own. Withdrawal, expiry and end destroy payload, key and grants in one transaction.
    """

    referral = TenantOneToOneField("referrals.Referral", on_delete=models.PROTECT, related_name="package")
    receiver = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("receiver")
    )
    state = models.CharField(_("state"), max_length=12, choices=ReferralState, default=ReferralState.OFFERED)
    summary = models.JSONField(_("summary"), help_text=_("Anonymous: codes only."))
    sections = ArrayField(models.CharField(max_length=1, choices=Section), verbose_name=_("sections"))
    payload = models.BinaryField(_("sealed sections"), null=True, blank=True, editable=False)
    wrapped_key = models.BinaryField(_("wrapped key"), null=True, blank=True, editable=False)
    offered_on = models.DateField(_("offered on"))
    valid_until = models.DateField(_("valid until"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer_due_on = models.DateField(_("answer asked by"), null=True, blank=True)
    waiting_until = models.DateField(_("place expected by"), null=True, blank=True)
    opened_on = models.DateField(_("sections opened on"), null=True, blank=True)
    updated_on = models.DateField(_("sections as they stood on"), null=True, blank=True)
    carries_journey = models.BooleanField(_("with the steps of the journey"), default=False)
    feedback_agreed = models.CharField(
        _("feedback agreed"), max_length=10, choices=FeedbackAgreed, default=FeedbackAgreed.COUNTS
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=16, choices=EndReason, blank=True)
    decline_reason = models.CharField(
        _("reason for declining"), max_length=20, choices=DeclineReason, blank=True
    )
    contact_name = models.CharField(
        _("worker at the receiver"),
        max_length=120,
        blank=True,
        help_text=_("Who took the referral over there."),
    )
    # The worker whom the receiver's coordinator chose: the grant goes to this account when the seal is made.
    taken_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    network_ref = models.CharField(_("network reference"), max_length=20, blank=True, editable=False)

    objects = TwoSidedManager.from_queryset(PackageQuerySet)()

    class Meta(TenantModel.Meta):
        permissions = [("open_package", "May open the sections of the package")]
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state=ReferralState.ACCEPTED, payload__isnull=False, wrapped_key__isnull=False)
                | (~Q(state=ReferralState.ACCEPTED) & Q(payload__isnull=True, wrapped_key__isnull=True)),
                name="referrals_package_sealed_only_while_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(receiver=models.F("organisation")), name="referrals_package_goes_elsewhere"
            ),
        ]
        indexes = [
            models.Index(fields=["receiver", "state"], name="referrals_package_by_receiver"),
            models.Index(fields=["organisation", "state", "valid_until"], name="referrals_package_by_expiry"),
        ]

    class Privacy:
        personal = ("referral", "receiver", "sections", "contact_name", "taken_by")
        special = ("summary", "payload", "wrapped_key")
        operational = (
            "state",
            "offered_on",
            "valid_until",
            "answered_on",
            "answer_due_on",
            "waiting_until",
            "opened_on",
            "updated_on",
            "carries_journey",
            "feedback_agreed",
            "ended_on",
            "end_reason",
            "decline_reason",
            "network_ref",
        )
        retention = "consent"

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_open_offer(self) -> bool:
        """Whether the receiver can still say yes or no."""
        return self.state in OPEN_STATES

    @property
    def is_sealed(self) -> bool:
        """Whether there is something to open."""
        return self.payload is not None and self.wrapped_key is not None


class PackageReading(TenantModel):
    """One opening of one section by the receiver; both sides see it (domain 7, S3-91)."""

    package = TenantForeignKey("referrals.ReferralPackage", on_delete=models.PROTECT, related_name="readings")
    receiver = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")
    section = models.CharField(_("section"), max_length=1, choices=Section)
    reader_name = models.CharField(_("read by"), max_length=120)
    reader_role = models.CharField(_("role"), max_length=20, choices=Role)

    objects = TwoSidedManager()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(
                fields=["organisation", "package", "created_at"], name="referrals_reading_by_package"
            )
        ]

    class Privacy:
        personal = ("package", "receiver", "section", "reader_name")
        special = ()
        operational = ("reader_role",)
        retention = "consent"

    def __str__(self) -> str:
        return f"{self.section} · {self.reader_name}"


class PackageMessage(TenantModel):
    """A question, an answer, feedback or a step of the journey; each under a key of its own.

    The sender owns the row; the receiver reads it and has it written through `exchange`. Questions and
    answers lose their key when the package ends; feedback stays with the sender, to whom it was given.
    """

    package = TenantForeignKey("referrals.ReferralPackage", on_delete=models.PROTECT, related_name="messages")
    receiver = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=MessageKind)
    on = models.DateField(_("date"))
    from_receiver = models.BooleanField(_("written by the receiver"))
    writer_name = models.CharField(_("written by"), max_length=120)
    payload = models.BinaryField(_("sealed text"), null=True, blank=True, editable=False)
    wrapped_key = models.BinaryField(_("wrapped key"), null=True, blank=True, editable=False)

    objects = TwoSidedManager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(payload__isnull=True, wrapped_key__isnull=True)
                | Q(payload__isnull=False, wrapped_key__isnull=False),
                name="referrals_message_sealed_with_key",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "package", "created_at"], name="referrals_message_by_package"
            ),
            models.Index(fields=["receiver", "package"], name="referrals_message_by_receiver"),
        ]

    class Privacy:
        personal = ("package", "receiver", "writer_name")
        special = ("payload", "wrapped_key")
        operational = ("kind", "on", "from_receiver")
        retention = "consent"

    def __str__(self) -> str:
        return self.public_id
