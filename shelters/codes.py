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


class HouseCare(models.TextChoices):
    """Professional care that is there in the house itself (S0-09)."""

    STAFF_DAY_AND_NIGHT = "staff_day_and_night", _("Staff day and night")
    SOCIAL_WORK = "social_work", _("Social work")
    COUNSELLING = "counselling", _("Counselling")
    PSYCHOLOGIST = "psychologist", _("Psychologist")
    NURSE_OR_DOCTOR = "nurse_or_doctor", _("Nurse or doctor")
    LEGAL_ADVICE = "legal_advice", _("Legal advice")
    CHILD_CARE = "child_care", _("Child care")
    TEACHING = "teaching", _("Teaching and activities")


class SafetyMeasure(models.TextChoices):
    """What keeps the people in a house safe (S0-09); part of section J."""

    SECRET_ADDRESS = "secret_address", _("Address kept secret")
    CONTROLLED_ENTRY = "controlled_entry", _("Entry only for those let in")
    CAMERAS_OUTSIDE = "cameras_outside", _("Cameras outside")
    ALARM_TO_POLICE = "alarm_to_police", _("Alarm to the police")
    NIGHT_WATCH = "night_watch", _("Night watch")
    PHONE_RULES = "phone_rules", _("Rules for phones and location sharing")
    SAFE_WAY_OUT = "safe_way_out", _("A second way out")
    FIRE_SAFETY = "fire_safety", _("Fire alarm and drill")
    ESCORT = "escort", _("Escort outside the house")


class AbsenceKind(models.TextChoices):
    """Why somebody who keeps the bed is away."""

    AGREED_LEAVE = "agreed_leave", _("Agreed leave")
    FAMILY_VISIT = "family_visit", _("Visit to the family")
    HOSPITAL = "hospital", _("Hospital")
    AUTHORITIES = "authorities", _("Court, police or other authority")
    WORK_OR_COURSE = "work_or_course", _("Work or course elsewhere")
    NOT_COME_BACK = "not_come_back", _("Has not come back")
    OTHER = "other", _("Other")


class Urgency(models.IntegerChoices):
    """How soon a bed is needed; the order of the waiting list."""

    TONIGHT = 1, _("Tonight")
    DAYS = 2, _("Within days")
    PLANNED = 3, _("Planned")


class RequestEnd(models.TextChoices):
    """How a wait for a bed ended."""

    PLACED = "placed", _("Got a bed")
    ELSEWHERE = "elsewhere", _("Housed elsewhere")
    NOT_WANTED = "not_wanted", _("The person does not want it")
    NOT_NEEDED = "not_needed", _("No longer needed")


#: The ends that somebody records; a bed given ends the wait by itself.
WAIT_ENDS = tuple(end for end in RequestEnd if end != RequestEnd.PLACED)


class ApartKind(models.TextChoices):
    """Why two people should not be housed together without thought."""

    CO_TRAFFICKED = "co_trafficked", _("Were exploited together")
    CONFLICT = "conflict", _("Conflict between them")
    FORMER_CONTROL = "former_control", _("One had power over the other")
    VIOLENCE = "violence", _("Violence or threats")
    OPPOSED_IN_COURT = "opposed_in_court", _("On opposite sides of a case")
    OTHER = "other", _("Other")


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
    OWN_DECISION = "own_decision", _("Left by own decision, against our advice")
    ASKED_TO_LEAVE = "asked_to_leave", _("Asked to leave")
    HOSPITAL = "hospital", _("Hospital")
    DIED = "died", _("Died")
    OTHER = "other", _("Other")


#: The ends that a person leaving the house can have; the first two belong to `move_stay` alone.
LEAVING_REASONS = tuple(
    reason for reason in ReasonOut if reason not in {ReasonOut.NEXT_LEVEL, ReasonOut.OTHER_BED}
)
#: What has happened whatever the house would have said: it is recorded, never refused (R-20).
NOT_OURS_TO_STOP = frozenset({
    ReasonOut.LEFT_WITHOUT_NOTICE, ReasonOut.OWN_DECISION, ReasonOut.HOSPITAL, ReasonOut.DIED,
})  # fmt: skip
#: Where nobody knows whether the person is safe now.
GONE = frozenset({ReasonOut.LEFT_WITHOUT_NOTICE, ReasonOut.OWN_DECISION})
