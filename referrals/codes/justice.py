"""Fixed lists of legal matters (domain 2.3 LegalMatter, 2.4 legal_matter, 9; S1-03, S1-04, S4-29, S4-30)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MatterKind(models.TextChoices):
    """What the matter is (domain 2.4 legal_matter)."""

    CRIMINAL_AGAINST_OTHERS = "criminal_against_trafficker", _("Criminal case against those who did it")
    CRIMINAL_AGAINST_PERSON = "criminal_against_beneficiary", _("Criminal case against the person")
    CIVIL_COMPENSATION = "civil_compensation", _("Compensation by a civil court")
    STATE_COMPENSATION = "state_compensation", _("Compensation by the state")
    WAGE_CLAIM = "labour_wage_claim", _("Wages owed")
    FAMILY = "family_custody", _("Family or custody")
    PROTECTION_ORDER = "protection_order", _("Protection order")
    RESIDENCE = "residence_asylum", _("Residence or asylum")
    REGISTRATION = "identity_registration", _("Identity or registration")
    EXPUNGEMENT = "expungement", _("Clearing a record")
    OTHER = "other", pgettext_lazy("legal matter", "Other")


class MatterRole(models.TextChoices):
    """How the person stands in it."""

    WITNESS = "witness", _("Witness")
    INJURED = "injured_party", _("Injured party")
    CLAIMANT = "claimant", _("Claimant")
    DEFENDANT = "defendant", _("Defendant")
    APPLICANT = "applicant", _("Applicant")


class MatterStatus(models.TextChoices):
    """How far it is (S1-04)."""

    CONSIDERED = "considered", _("Being considered")
    REPORTED = "reported", _("Reported or applied for")
    INVESTIGATION = "investigation", _("Investigation")
    TRIAL = "trial", _("In court")
    DECIDED = "decided", _("Decided")
    APPEAL = "appeal", _("Appeal")
    FINAL = "final", _("Final")
    STOPPED = "stopped", _("Stopped")


CLOSED_MATTERS = (MatterStatus.FINAL, MatterStatus.STOPPED)


class MatterResult(models.TextChoices):
    """How it ended (S1-04)."""

    CONVICTION = "conviction", _("Conviction")
    ACQUITTAL = "acquittal", _("Acquittal")
    GRANTED = "granted", _("Granted")
    PARTLY = "partly_granted", _("Granted in part")
    REFUSED = "refused", _("Refused")
    SETTLED = "settled", _("Settled")
    NOT_PUNISHED = "not_punished", _("The person is not punished")
    DISCONTINUED = "discontinued", _("Discontinued")


class Protection(models.TextChoices):
    """Protection measures (COE Art 28; domain 9)."""

    PHYSICAL = "physical_protection", _("Physical protection")
    RELOCATION = "relocation", _("Relocation")
    IDENTITY_CHANGE = "identity_change", _("Change of identity")
    JOB_HELP = "job_help", _("Help in obtaining work")
    ANONYMOUS = "anonymous_statement", _("Anonymous statement")
    NO_CONTACT = "no_visual_contact", _("No contact with the accused")
    CLOSED_COURT = "closed_court", _("Closed session")
    VIDEO = "video_link", _("Video link")
    FAMILY = "family_protection", _("Protection of the family")
    STAFF = "staff_protection", _("Protection of staff")


class HearingKind(models.TextChoices):
    """What happens on the day."""

    STATEMENT = "statement", _("Statement to police or prosecutor")
    HEARING = "hearing", _("Hearing")
    MEDIATION = "mediation", _("Mediation")
    DECISION = "decision", _("Decision announced")
    OTHER = "other", pgettext_lazy("hearing", "Other")


class HearingMode(models.TextChoices):
    """How the person is heard."""

    IN_PERSON = "in_person", _("In person")
    VIDEO = "video", _("By video")
    RECORDED = "recorded", _("By an earlier recording")
    WRITTEN = "written", _("In writing")
    NOT_ATTENDING = "not_attending", _("The person does not attend")


class HearingState(models.TextChoices):
    """Whether it has been."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class OrderState(models.TextChoices):
    """A protection order's life."""

    APPLIED = "applied", _("Applied for")
    IN_FORCE = "in_force", _("In force")
    REFUSED = "refused", _("Refused")
    ENDED = "ended", _("Ended")
