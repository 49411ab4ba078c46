"""What is known before somebody gets a bed: who waits, and who should be kept apart."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel
from shelters.codes import ApartKind, RequestEnd, ShelterLevel, Urgency


class BedRequest(TenantModel):
    """A person waits for a bed of a level, perhaps in one house; open until `ended_on`."""

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="bed_requests")
    level = models.CharField(_("level"), max_length=20, choices=ShelterLevel)
    shelter = TenantForeignKey(
        "shelters.Shelter",
        on_delete=models.PROTECT,
        related_name="bed_requests",
        null=True,
        blank=True,
        verbose_name=_("only in"),
    )
    urgency = models.PositiveSmallIntegerField(_("needed"), choices=Urgency)
    asked_on = models.DateField(_("asked on"))
    needed_from = models.DateField(_("needed from"), null=True, blank=True)
    children = models.PositiveSmallIntegerField(_("children who come along"), default=0)
    needs = EncryptedTextField(
        _("what the house should know"),
        blank=True,
        long=True,
        max_chars=2000,
        help_text=_("For instance stairs, diet, a quiet room. Nothing about what happened."),
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end = models.CharField(_("how it ended"), max_length=20, choices=RequestEnd, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "case"],
                condition=Q(ended_on__isnull=True),
                name="bed_request_open_once",
                violation_error_message=_("This person is on the waiting list already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end="") | (Q(ended_on__isnull=False) & ~Q(end="")),
                name="bed_request_ends_with_reason",
            ),
        ]

    class Privacy:
        personal = (
            "case",
            "level",
            "shelter",
            "urgency",
            "asked_on",
            "needed_from",
            "children",
            "ended_on",
            "end",
        )
        special = ("needs",)
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class KeepApartQuerySet(TenantQuerySet):
    """Pairs by the people in them."""

    def standing(self) -> KeepApartQuerySet:
        """Pairs that were not ended."""
        return self.filter(ended_on__isnull=True)

    def of_person(self, person_id: int) -> KeepApartQuerySet:
        """Pairs with this person on either side, in whatever case."""
        return self.filter(Q(case__person_id=person_id) | Q(person_id=person_id))


class KeepApart(TenantModel):
    """Two people who should not get beds in one house without thought: a warning, never a verdict.

    Noted in the file of one of them; it holds for both.
    """

    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="kept_apart")
    person = TenantForeignKey("cases.Person", on_delete=models.PROTECT, related_name="kept_apart")
    kind = models.CharField(_("why"), max_length=20, choices=ApartKind)
    note = EncryptedTextField(_("note"), blank=True, long=True, max_chars=2000)
    noted_on = models.DateField(_("noted on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = TenantManager.from_queryset(KeepApartQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "case", "person", "kind"],
                condition=Q(ended_on__isnull=True),
                name="keep_apart_once",
                violation_error_message=_("This is noted already."),
            ),
        ]

    class Privacy:
        personal = ("case", "person", "noted_on", "ended_on")
        special = ("kind", "note")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
