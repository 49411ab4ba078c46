"""Who slept where: one row per person, bed and unbroken time."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Sum, Value
from django.utils.translation import gettext_lazy as _

from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel
from shelters.codes import AbsenceKind, ReasonIn, ReasonOut
from shelters.models.shelter import Shelter
from shelters.rules import Period


def _only(field: str) -> Func:
    """A key as a range of itself: GiST compares ranges without any extension, plain numbers only with one."""
    return Func(F(field), F(field), Value("[]"), function="int8range", output_field=BigIntegerRangeField())


def _nights() -> Func:
    return Func(F("from_on"), F("to_on"), Value("[)"), function="daterange", output_field=DateRangeField())


class StayQuerySet(TenantQuerySet):
    """Stays by the nights they cover."""

    def open(self) -> StayQuerySet:
        """Stays without an end."""
        return self.filter(to_on__isnull=True)

    def on_night(self, on: date) -> StayQuerySet:
        """Stays that cover the night of `on`; the day of leaving is not one."""
        return self.filter(from_on__lte=on).filter(Q(to_on__isnull=True) | Q(to_on__gt=on))

    def touching(self, first: date, last: date) -> StayQuerySet:
        """Stays with at least one night from `first` to `last`, both included."""
        return self.filter(from_on__lte=last).filter(Q(to_on__isnull=True) | Q(to_on__gt=first))

    def of_person(self, person_id: int) -> StayQuerySet:
        """Stays in any case of one person."""
        return self.filter(case__person_id=person_id)

    def children_in(self, shelter: Shelter, on: date) -> int:
        """How many children sleep with a parent in `shelter` on the night of `on`."""
        there = self.filter(bed__shelter=shelter).on_night(on)
        return there.aggregate(total=Sum("children_with", default=0))["total"]


class Stay(TenantModel):
    """The stay of one case in one bed. A change of bed or level ends it and begins another (S0-08, R-15).

    The exclusion constraints are the database's guarantee that no bed and no case is taken twice in a night
    (R-15, R-17); the operations check the same under lock, to answer in words.
    """

    case = TenantForeignKey(
        "cases.Case", on_delete=models.PROTECT, related_name="stays", verbose_name=_("case")
    )
    bed = TenantForeignKey(
        "shelters.Bed", on_delete=models.PROTECT, related_name="stays", verbose_name=_("bed")
    )
    continues = TenantForeignKey(
        "shelters.Stay",
        on_delete=models.PROTECT,
        related_name="continued_by",
        null=True,
        blank=True,
        verbose_name=_("continues"),
    )
    from_on = models.DateField(_("from"))
    expected_to = models.DateField(_("expected until"), null=True, blank=True)
    to_on = models.DateField(_("until"), null=True, blank=True)
    reason_in = models.CharField(_("reason for the stay"), max_length=20, choices=ReasonIn)
    reason_out = models.CharField(_("reason for leaving"), max_length=20, choices=ReasonOut, blank=True)
    children_with = models.PositiveSmallIntegerField(_("children who came along"), default=0)
    rules_accepted = TenantForeignKey(
        "shelters.HouseRules",
        on_delete=models.PROTECT,
        related_name="accepted_in",
        null=True,
        blank=True,
        verbose_name=_("house rules explained"),
    )
    rules_accepted_on = models.DateField(_("explained on"), null=True, blank=True)
    override_reason = EncryptedTextField(
        _("reason for the exception"),
        blank=True,
        max_chars=500,
        help_text=_("Needed when the shelter's own limits speak against this stay."),
    )

    objects = TenantManager.from_queryset(StayQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(from_on__lte=F("to_on")),
                name="stay_dates_in_order",
                violation_error_message=_("The stay cannot end before it began."),
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True, reason_out="") | (Q(to_on__isnull=False) & ~Q(reason_out="")),
                name="stay_ends_with_reason",
                violation_error_message=_("A stay that ended has a reason for leaving."),
            ),
            ExclusionConstraint(
                name="stay_bed_once_a_night",
                expressions=[
                    (_only("organisation"), RangeOperators.OVERLAPS),
                    (_only("bed"), RangeOperators.OVERLAPS),
                    (_nights(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This bed is taken on some of these nights."),
            ),
            ExclusionConstraint(
                name="stay_case_once_a_night",
                expressions=[
                    (_only("organisation"), RangeOperators.OVERLAPS),
                    (_only("case"), RangeOperators.OVERLAPS),
                    (_nights(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This person has a bed on some of these nights."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "bed", "from_on"], name="stay_by_bed"),
            models.Index(fields=["organisation", "case", "from_on"], name="stay_by_case"),
        ]

    class Privacy:
        personal = (
            "case", "bed", "from_on", "expected_to", "to_on", "children_with", "continues", "rules_accepted",
            "rules_accepted_on",
        )  # fmt: skip
        special = ("override_reason",)
        operational = ("reason_in", "reason_out")
        retention = "case"

    def __str__(self) -> str:
        return (
            f"{self.from_on:%Y-%m-%d} – {self.to_on:%Y-%m-%d}" if self.to_on else f"{self.from_on:%Y-%m-%d} –"
        )

    @property
    def period(self) -> Period:
        """The nights of this stay, as the rules want them."""
        return Period(self.from_on, self.to_on)

    @property
    def nights(self) -> int | None:
        """How many nights the stay had; None while it goes on."""
        return None if self.to_on is None else (self.to_on - self.from_on).days


class Absence(TenantModel):
    """Days away during a stay; the bed stays the person's."""

    stay = TenantForeignKey(
        "shelters.Stay", on_delete=models.PROTECT, related_name="absences", verbose_name=_("stay")
    )
    from_on = models.DateField(_("away from"))
    expected_back_on = models.DateField(_("expected back on"), null=True, blank=True)
    back_on = models.DateField(_("back on"), null=True, blank=True)
    kind = models.CharField(_("why"), max_length=20, choices=AbsenceKind)
    note = EncryptedTextField(_("note"), blank=True, long=True, max_chars=2000)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "stay"],
                condition=Q(back_on__isnull=True),
                name="absence_open_once",
                violation_error_message=_("An absence is open already."),
            ),
            models.CheckConstraint(
                condition=Q(back_on__isnull=True) | Q(from_on__lte=F("back_on")),
                name="absence_dates_in_order",
                violation_error_message=_("The return is before the absence."),
            ),
        ]

    class Privacy:
        personal = ("stay", "from_on", "expected_back_on", "back_on", "kind")
        special = ("note",)
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return f"{self.from_on:%Y-%m-%d}"
