"""The way itself: legs, and the people who help on it (S4-20…25)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.codes import COUNTRIES, LANGUAGES
from referrals.codes import ContactRole, LegMode
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class ReturnLeg(TenantModel):
    """One part of the way."""

    journey = TenantForeignKey("referrals.ReturnProcess", on_delete=models.PROTECT, related_name="legs")
    mode = models.CharField(_("by"), max_length=8, choices=LegMode)
    from_place = EncryptedTextField(_("from"), max_chars=160)
    to_place = EncryptedTextField(_("to"), max_chars=160)
    to_country = models.CharField(_("country of arrival"), max_length=2, choices=COUNTRIES)
    departs_at = models.DateTimeField(_("leaves"))
    arrives_at = models.DateTimeField(_("arrives"))
    booking = EncryptedTextField(_("line, number, booking"), blank=True, max_chars=160)
    escorted = models.BooleanField(_("accompanied"), default=False)
    met_by = EncryptedTextField(_("met by"), blank=True, max_chars=160)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(arrives_at__gt=F("departs_at")),
                name="referrals_leg_arrives_later",
                violation_error_message=_("It arrives before it leaves."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "journey", "departs_at"], name="referrals_leg_by_journey")
        ]

    class Privacy:
        personal = ("journey", "from_place", "to_place", "booking", "escorted", "met_by")
        special = ("mode", "to_country", "departs_at", "arrives_at")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class ReturnContact(TenantModel):
    """Somebody in transit or at the destination, and what may be said to them."""

    journey = TenantForeignKey("referrals.ReturnProcess", on_delete=models.PROTECT, related_name="contacts")
    role = models.CharField(_("who"), max_length=8, choices=ContactRole)
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES)
    name = EncryptedTextField(_("name and office"), max_chars=200)
    reach = EncryptedTextField(_("how to reach them"), max_chars=300)
    languages = ArrayField(
        models.CharField(max_length=3, choices=LANGUAGES),
        verbose_name=_("languages"),
        default=list,
        blank=True,
    )
    knows = EncryptedTextField(_("what they were told"), blank=True, max_chars=400)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "journey"], name="referrals_way_contact")]

    class Privacy:
        personal = ("journey", "name", "reach", "languages", "knows", "confirmed_on")
        special = ()
        operational = ("role", "country")
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
