"""The house and its beds."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.codes import ModelOfCare, TargetPopulation
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel
from shelters.codes import AcceptedSex, HouseCare, SafetyMeasure, ShelterLevel
from shelters.rules import Limits


class Shelter(TenantModel):
    """A house with a level (S0-08); its address is section J and leaves no other way than its own page."""

    name = models.CharField(_("name"), max_length=100)
    level = models.CharField(_("level"), max_length=20, choices=ShelterLevel)
    model_of_care = models.CharField(
        _("model of care"), max_length=30, choices=ModelOfCare, default=ModelOfCare.RES_SHELTER
    )
    region = models.CharField(
        _("region"), max_length=100, blank=True, help_text=_("Coarse: what may be read without the address.")
    )
    address = EncryptedTextField(_("address"), blank=True, long=True, max_chars=500)
    police_contact = EncryptedTextField(
        _("police contact"), blank=True, help_text=_("Officer and number to call.")
    )
    police_contact_checked_on = models.DateField(
        _("police contact confirmed on"),
        null=True,
        blank=True,
        help_text=_("The last day on which somebody answered under this contact."),
    )
    safety_measures = ArrayField(
        models.CharField(max_length=20, choices=SafetyMeasure),
        verbose_name=_("safety measures"),
        default=list,
        blank=True,
    )
    security_features = EncryptedTextField(_("more on safety"), blank=True, long=True, max_chars=2000)
    professional_care = ArrayField(
        models.CharField(max_length=20, choices=HouseCare),
        verbose_name=_("care in the house"),
        default=list,
        blank=True,
    )
    daily_life = models.TextField(
        _("daily life"),
        blank=True,
        max_length=2000,
        help_text=_("What the house and the people share: responsibilities, counselling, the day's shape."),
    )
    accepts_sexes = ArrayField(
        models.CharField(max_length=10, choices=AcceptedSex),
        verbose_name=_("takes in"),
        default=list,
        blank=True,
        help_text=_("Nothing ticked means everyone."),
    )
    min_age = models.PositiveSmallIntegerField(
        _("youngest age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    max_age = models.PositiveSmallIntegerField(
        _("oldest age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    oldest_male_age = models.PositiveSmallIntegerField(
        _("oldest age of boys"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text=_("Where boys come along but no men are taken in. Leave empty otherwise."),
    )
    max_children = models.PositiveSmallIntegerField(
        _("places for children"),
        default=0,
        help_text=_("Children who come with a parent and sleep in the parent's room."),
    )
    target_populations = ArrayField(
        models.CharField(max_length=30, choices=TargetPopulation),
        verbose_name=_("serves"),
        default=list,
        blank=True,
    )
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="shelters_shelter_name_once",
                violation_error_message=_("There is a shelter of this name."),
            ),
            models.CheckConstraint(
                condition=Q(min_age__isnull=True) | Q(max_age__isnull=True) | Q(min_age__lte=F("max_age")),
                name="shelter_ages_in_order",
                violation_error_message=_("The youngest age is above the oldest."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(opened_on__isnull=True)
                | Q(opened_on__lte=F("closed_on")),
                name="shelter_dates_in_order",
                violation_error_message=_("The shelter closed before it opened."),
            ),
        ]

    class Privacy:
        personal = ("police_contact",)
        special = ("address", "security_features", "safety_measures")
        operational = (
            "name",
            "level",
            "model_of_care",
            "region",
            "police_contact_checked_on",
            "professional_care",
            "daily_life",
            "accepts_sexes",
            "min_age",
            "max_age",
            "oldest_male_age",
            "max_children",
            "target_populations",
            "opened_on",
            "closed_on",
        )
        retention = "organisation"

    def __str__(self) -> str:
        return self.name

    @property
    def accepts(self) -> list[str]:
        """Whom the house takes in, in words; nothing means everyone."""
        return [str(AcceptedSex(code).label) for code in self.accepts_sexes]

    @property
    def limits(self) -> Limits:
        """Whom this house takes in, as the rules want it (R-17)."""
        return Limits(
            tuple(self.accepts_sexes),
            self.min_age,
            self.max_age,
            self.max_children,
            self.oldest_male_age,
            tuple(self.target_populations),
        )

    @property
    def care_words(self) -> list[str]:
        """The care in the house, in words (S0-09)."""
        return [str(HouseCare(code).label) for code in self.professional_care]

    @property
    def safety_words(self) -> list[str]:
        """The safety measures, in words (S0-09); only where the address is shown too."""
        return [str(SafetyMeasure(code).label) for code in self.safety_measures]

    @property
    def serves(self) -> list[str]:
        """The groups of people that the house is for, in words; nothing means no group is turned away."""
        return [str(TargetPopulation(code).label) for code in self.target_populations]


class BedQuerySet(TenantQuerySet):
    """Beds by the days they are there."""

    def in_use_on(self, on: date) -> BedQuerySet:
        """Beds that can be slept in on the night of `on`."""
        return self.filter(in_use_from__lte=on).filter(
            Q(out_of_use_on__isnull=True) | Q(out_of_use_on__gt=on)
        )


class Bed(TenantModel):
    """One bed in a room. Its days of use make the capacity of past nights computable (R-17)."""

    shelter = TenantForeignKey(
        "shelters.Shelter", on_delete=models.PROTECT, related_name="beds", verbose_name=_("shelter")
    )
    room = models.CharField(_("room"), max_length=30)
    label = models.CharField(_("bed"), max_length=30)
    is_extra = models.BooleanField(
        _("extra bed"),
        default=False,
        help_text=_("Put up in an emergency: not part of the capacity, and needs a reason at every use."),
    )
    in_use_from = models.DateField(_("in use from"))
    out_of_use_on = models.DateField(_("out of use on"), null=True, blank=True)

    objects = TenantManager.from_queryset(BedQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "shelter", "room", "label"],
                name="bed_label_once_in_room",
                violation_error_message=_("This room has a bed of this label."),
            ),
            models.CheckConstraint(
                condition=Q(out_of_use_on__isnull=True) | Q(in_use_from__lte=F("out_of_use_on")),
                name="bed_dates_in_order",
                violation_error_message=_("The bed cannot go out of use before it came into use."),
            ),
        ]

    class Privacy:
        personal = ()
        special = ()
        operational = ("shelter", "room", "label", "is_extra", "in_use_from", "out_of_use_on")
        retention = "organisation"

    def __str__(self) -> str:
        return f"{self.room} · {self.label}"

    @property
    def in_use(self) -> bool:
        """Whether the bed is there at present."""
        return self.out_of_use_on is None
