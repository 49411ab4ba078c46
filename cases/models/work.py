"""What is to be done on a case, and what colleagues should look at twice."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.codes import FlagKind, TaskState
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class TaskQuerySet(TenantQuerySet):
    """Reads over tasks."""

    def open(self) -> "TaskQuerySet":
        """Still to be done."""
        return self.filter(state=TaskState.OPEN)

    def overdue_on(self, day: date) -> "TaskQuerySet":
        """Open, for a day that has passed."""
        return self.open().filter(due_on__lt=day)


class Task(TenantModel):
    """Something one member is to do by a day."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="tasks")
    title = EncryptedTextField(_("what is to be done"), max_chars=200)
    details = EncryptedTextField(_("details"), blank=True, long=True, max_chars=5000)
    due_on = models.DateField(_("due on"))
    assigned_to = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="tasks")
    given_by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    is_urgent = models.BooleanField(_("urgent"), default=False)
    state = models.CharField(max_length=8, choices=TaskState, default=TaskState.OPEN)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = EncryptedTextField(_("what came of it"), blank=True, long=True, max_chars=2000)

    objects = TenantManager.from_queryset(TaskQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                name="cases_task_ended_has_day", condition=Q(state=TaskState.OPEN) | Q(ended_on__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "case", "due_on"], name="cases_task_case"),
            models.Index(
                fields=["organisation", "assigned_to", "due_on"],
                condition=Q(state=TaskState.OPEN),
                name="cases_task_open",
            ),
        ]

    class Privacy:
        personal = (
            "case", "title", "details", "due_on", "assigned_to", "given_by", "is_urgent", "state", "ended_on",
            "ended_by", "outcome",
        )  # fmt: skip
        special = ()
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == TaskState.OPEN


class FlagQuerySet(TenantQuerySet):
    """Reads over flags."""

    def standing(self) -> "FlagQuerySet":
        """Raised and not resolved."""
        return self.filter(resolved_on__isnull=True)


class Flag(TenantModel):
    """A mark on a case with its reason, and later how it was resolved."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="flags")
    kind = models.CharField(_("flag"), max_length=24, choices=FlagKind)
    reason = EncryptedTextField(_("reason"), long=True, max_chars=2000)
    raised_on = models.DateField(_("raised on"))
    raised_by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    resolved_on = models.DateField(_("resolved on"), null=True, blank=True)
    resolved_by = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    resolution = EncryptedTextField(_("how it was resolved"), blank=True, long=True, max_chars=2000)

    objects = TenantManager.from_queryset(FlagQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                "organisation", "case", "kind", name="cases_flag_once", condition=Q(resolved_on__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["organisation", "case", "raised_on"], name="cases_flag_case")]

    class Privacy:
        personal = ("case", "kind", "raised_on", "raised_by", "resolved_on", "resolved_by")
        special = ("reason", "resolution")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
