"""Fixed lists of the shelters app (domain.md 2.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ShelterLevel(models.TextChoices):
    """The three levels of a shelter; a change of level makes a new stay (S0-08)."""

    CRISIS = "crisis", _("Crisis")
    REHABILITATION = "rehabilitation", _("Rehabilitation")
    LONG_TERM = "long_term", _("Long-term")


class AcceptedSex(models.TextChoices):
    """The sexes that a house may take in (R-17); the codes are those of `Person.sex`."""

    FEMALE = "female", _("Women and girls")
    MALE = "male", _("Men and boys")


class ReasonIn(models.TextChoices):
    """Why a stay began."""

    ARRIVAL = "arrival", _("First arrival")
    FROM_OTHER_SHELTER = "from_other_shelter", _("From another shelter")
    NEXT_LEVEL = "next_level", _("Moved to another level")
    OTHER_BED = "other_bed", _("Moved within the same level")
    RETURNED = "returned", _("Came back")
    OTHER = "other", _("Other")


class ReasonOut(models.TextChoices):
    """Why a stay ended: the domain's list `stay_exit`, and a change of bed."""

    NEXT_LEVEL = "next_level", _("Moved to another level")
    OTHER_BED = "other_bed", _("Moved within the same level")
    INDEPENDENT_HOUSING = "independent_housing", _("Independent housing")
    FAMILY = "family", _("Family")
    OTHER_SHELTER = "other_shelter", _("Another organisation's shelter")
    RETURN_HOME = "return_home", _("Return home")
    LEFT_WITHOUT_NOTICE = "left_without_notice", _("Left without notice")
    ASKED_TO_LEAVE = "asked_to_leave", _("Asked to leave")
    HOSPITAL = "hospital", _("Hospital")
    OTHER = "other", _("Other")


#: The ends that a person leaving the house can have; the first two belong to `move_stay` alone.
LEAVING_REASONS = tuple(
    reason for reason in ReasonOut if reason not in {ReasonOut.NEXT_LEVEL, ReasonOut.OTHER_BED}
)
