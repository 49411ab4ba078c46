"""Follow-ups that never forget: planned by rule, reminded once, done by people (domain 2.8)."""

from datetime import date

from django.db import models
from django.db.models import Q

from reintegration.follow_up_codes import (
    SETTLED,
    TRIED,
    Anchor,
    CancelCause,
    Change,
    FollowUpState,
    Mode,
    Purpose,
    Reached,
    Sign,
)
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class FollowUpQuerySet(TenantQuerySet):
    """Chainable reads over follow-ups."""

    def planned(self) -> "FollowUpQuerySet":
        """Still to be done."""
        return self.filter(state=FollowUpState.PLANNED)

    def settled(self) -> "FollowUpQuerySet":
        """Done, tried or missed: neither planned nor cancelled."""
        return self.filter(state__in=SETTLED)

    def overdue_on(self, on: date) -> "FollowUpQuerySet":
        """Planned for a day that has passed."""
        return self.planned().filter(due_on__lt=on)

    def of(self, membership) -> "FollowUpQuerySet":
        """Those a member answers for: named, or manager of the case when nobody is named."""
        managed = Q(responsible__isnull=True, case__case_manager=membership)
        return self.filter(managed | Q(responsible=membership))


class FollowUp(TenantModel):
    """One contact to be made, or made."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="follow_ups")
    cycle = TenantForeignKey(
        "reintegration.ProgrammeCycle", on_delete=models.PROTECT, related_name="follow_ups"
    )
    anchor = models.CharField(max_length=12, choices=Anchor)
    purpose = models.CharField(max_length=20, choices=Purpose, default=Purpose.CONTACT)
    # Which check of which job, training or closure, such as "7q2k:3m"; empty for the rolling contacts.
    anchor_ref = models.CharField(max_length=32, blank=True)
    interval_days = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    window_start = models.DateField()
    window_end = models.DateField()
    lapse_on = models.DateField()  # from this day on it counts as missed
    state = models.CharField(max_length=12, choices=FollowUpState, default=FollowUpState.PLANNED)
    cancel_cause = models.CharField(max_length=20, choices=CancelCause, blank=True)
    # Empty means: whoever manages the case, so that a handover leaves no follow-up behind.
    responsible = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    remind_on = models.DateField(null=True, blank=True)  # next reminder step, read by the sweep
    reminded_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    mode = models.CharField(max_length=16, choices=Mode, blank=True)
    reached = models.CharField(max_length=12, choices=Reached, blank=True)
    safety_checked = models.BooleanField(default=False)
    risk_changed = models.CharField(max_length=12, choices=Change, blank=True)
    sign = models.CharField(max_length=12, choices=Sign, blank=True)
    short_check = models.JSONField(default=dict, blank=True)  # {"1": 3, …} for F1, F5, F9, F10
    note = EncryptedTextField(blank=True, long=True)
    next_action = EncryptedTextField(blank=True, max_chars=400)

    objects = TenantManager.from_queryset(FollowUpQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(window_start__lte=models.F("due_on")) & Q(window_end__gte=models.F("due_on")),
                name="reintegration_follow_up_window",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=TRIED) | (Q(done_on__isnull=False) & ~Q(reached="")),
                name="reintegration_follow_up_done",
                violation_error_message="Say when the contact was and whether the person was reached.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "case", "anchor", "anchor_ref"],
                condition=~Q(anchor_ref="") & ~Q(state=FollowUpState.CANCELLED),
                name="reintegration_follow_up_check_once",
            ),
            models.CheckConstraint(
                condition=Q(remind_on__isnull=True) | Q(state=FollowUpState.PLANNED),
                name="reintegration_follow_up_reminds",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "case", "due_on"], name="reintegration_follow_up_case"),
            models.Index(
                fields=["organisation", "due_on"],
                condition=Q(state="planned"),
                name="reintegration_follow_up_due",
            ),
            models.Index(
                fields=["organisation", "lapse_on"],
                condition=Q(state="planned"),
                name="reintegration_follow_up_lapse",
            ),
            models.Index(
                fields=["organisation", "remind_on"],
                condition=Q(remind_on__isnull=False),
                name="reintegration_follow_up_sweep",
            ),
        ]

    class Privacy:
        """What was said, and signs of danger."""

        personal = (
            "case", "cycle", "purpose", "due_on", "state", "cancel_cause", "responsible", "done_on",
            "done_by", "mode", "reached", "safety_checked", "note", "next_action",
        )  # fmt: skip
        special = ("sign", "risk_changed", "short_check")
        operational = (
            "anchor",
            "anchor_ref",
            "interval_days",
            "window_start",
            "window_end",
            "lapse_on",
            "remind_on",
            "reminded_on",
        )
        retention = "case"

    def __str__(self) -> str:
        return f"Follow-up {self.public_id}"

    def days_overdue(self, on: date) -> int:
        """How many days have passed since it was due; 0 when none, or when it is done."""
        is_open = self.state == FollowUpState.PLANNED
        return max(0, (on - self.due_on).days) if is_open else 0
