"""What a person asked for, and what keeps a file from being deleted."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from renate.kit.fields import EncryptedTextField
from renate.rights.codes import WAITING, HoldGround, RequestKind, RequestState, SafeToHave
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class RequestQuerySet(TenantQuerySet):
    """Reads over requests."""

    def waiting(self) -> "RequestQuerySet":
        """Not done yet."""
        return self.filter(state__in=WAITING)

    def soonest_first(self) -> "RequestQuerySet":
        """In the order in which they are due."""
        return self.order_by("due_on", "id")


class RightsRequest(TenantModel):
    """A request of the person about their own data."""

    person = TenantForeignKey("cases.Person", on_delete=models.PROTECT, related_name="rights_requests")
    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="rights_requests")
    kind = models.CharField(_("request"), max_length=16, choices=RequestKind)
    state = models.CharField(max_length=12, choices=RequestState, default=RequestState.OPEN)
    received_on = models.DateField(_("received on"))
    due_on = models.DateField(_("to be answered by"))
    extended = models.BooleanField(default=False)
    asked = EncryptedTextField(_("what the person asks"), long=True, max_chars=5000)
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = EncryptedTextField(_("reason"), blank=True, long=True, max_chars=5000)
    # What the person says to a refusal; it stands beside the fact that was not changed.
    disagreement = EncryptedTextField(_("what the person says to it"), blank=True, long=True, max_chars=5000)
    safe_to_have = models.CharField(max_length=12, choices=SafeToHave, blank=True)
    safe_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    objects = TenantManager.from_queryset(RequestQuerySet)()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "state", "due_on"], name="rights_request_due"),
            models.Index(fields=["organisation", "person"], name="rights_request_person"),
        ]

    class Privacy:
        personal = (
            "person", "case", "kind", "state", "received_on", "due_on", "extended", "by", "decided_on",
            "decided_by", "safe_to_have", "safe_on", "done_on",
        )  # fmt: skip
        special = ("asked", "reason", "disagreement")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_waiting(self) -> bool:
        """Whether something is still to be done."""
        return self.state in WAITING

    def is_late(self, on: date) -> bool:
        """Whether the last day has passed."""
        return self.is_waiting and on > self.due_on


class LegalHold(TenantModel):
    """While it stands, nothing of the person's file is deleted."""

    person = TenantForeignKey("cases.Person", on_delete=models.PROTECT, related_name="legal_holds")
    ground = models.CharField(_("ground"), max_length=16, choices=HoldGround)
    note = EncryptedTextField(_("note"), blank=True, long=True, max_chars=2000)
    from_on = models.DateField(_("from"))
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_by = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                "organisation", "person", "ground", name="rights_one_hold_a_ground",
                condition=Q(ended_on__isnull=True),
            ),
        ]  # fmt: skip

    class Privacy:
        personal = ("person", "from_on", "by", "ended_on", "ended_by")
        special = ("ground", "note")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
