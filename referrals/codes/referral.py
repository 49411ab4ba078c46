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
    ASKED = "asked", _("They ask for more")
    WAITING = "waiting", _("On their waiting list")
    AGREED = "agreed", _("Accepted, consent missing")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")
    ENDED = "ended", _("Ended")
    TRANSFERRED = "transferred", _("Taken over")


#: States in which the receiver has not said yes or no.
OPEN_STATES = (ReferralState.OFFERED, ReferralState.ASKED, ReferralState.WAITING)
#: States in which the receiver said yes and nothing has ended it.
TAKEN_STATES = (ReferralState.AGREED, ReferralState.ACCEPTED)
#: States in which a package can still be answered, read or withdrawn.
LIVE_STATES = (*OPEN_STATES, *TAKEN_STATES)

TONES: dict[str, str] = {
    ReferralState.DRAFT: "neutral",
    ReferralState.OFFERED: "info",
    ReferralState.ASKED: "warn",
    ReferralState.WAITING: "info",
    ReferralState.AGREED: "warn",
    ReferralState.ACCEPTED: "good",
    ReferralState.DECLINED: "warn",
    ReferralState.WITHDRAWN: "neutral",
    ReferralState.EXPIRED: "warn",
    ReferralState.ENDED: "neutral",
    ReferralState.TRANSFERRED: "good",
}


class EndReason(models.TextChoices):
    """Why a package was closed before its time."""

    BY_SENDER = "by_sender", _("Taken back by the sender")
    CONSENT = "consent", _("The person's consent does not stand any more")
    TAKEN_ELSEWHERE = "taken_elsewhere", _("Another organisation has accepted")


class FeedbackAgreed(models.TextChoices):
    """What the receiver tells the sender about the help given; agreed in the referral, never a file."""

    COUNTS = "counts", _("Numbers and dates only")
    SERVICES = "services", _("Named services with dates")


class MessageKind(models.TextChoices):
    """What passes between the two sides of a package besides its sections."""

    QUESTION = "question", _("Question")
    ANSWER = "answer", _("Answer")
    FEEDBACK = "feedback", _("Feedback")
    STEP = "step", _("Step of the journey")


class FeedbackKind(models.TextChoices):
    """What the receiver reports."""

    ARRIVED = "arrived", _("The person has come to us")
    NOT_ARRIVED = "not_arrived", _("The person has not come")
    SERVICE = "service", _("Help was given")
    NOT_POSSIBLE = "not_possible", _("The help was not possible")
    FINISHED = "finished", _("The help asked for is finished")


class RequestHandling(models.TextChoices):
    """What the asked organisation notes for itself; the asker never sees it."""

    OPEN = "open", _("Not looked at")
    NO_ACTION = "no_action", _("Closed without action")
    PERSON_ASKED = "person_asked", _("The person was asked")
    OFFERED = "offered", _("A referral was offered")


class OutsideState(models.TextChoices):
    """The life of a referral to a body without an account."""

    DRAFT = "draft", _("Not sent")
    SENT = "sent", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    WAITING = "waiting", _("On their waiting list")
    DECLINED = "declined", _("Declined")
    NO_ANSWER = "no_answer", _("No answer")
    WITHDRAWN = "withdrawn", _("Consent withdrawn")
    DONE = "done", _("Finished")


OUTSIDE_OPEN = (OutsideState.SENT, OutsideState.ACCEPTED, OutsideState.WAITING, OutsideState.NO_ANSWER)
OUTSIDE_TONES: dict[str, str] = {
    OutsideState.SENT: "info",
    OutsideState.ACCEPTED: "good",
    OutsideState.WAITING: "info",
    OutsideState.DECLINED: "warn",
    OutsideState.NO_ANSWER: "warn",
    OutsideState.WITHDRAWN: "warn",
}


class TrmPhase(models.TextChoices):
    """Phases of a transnational referral (domain 9, TRM)."""

    IDENTIFICATION = "identification", _("Identification")
    FIRST_ASSISTANCE = "first_assistance", _("First assistance and protection")
    LONG_TERM = "long_term", _("Long-term assistance and social inclusion")
    RETURN = "return", _("Return and social inclusion")
    PROCEEDINGS = "proceedings", _("Criminal and civil proceedings")


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
