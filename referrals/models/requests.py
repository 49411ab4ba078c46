"""Asking another organisation about a person whom we have met; what it does with it stays its own (R-25)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from referrals.codes import RequestHandling
from referrals.managers import TwoSidedManager
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class PersonRequest(TenantModel):
    """ "We have met this person; may we ask?" The asker owns it; nothing the other side does changes it.

    So the asker's pages are the same whether the person is known there or not: until the other coordinator,
    with the person's consent, offers a referral.
    """

    receiver = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")
    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="person_requests")
    consent = TenantForeignKey("cases.Consent", on_delete=models.PROTECT, related_name="+")
    made_by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    contact_name = models.CharField(_("worker who asks"), max_length=120)
    sent_on = models.DateField(_("sent on"))
    valid_until = models.DateField(_("kept until"))
    payload = models.BinaryField(_("sealed question"), null=True, blank=True, editable=False)
    wrapped_key = models.BinaryField(_("wrapped key"), null=True, blank=True, editable=False)

    objects = TwoSidedManager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(receiver=models.F("organisation")), name="referrals_request_goes_elsewhere"
            ),
        ]
        indexes = [
            models.Index(fields=["receiver", "valid_until"], name="referrals_request_by_receiver"),
            models.Index(fields=["organisation", "case"], name="referrals_request_by_case"),
        ]

    class Privacy:
        personal = ("receiver", "case", "consent", "made_by", "contact_name")
        special = ("payload", "wrapped_key")
        operational = ("sent_on", "valid_until")
        retention = "consent"

    def __str__(self) -> str:
        return self.public_id


class RequestNote(TenantModel):
    """What the asked organisation did about a request: its own row, which the asker never reads."""

    request_ref = models.CharField(_("request"), max_length=16)
    asker = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")
    handling = models.CharField(
        _("what was done"), max_length=12, choices=RequestHandling, default=RequestHandling.OPEN
    )
    on = models.DateField(_("date"))
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "request_ref"], name="referrals_request_noted_once"
            ),
        ]

    class Privacy:
        personal = ("request_ref", "asker", "handling", "on", "by")
        special = ()
        operational = ()
        retention = "consent"

    def __str__(self) -> str:
        return self.public_id


class CopiedField(TenantModel):
    """Where a value of a taken-over file came from: one row a field (provenance of a transfer)."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="copied_fields")
    referral = TenantForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="copied_fields")
    section = models.CharField(_("section"), max_length=1)
    block = models.CharField(_("part"), max_length=20)
    field = models.CharField(_("field"), max_length=40)
    row_ref = models.CharField(_("row"), max_length=16, blank=True)
    as_of = models.DateField(_("as it stood on"))

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "case"], name="referrals_copied_by_case")]

    class Privacy:
        personal = ("case", "referral")
        special = ()
        operational = ("section", "block", "field", "row_ref", "as_of")
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
