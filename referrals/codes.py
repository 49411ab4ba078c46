"""Fixed lists of the referrals app (domain.md 2.3 Referral, 2.4, HTCDS cas_*)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Direction(models.TextChoices):
    """Whether we asked another organisation, or were asked."""

    OUT = "out", _("Sent")
    IN = "in", _("Received")


class ReferralKind(models.TextChoices):
    """A referral keeps the case here; a transfer hands it over and needs a fresh risk assessment (R-20)."""

    REFERRAL = "referral", _("Referral: we stay in charge")
    TRANSFER = "transfer", _("Transfer: they take over")


class ReferralReason(models.TextChoices):
    """Why another organisation is asked (HTCDS cas_ReasonForOutgoingReferral)."""

    ADDITIONAL_SERVICES = "additional_services", _("Services that we do not have")
    CHANGE_OF_LOCATION = "change_of_location", _("The person moves or has moved")
    OTHER = "other", pgettext_lazy("reason", "Other")


class ServiceAsked(models.TextChoices):
    """What the other organisation is asked for: the categories of the service catalogue (domain.md 3)."""

    ACCOMMODATION = "accommodation", _("Accommodation")
    PROTECTION_SAFETY = "protection_safety", _("Protection and safety")
    CHILD_PROTECTION = "child_protection", _("Child protection")
    BASIC_NEEDS = "basic_needs", _("Basic needs")
    HEALTH = "health", _("Health care")
    PSYCHOSOCIAL = "psychosocial", _("Psychosocial support")
    FAMILY = "family", _("Family work")
    COMMUNITY = "community", _("Community")
    LEGAL = "legal", _("Legal help")
    EDUCATION_TRAINING = "education_training", _("Education and training")
    ECONOMIC = "economic", _("Work and income")
    RETURN_TRAVEL = "return_travel", _("Travel and reception")
    INTERPRETATION = "interpretation", _("Interpretation")
    CASE_MANAGEMENT = "case_management", _("Case management")


class ReferralState(models.TextChoices):
    """The life of a referral and of its package."""

    DRAFT = "draft", _("Draft")
    OFFERED = "offered", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")
    ENDED = "ended", _("Ended")


#: States in which a package can still be answered, read or withdrawn.
LIVE_STATES = (ReferralState.OFFERED, ReferralState.ACCEPTED)

TONES: dict[str, str] = {
    ReferralState.DRAFT: "neutral",
    ReferralState.OFFERED: "info",
    ReferralState.ACCEPTED: "good",
    ReferralState.DECLINED: "warn",
    ReferralState.WITHDRAWN: "neutral",
    ReferralState.EXPIRED: "warn",
    ReferralState.ENDED: "neutral",
}


class DeclineReason(models.TextChoices):
    """Why the asked organisation says no (Better Angels, hmis-warehouse: reasons, no free text)."""

    NO_PLACE = "no_place", _("No place at present")
    NOT_OUR_SERVICES = "not_our_services", _("We do not have these services")
    NOT_OUR_GROUP = "not_our_group", _("We do not work with this group")
    NOT_OUR_AREA = "not_our_area", _("Outside our area")
    NOT_SAFE_HERE = "not_safe_here", _("It would not be safe here")
    OTHER = "other", pgettext_lazy("reason", "Other")


class AgeBand(models.TextChoices):
    """Bands of age in the anonymous summary: wide enough to say nothing of a birthday."""

    CHILD = "0-11", _("under 12")
    TEEN = "12-17", _("12 to 17")
    YOUNG = "18-24", _("18 to 24")
    ADULT = "25-34", _("25 to 34")
    MIDDLE = "35-49", _("35 to 49")
    OLDER = "50+", _("50 and more")
    UNKNOWN = "unknown", _("not known")


class PartnerKind(models.TextChoices):
    """What an outside body is (domain.md 2.4 referral_source, provider_kind)."""

    NGO = "ngo", _("Non-governmental organisation")
    STATE_SERVICE = "state_service", _("State or municipal service")
    POLICE = "police", _("Police or border police")
    HEALTH = "health_service", _("Health service")
    LEGAL_AID = "legal_aid", _("Legal aid")
    SCHOOL = "school", _("School or training centre")
    RELIGIOUS = "religious_org", _("Religious organisation")
    EMBASSY = "embassy_consulate", _("Embassy or consulate")
    INTERNATIONAL = "international_org", _("International organisation")
    OTHER = "other", pgettext_lazy("partner", "Other")
