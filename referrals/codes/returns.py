"""Fixed lists of a return (domain 2.4 type_of_return, 2.5 R-40 ff.; S2-06…08, S4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReturnType(models.TextChoices):
    """Fixed: how the person returns (S2-06, S2-07, S2-08)."""

    IDENTIFIED = "identified_victim_official", _("Planned with the person")
    FORCED = "forced_return_official", _("Sent back by an authority")
    SELF = "self_return_unofficial", _("Came back alone")


#: Who comes without our preparation: the file begins at arrival, with screening.
STARTS_AT_ARRIVAL = frozenset({ReturnType.FORCED, ReturnType.SELF})


class Stage(models.IntegerChoices):
    """The five stages."""

    SHELTER = 1, _("Shelter")
    PRE_DEPARTURE = 2, _("Before departure")
    TRAVEL = 3, _("Travel")
    ARRIVAL = 4, _("Arrival and re/integration")
    TESTIFYING = 5, _("Testifying")


class ReturnState(models.TextChoices):
    """The life of a return."""

    OPEN = "open", _("Under way")
    TRAVELLING = "travelling", _("On the way")
    ARRIVED = "arrived", _("Arrived")
    STOPPED = "stopped", _("Stopped")
    DONE = "done", _("Finished")


RETURN_OPEN = (ReturnState.OPEN, ReturnState.TRAVELLING, ReturnState.ARRIVED)
RETURN_TONES: dict[str, str] = {
    ReturnState.OPEN: "info",
    ReturnState.TRAVELLING: "warn",
    ReturnState.ARRIVED: "good",
    ReturnState.DONE: "good",
}


class DestinationKind(models.TextChoices):
    """Where the person wants to live (domain 2.4; S2-02: free to choose)."""

    FAMILY = "family", _("With the family")
    COMMUNITY = "community_of_origin", _("In the community of origin")
    NEW_COMMUNITY = "new_community_same_country", _("Elsewhere in that country")
    NEW_COUNTRY = "new_country", _("In a new country")
    STAY = "country_of_destination_stay", _("Stays in this country")


class LegMode(models.TextChoices):
    """How a leg is travelled."""

    AIR = "air", _("Plane")
    TRAIN = "train", _("Train")
    BUS = "bus", _("Bus")
    CAR = "car", _("Car")
    SHIP = "ship", _("Ship")
    OTHER = "other", pgettext_lazy("travel", "Other")


class ContactRole(models.TextChoices):
    """Who helps on the way (S4-21, S4-22, S4-24, S4-25)."""

    TRANSIT = "transit", _("Helper in transit")
    ORIGIN = "origin", _("Receiving organisation")
    ESCORT = "escort", _("Escort")
    BORDER = "border", _("Border guard")
    CONSULAR = "consular", _("Consular officer")
    POLICE = "police", _("Police contact")
    FAMILY = "family", _("Family, with the person's consent")


class StepState(models.TextChoices):
    """A step is done, or does not apply, or is open."""

    OPEN = "open", _("To do")
    DONE = "done", _("Done")
    NOT_NEEDED = "not_needed", _("Not needed")


class ScreeningResult(models.TextChoices):
    """What a screening at arrival found (S2-07, S2-08)."""

    NO_SIGN = "no_sign", _("No sign")
    POSSIBLE = "possible", _("Signs: presumed")
    IDENTIFIED = "identified", _("Identified")
    NOT_POSSIBLE = "not_possible", _("Could not be asked")
