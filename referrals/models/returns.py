"""A return in five stages, each step with who did it and when (domain 2.5 R-40 ff.; S2-06…08, S4)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.codes import COUNTRIES
from referrals.codes import (
    RETURN_OPEN,
    DestinationKind,
    ReturnState,
    ReturnType,
    ScreeningResult,
    Stage,
    StepState,
)
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class ReturnProcess(TenantModel):
    """One journey home, or elsewhere: voluntary, safe and prepared (S4-01, S4-02)."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="returns")
    kind = models.CharField(_("how"), max_length=32, choices=ReturnType)
    from_country = models.CharField(_("from"), max_length=2, choices=COUNTRIES)
    transit_countries = ArrayField(
        models.CharField(max_length=2, choices=COUNTRIES), verbose_name=_("through"), default=list, blank=True
    )
    to_country = models.CharField(_("to"), max_length=2, choices=COUNTRIES)
    destination = models.CharField(_("wants to live"), max_length=32, choices=DestinationKind, blank=True)
    situation = EncryptedTextField(
        _("from which situation the person returns"), blank=True, long=True, max_chars=4000
    )
    state = models.CharField(_("state"), max_length=12, choices=ReturnState, default=ReturnState.OPEN)
    opened_on = models.DateField(_("opened on"))
    decided_on = models.DateField(_("the person decided on"), null=True, blank=True)
    signed_by_manager = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_by_coordinator = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    urgent_override = EncryptedTextField(_("why it could not wait"), blank=True, max_chars=1000)
    departed_at = models.DateTimeField(_("departed"), null=True, blank=True)
    call_due_at = models.DateTimeField(_("safe-arrival call by"), null=True, blank=True)
    called_at = models.DateTimeField(_("safe arrival heard"), null=True, blank=True)
    arrived_on = models.DateField(_("arrived on"), null=True, blank=True)
    screening = models.CharField(_("screening"), max_length=12, choices=ScreeningResult, blank=True)
    screened_on = models.DateField(_("screened on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_note = EncryptedTextField(_("why it was stopped"), blank=True, max_chars=1000)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "case"],
                condition=Q(state__in=RETURN_OPEN),
                name="referrals_one_open_return",
                violation_error_message=_("A return is under way already."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ReturnState.TRAVELLING) | Q(departed_at__isnull=False),
                name="referrals_travelling_has_departed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "call_due_at"],
                condition=Q(called_at__isnull=True, call_due_at__isnull=False),
                name="referrals_return_call_due",
            ),
        ]

    class Privacy:
        personal = (
            "case", "opened_on", "decided_on", "signed_by_manager", "signed_by_coordinator", "departed_at",
            "call_due_at", "called_at", "arrived_on", "ended_on",
        )  # fmt: skip
        special = (
            "kind", "from_country", "transit_countries", "to_country", "destination", "situation",
            "urgent_override", "screening", "screened_on", "end_note",
        )  # fmt: skip
        operational = ("state",)
        retention = "case"

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self.state in RETURN_OPEN


class ReturnStep(TenantModel):
    """One step of the checklist; the codes and their order stand in `referrals/rules/returns.py`."""

    journey = TenantForeignKey("referrals.ReturnProcess", on_delete=models.PROTECT, related_name="steps")
    stage = models.PositiveSmallIntegerField(choices=Stage)
    code = models.CharField(max_length=32)
    state = models.CharField(_("state"), max_length=12, choices=StepState, default=StepState.OPEN)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    # Whoever did it here; empty where the partner at the other end did, whose name stands beside it.
    done_by = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_there_by = models.CharField(_("done there by"), max_length=120, blank=True)
    note = EncryptedTextField(_("note"), blank=True, long=True, max_chars=4000)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "journey", "code"], name="referrals_return_step_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=StepState.DONE) | Q(done_on__isnull=False),
                name="referrals_step_done_has_day",
            ),
        ]

    class Privacy:
        personal = ("journey", "done_on", "done_by", "done_there_by")
        special = ("note", "state")
        operational = ("stage", "code")
        retention = "case"

    def __str__(self) -> str:
        return f"{self.stage} {self.code}"
