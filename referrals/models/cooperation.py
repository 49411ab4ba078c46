"""Contacts with bodies, and the log of cooperation that donors read about (S1-10, S1-20, S3-66…70, S3-79)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes import COUNTRIES
from referrals.codes import CoopKind, TrainingTopic
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class ContactEntry(TenantModel):
    """One contact with a body: the first blocks of cooperation take time (S1-20)."""

    partner = TenantForeignKey("referrals.Partner", on_delete=models.PROTECT, related_name="log")
    on = models.DateField(_("date"))
    with_whom = EncryptedTextField(_("with whom"), blank=True, max_chars=200)
    topic = EncryptedTextField(_("what about"), long=True, max_chars=4000)
    next_step = EncryptedTextField(_("next step"), blank=True, max_chars=400)
    next_on = models.DateField(_("next step until"), null=True, blank=True)
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "partner", "on"], name="referrals_log_partner")]

    class Privacy:
        personal = ("with_whom", "topic", "next_step", "by")
        special = ()
        operational = ("partner", "on", "next_on")
        retention = "organisation"

    def __str__(self) -> str:
        return self.public_id


class CooperationActivity(TenantModel):
    """A meeting, draft, training or piece of advocacy; no case data (S3-66, S3-68…70, S3-79, S1-10)."""

    kind = models.CharField(_("kind"), max_length=24, choices=CoopKind)
    on = models.DateField(_("date"))
    days = models.PositiveSmallIntegerField(_("days"), default=1, validators=[MinValueValidator(1)])
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES)
    title = models.CharField(_("what it was"), max_length=160)
    topics = ArrayField(
        models.CharField(max_length=20, choices=TrainingTopic),
        verbose_name=_("topics"),
        default=list,
        blank=True,
    )
    participants = models.JSONField(_("participants by group"), default=dict, blank=True)
    result = models.TextField(_("result"), blank=True, max_length=4000)
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "on"], name="referrals_cooperation_on")]

    class Privacy:
        personal = ("by",)
        special = ()
        operational = ("kind", "on", "days", "country", "title", "topics", "participants", "result")
        retention = "organisation"

    def __str__(self) -> str:
        return self.public_id


class ActivityPartner(TenantModel):
    """A body that took part in an activity."""

    activity = TenantForeignKey(
        "referrals.CooperationActivity", on_delete=models.CASCADE, related_name="partners"
    )
    partner = TenantForeignKey("referrals.Partner", on_delete=models.PROTECT, related_name="activities")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "activity", "partner"], name="referrals_activity_partner_once"
            ),
        ]

    class Privacy:
        personal = ()
        special = ()
        operational = ("activity", "partner")
        retention = "organisation"

    def __str__(self) -> str:
        return self.public_id
