"""Code lists about safe contact and risk (domain 4, 5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    PHONE = "phone", _("Phone call")
    SMS = "sms", _("Text message")
    APP = "app", _("Messaging app")
    EMAIL = "email", _("E-mail")
    POST = "post", pgettext_lazy("channel", "Post")
    IN_PERSON = "in_person", _("In person")
    TRUSTED_PERSON = "through_trusted_person", _("Through a trusted person")
    NONE = "none", _("No contact")


class RiskDomain(models.TextChoices):
    """The five domains every assessment covers (fixed)."""

    TRAFFICKERS = "traffickers", _("Safety from those who exploited")
    SELF_HARM = "self_harm", _("Self-harm")
    RE_TRAFFICKING = "re_trafficking", _("Being exploited again")
    HEALTH = "health", _("Health")
    FAMILY = "family", _("Family")


class RiskLevel(models.IntegerChoices):
    """Fixed: 0 none identified … 4 imminent or happening."""

    NONE = 0, pgettext_lazy("risk", "None")
    LOW = 1, _("Low")
    MODERATE = 2, _("Moderate")
    HIGH = 3, _("High")
    CRITICAL = 4, _("Critical")


RISK_MEANING = {
    RiskLevel.NONE: _("nothing identified"),
    RiskLevel.LOW: _("possible, no sign now"),
    RiskLevel.MODERATE: _("some signs, protection holds"),
    RiskLevel.HIGH: _("likely or serious, protection weak"),
    RiskLevel.CRITICAL: _("imminent or happening"),
}


class NoteSection(models.TextChoices):
    """Section of the record a note belongs to; decides who reads it (domain 7)."""

    WORK = "C", _("Work with the person")
    SAFETY = "E", _("Risk and safety")
    HEALTH = "F", _("Health")
    PSYCHOLOGICAL = "G", _("Psychological")
    LEGAL = "H", _("Legal")
