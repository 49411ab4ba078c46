"""Code lists about documents, the right to stay and the time to reflect (domain 2.3, 2.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DocumentKind(models.TextChoices):
    PASSPORT = "passport", _("Passport")
    IDENTITY_CARD = "identity_card", _("Identity card")
    BIRTH_CERTIFICATE = "birth_certificate", _("Birth certificate")
    TRAVEL_DOCUMENT = "travel_document", _("Travel document")
    RESIDENCE_CARD = "residence_card", _("Residence card")
    DRIVING_LICENCE = "driving_licence", _("Driving licence")
    OTHER = "other", pgettext_lazy("document", "Other")


class DocumentStatus(models.TextChoices):
    """Where a document is (domain 2.3)."""

    VALID = "valid", _("Valid")
    REQUESTED = "requested", _("Requested")
    EXPIRED = "expired", _("Expired")
    LOST = "lost", _("Lost")
    KEPT = "kept_by_trafficker", _("Kept by those who exploited")
    NEVER_HAD = "never_had", _("Never had one")


class Residence(models.TextChoices):
    """On what ground the person may stay (S3-75, S4-03)."""

    NATIONAL = "national", _("National")
    REFLECTION = "reflection_period", _("Reflection period")
    TEMPORARY_PERMIT = "temporary_residence_permit", _("Temporary residence permit")
    ASYLUM_SEEKER = "asylum_seeker", _("Asylum seeker")
    REFUGEE = "refugee", _("Refugee")
    COMPLEMENTARY = "complementary_protection", _("Complementary protection")
    OTHER_PERMIT = "other_permit", _("Other permit")
    IRREGULAR = "irregular", _("Irregular")
    STATELESS = "stateless", _("Stateless")
    UNKNOWN = "unknown", _("Unknown")


class ReflectionEnd(models.TextChoices):
    """Why the time to reflect ended (R-22)."""

    EXPIRED = "expired", _("Expired")
    COOPERATES = "decided_to_cooperate", _("Decided to cooperate")
    WITHDRAWN = "withdrawn", _("Withdrawn")
