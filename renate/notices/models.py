"""Notices to members and the mails that go with them."""

from django.db import models

from renate.notices.codes import MailState, NoticeKind
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class NoticeQuerySet(TenantQuerySet):
    """Reads over notices."""

    def unread_of(self, membership) -> "NoticeQuerySet":
        return self.filter(to=membership, read_at=None)


class Notice(TenantModel):
    """One notice to one member. The key makes it exactly one, however often the sweep runs."""

    to = TenantForeignKey("accounts.Membership", on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, choices=NoticeKind)
    ref = models.CharField(max_length=24, blank=True)
    url = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    # A proof to be kept outside: the head of the record, in hex. Nothing else goes into a mail's text.
    proof = models.CharField(max_length=64, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(NoticeQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "key", name="notices_once"),
        ]
        indexes = [models.Index("organisation", "to", "read_at", name="notices_unread")]

    class Privacy:
        personal = ("to", "ref", "url", "due_on", "read_at")
        special = ()
        operational = ("key", "kind", "proof")
        retention = "case"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.ref}"


class OutgoingMail(TenantModel):
    """A mail that waits to leave. It says that a task is due and for which reference, nothing else."""

    notice = TenantForeignKey("notices.Notice", on_delete=models.CASCADE, related_name="mails")
    state = models.CharField(max_length=8, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "notice", name="notices_one_mail"),
        ]
        indexes = [models.Index("organisation", "state", "leased_until", name="notices_waiting")]

    class Privacy:
        personal = ("notice",)
        special = ()
        operational = ("state", "attempts", "leased_until", "sent_at")
        retention = "case"

    def __str__(self) -> str:
        return self.message_id

    @property
    def message_id(self) -> str:
        """The same in every attempt, so that a mail sent twice is one mail in the reader's box."""
        return f"<{self.public_id}@notices.invalid>"
