"""Reminders as rows, and the one mail a day that tells of them (domain 2.8, R-24)."""

from datetime import date

from django.db import models
from django.db.models import Q

from renate.notices.codes import MailState, NoticeKind
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel

_UNREAD_OR_PROOF = Q(read_at=None) | ~Q(proof="")


class NoticeQuerySet(TenantQuerySet):
    """Reads over notices."""

    def unread_of(self, membership) -> "NoticeQuerySet":
        return self.filter(to=membership, read_at=None)

    def to_mail(self) -> "NoticeQuerySet":
        """Those that wait for the next daily mail; what was read meanwhile needs none, but for a proof."""
        return self.filter(_UNREAD_OR_PROOF, by_mail=True, mail=None)


class Notice(TenantModel):
    """One reminder to one member: subject, kind, recipient and day are its key, so it exists once.

    However often, late or in parallel the sweep runs, the row is made once; mails only tell of rows.
    """

    to = TenantForeignKey("accounts.Membership", on_delete=models.CASCADE, related_name="notices")
    subject = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, choices=NoticeKind)
    # The day of the step that it reminds of; empty for what just happened.
    day = models.DateField(null=True, blank=True)
    ref = models.CharField(max_length=24, blank=True)
    url = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    # A proof to be kept outside: the head of the record, in hex. Nothing else goes into a mail's text.
    proof = models.CharField(max_length=64, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    by_mail = models.BooleanField(default=True)
    mail = TenantForeignKey(
        "notices.OutgoingMail", null=True, blank=True, on_delete=models.SET_NULL, related_name="notices"
    )

    objects = TenantManager.from_queryset(NoticeQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "subject", "kind", "to", "day"],
                name="notices_once",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index("organisation", "to", "read_at", name="notices_unread"),
            models.Index(
                fields=["organisation", "to"],
                name="notices_to_mail",
                condition=Q(by_mail=True, mail=None),
            ),
            models.Index(
                fields=["organisation", "mail"], name="notices_of_mail", condition=Q(mail__isnull=False)
            ),
        ]

    class Privacy:
        personal = ("to", "ref", "url", "due_on", "read_at", "mail")
        special = ()
        operational = ("subject", "kind", "day", "by_mail", "proof")
        retention = "case"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.ref}"


class OutgoingMail(TenantModel):
    """The mail of one day to one member. It says that tasks are due, for which references, and no more."""

    to = TenantForeignKey("accounts.Membership", on_delete=models.CASCADE, related_name="mails")
    day = models.DateField()
    # The notice that could not wait for the daily mail, by its public id; empty for the daily mail.
    at_once = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=8, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Until then nobody takes it up: somebody is sending it, or the next attempt is later.
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=80, blank=True)
    language = "en"  # of the worker; whoever leases the mail sets it

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "to", "day", "at_once"], name="notices_one_mail_a_day"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "leased_until"], name="notices_waiting", condition=Q(state="waiting")
            )
        ]

    class Privacy:
        personal = ("to", "day")
        special = ()
        operational = ("at_once", "state", "attempts", "leased_until", "sent_at", "trouble")
        retention = "case"

    def __str__(self) -> str:
        return self.message_id

    @property
    def message_id(self) -> str:
        """The same in every attempt, so that a mail sent twice is one mail in the reader's box."""
        return f"<{self.public_id}@notices.invalid>"

    def is_old(self, today: date) -> bool:
        """A day or more has passed since it was made."""
        return self.day < today
