"""On what ground of data-protection law something is done (domain 4: not everything rests on consent)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Basis(models.TextChoices):
    """GDPR Article 6(1)."""

    CONSENT = "consent", _("Consent, 6(1)(a)")
    CONTRACT = "contract", _("Contract, 6(1)(b)")
    LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation, 6(1)(c)")
    VITAL_INTERESTS = "vital_interests", _("Vital interests, 6(1)(d)")
    PUBLIC_TASK = "public_task", _("Public task, 6(1)(e)")
    LEGITIMATE = "legitimate_interests", _("Legitimate interests, 6(1)(f)")


class SpecialGround(models.TextChoices):
    """GDPR Article 9(2), for health, sex life, origin and whatever reveals them."""

    EXPLICIT_CONSENT = "explicit_consent", _("Explicit consent, 9(2)(a)")
    VITAL_INTERESTS = "vital_interests", _("Vital interests, 9(2)(c)")
    LEGAL_CLAIMS = "legal_claims", _("Legal claims, 9(2)(f)")
    PUBLIC_INTEREST = "public_interest", _("Substantial public interest, 9(2)(g)")
    CARE = "health_or_social_care", _("Health or social care, 9(2)(h)")
    STATISTICS = "research_or_statistics", _("Research or statistics, 9(2)(j)")
    NONE = "none", _("No special data")


ON_CONSENT = frozenset({Basis.CONSENT, SpecialGround.EXPLICIT_CONSENT})
