"""Code lists of monitoring and follow-up (domain 2.3 FollowUp, 2.8)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Anchor(TextChoices):
    """What a follow-up is counted from (domain 2.8)."""

    PHASE = "phase", _("Phase")
    RETURN = "return", _("Return")
    PLACEMENT = "placement", _("Placement")
    JOB = "job", _("Job start")
    TRAINING = "training", _("Training end")
    CLOSURE = "closure", _("Closure")
    RISK = "risk", _("Risk level")
    EVALUATION = "evaluation", _("Evaluation")


class Purpose(TextChoices):
    """What a follow-up is for; the words stand in lists and are neutral."""

    CONTACT = "contact", _("Contact")
    POST_CLOSURE = "post_closure", _("Contact after closure")
    SAFETY_REVIEW = "safety_review", _("No contact: review consent and safety")
    JOB_RETENTION = "job_retention", _("Work check")
    TRAINING_RESULT = "training_result", _("After training")
    EVALUATION = "evaluation", _("Evaluation")


class FollowUpState(TextChoices):
    """State of one follow-up (issue words: due, done, missed, …). Only planned ones are ever re-dated."""

    PLANNED = "planned", _("Planned")
    DONE = "done", _("Done")
    MISSED = "missed", _("Missed: nobody tried")
    UNREACHABLE = "unreachable", _("Not reached")
    REFUSED = "refused", _("Did not want contact")
    NOT_SAFE = "not_safe", _("Not safe to contact")
    MOVED = "moved", _("Moved away")
    CANCELLED = "cancelled", _("Cancelled")


# Somebody tried: there is a day, a way and a result.
TRIED = (
    FollowUpState.DONE,
    FollowUpState.UNREACHABLE,
    FollowUpState.REFUSED,
    FollowUpState.NOT_SAFE,
    FollowUpState.MOVED,
)
# The person was there and answered, whatever the answer was.
SPOKEN = (FollowUpState.DONE, FollowUpState.REFUSED, FollowUpState.MOVED)
SETTLED = (*TRIED, FollowUpState.MISSED)
MISSES = (FollowUpState.MISSED, FollowUpState.UNREACHABLE)


class Mode(TextChoices):
    """How the contact was made."""

    PHONE = "phone", _("Phone")
    VISIT = "visit", _("Visit")
    OFFICE = "office", _("At our office")
    ONLINE = "online", _("Online")
    TRUSTED_PERSON = "trusted_person", _("Through a trusted person")
    OTHER = "other", _("Other")


class Reached(TextChoices):
    """What came of the contact."""

    REACHED = "reached", _("Reached")
    NOT_REACHED = "not_reached", _("Not reached")
    REFUSED = "refused", _("Did not want contact")
    NOT_SAFE = "not_safe", _("Not safe to contact")
    MOVED = "moved", _("Moved away")


class Change(TextChoices):
    """Has anything changed in risk? (R-21)"""

    NO = "no", _("No")
    YES = "yes", _("Yes")
    NOT_ASKED = "not_asked", _("Could not be asked")


class Sign(TextChoices):
    """The look for signs of new exploitation at a follow-up."""

    NO_SIGN = "no_sign", _("No sign")
    CONCERN = "concern", _("Concern")
    CONFIRMED = "confirmed", _("Confirmed")


class CancelCause(TextChoices):
    """Why a planned follow-up will not happen."""

    COVERED = "covered", _("Another contact took its place")
    RESCHEDULED = "rescheduled", _("The schedule changed")
    CYCLE_ENDED = "cycle_ended", _("The cycle ended")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Consent withdrawn")
    ANCHOR_ENDED = "anchor_ended", _("The reason for it ended")


class ReminderStep(TextChoices):
    """The steps of reminding about one follow-up, in order (domain 2.8)."""

    DUE = "due", _("Due")
    OVERDUE = "overdue", _("Overdue")
    ESCALATED = "escalated", _("Escalated")


class NoContactReason(TextChoices):
    """Why nobody may be called at present."""

    NONE = "", _("Contact is possible")
    NO_CONSENT = "no_consent", _("There is no valid consent to contact")
    NO_SAFE_WAY = "no_safe_way", _("The contact plan knows no safe way")
    NOT_SAFE = "not_safe", _("The last contact was not safe")
    REFUSED = "refused", _("The person did not want contact")
    NO_PLAN = "no_plan", _("There is no contact plan")
    NOT_AFTER_CLOSURE = "not_after_closure", _("The contact plan does not hold after closure")
