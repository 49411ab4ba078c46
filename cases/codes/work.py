"""Code lists about working a case: tasks, flags, conferences, incidents, feedback (domain 2.3, 2.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TaskState(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Not needed any more")


class FlagKind(models.TextChoices):
    """Why colleagues should look twice."""

    ATTENTION = "attention", _("Needs attention")
    SUPERVISION = "supervision", _("For supervision")
    SAFETY = "safety", _("Safety concern")
    INFORMATION = "information", _("Information missing")
    CONFLICT = "conflict_of_interest", _("Conflict of interest")
    DIFFICULT = "difficult_case", _("Difficult case")
    MEDIA = "media", _("Public or press interest")
    OTHER = "other", pgettext_lazy("flag", "Other")


class ConferenceKind(models.TextChoices):
    INTERNAL = "internal", _("Our team")
    PARTNERS = "partners", _("With partners")
    WITH_PERSON = "with_person", _("With the person")
    GUARDIAN = "guardian", _("With the guardian")
    FAMILY = "family", _("With the family")


class SupervisionKind(models.TextChoices):
    """How staff were supported in their own work; what was said is kept nowhere (S3-66)."""

    INDIVIDUAL = "individual", _("One to one")
    GROUP = "group", _("In a group")
    AFTER_EVENT = "after_event", _("After a difficult event")


class IncidentKind(models.TextChoices):
    """What happened, without who did it."""

    THREAT = "threat", _("Threat")
    CONTACT = "contact_by_others", _("Contact by those to be kept away")
    FOLLOWED = "followed", _("Followed or watched")
    VIOLENCE = "violence", _("Violence")
    SELF_HARM = "self_harm", _("Self-harm")
    HEALTH = "health_emergency", _("Health emergency")
    MISSING = "missing", _("Person missing")
    CHILD_SAFETY = "child_safety", _("Safety of a child")
    QUARREL = "quarrel", _("Quarrel in the house")
    THEFT = "theft_or_damage", _("Theft or damage")
    ADDRESS_KNOWN = "address_known", _("Address became known")
    DATA = "data", _("Papers or data lost")
    FIRE = "fire_or_building", _("Fire or building")
    STAFF = "staff_threatened", _("Staff threatened")
    OTHER = "other", pgettext_lazy("incident", "Other")


class IncidentSeverity(models.IntegerChoices):
    MINOR = 1, _("Minor")
    SERIOUS = 2, _("Serious")
    GRAVE = 3, _("Grave")


class ReportedTo(models.TextChoices):
    POLICE = "police", _("Police")
    HEALTH = "health", _("Health service")
    CHILD_PROTECTION = "child_protection", _("Child protection")
    COORDINATOR = "coordinator", _("Coordinator")
    DIRECTOR = "director", _("Director")
    DATA_PROTECTION = "data_protection", _("Data protection officer")
    GUARDIAN = "guardian", _("Guardian")


class FeedbackKind(models.TextChoices):
    COMPLAINT = "complaint", _("Complaint")
    SUGGESTION = "suggestion", _("Suggestion")
    THANKS = "thanks", _("Thanks")


class FeedbackFrom(models.TextChoices):
    ANONYMOUS = "anonymous", _("Anonymous")
    PERSON = "person", _("The person assisted")
    FAMILY = "family", _("Family or guardian")
    PARTNER = "partner", _("A partner")
    OTHER = "other", pgettext_lazy("feedback", "Somebody else")


class FeedbackTopic(models.TextChoices):
    TREATMENT = "treatment", _("How one was treated")
    SERVICES = "services", _("Services and support")
    HOUSE = "house", _("The house and its rules")
    CONFIDENTIALITY = "confidentiality", _("Confidentiality")
    SAFETY = "safety", _("Safety")
    DECISION = "decision", _("A decision")
    OTHER = "other", pgettext_lazy("topic", "Other")


class FeedbackState(models.TextChoices):
    NEW = "new", _("New")
    IN_HAND = "in_hand", _("Being looked into")
    SETTLED = "settled", _("Settled")


class BulkKind(models.TextChoices):
    ASSIGN = "assign", _("Case manager changed")
    FLAG = "flag", _("Flag raised")
