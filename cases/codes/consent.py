"""Code lists about consent (domain 4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ConsentPurpose(models.TextChoices):
    """Fixed: one row per purpose, never one consent for everything."""

    SERVICES = "services", _("Receive case management and services")
    DATA_STORAGE = "data_storage", _("Store identifiable data")
    SPECIAL_DATA = "special_data", _("Store health and other special data")
    ASSESSMENT = "assessment", _("Needs, risk and factor assessments")
    INTERPRETER = "interpreter", _("Use an interpreter")
    SHARE_ORG = "share_org", _("Share with one named organisation")
    SHARE_AUTHORITY = "share_authority", _("Share with an authority")
    FAMILY_CONTACT = "family_contact", _("Contact the family")
    RETURN = "return", _("Organise the return")
    TESTIFYING = "testifying", _("Give a statement or testify")
    STATISTICS = "statistics", _("Use in reports without identity")
    RESEARCH_EVAL = "research_eval", _("Evaluation or research later")
    MEDIA_STORY = "media_story", _("Media or donor story")
    EMPLOYER_CONTACT = "employer_contact", _("Contact an employer, school or landlord")
    POST_CLOSURE = "post_closure", _("Be contacted after closure")
    DIGITAL = "digital", _("Messages, e-mail, photos of documents")


class ConsentDecision(models.TextChoices):
    GIVEN = "given", _("Given")
    REFUSED = "refused", _("Refused")
    NOT_POSSIBLE = "not_possible", _("Could not be asked")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class ConsentState(models.TextChoices):
    """What a consent row means on a day (computed)."""

    GIVEN = "given", _("Given")
    REFUSED = "refused", _("Refused")
    NOT_POSSIBLE = "not_possible", _("Could not be asked")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")
    SUPERSEDED = "superseded", _("Replaced by a later decision")


class GivenBy(models.TextChoices):
    """A child's own agreement is asked beside the guardian's (domain 4, minors)."""

    PERSON = "person", _("The person")
    GUARDIAN = "guardian", _("The legal representative of an adult")
    BOTH = "both", _("The guardian, and the child agrees")
    COURT = "court", _("Court or child-protection authority")


class Assent(models.TextChoices):
    """The child's own answer, asked in suitable words and stored beside the adult's (domain 4, minors)."""

    GIVEN = "given", _("The child agrees")
    REFUSED = "refused", _("The child does not agree")
    TOO_YOUNG = "too_young", _("Too young to be asked")


class DisclosureReason(models.TextChoices):
    """Why facts were passed on without consent (domain 4); there is no other reason."""

    DANGER = "imminent_danger_to_life", _("Imminent danger to life")
    CHILD = "child_protection_duty", _("Duty to protect a child")
    COURT = "court_order", _("Court order")
    DUTY = "other_legal_duty", _("Another legal duty")


class DisclosedTo(models.TextChoices):
    POLICE = "police", _("Police")
    EMERGENCY = "emergency_services", _("Emergency services")
    CHILD_PROTECTION = "child_protection", _("Child-protection authority")
    COURT = "court_or_prosecution", _("Court or prosecution")
    HEALTH = "health_service", _("Health service")
    OTHER = "other", pgettext_lazy("disclosed to", "Other")


class PersonTold(models.TextChoices):
    """Whether the person knows that facts were passed on."""

    BEFORE = "before", _("Told beforehand")
    AFTER = "after", _("Told afterwards")
    NOT_SAFE = "not_safe_yet", _("Not yet: it would not be safe")


class ConsentForm(models.TextChoices):
    SIGNED = "signed", _("Signed")
    VERBAL_WITNESSED = "verbal_witnessed", _("Spoken, with a witness")
    VERBAL = "verbal", _("Spoken")
    THUMBPRINT = "thumbprint", _("Thumbprint")
    ELECTRONIC = "electronic", pgettext_lazy("consent form", "Electronic")


class ChecklistQuestion(models.TextChoices):
    """The seven questions of HTCDS con_Consent: all yes before a consent counts as given."""

    AGREES = "agrees_to_interview", _("The person agreed to this conversation")
    PURPOSE = "purpose_explained", _("The purpose was explained")
    USES = "uses_explained", _("Actual and possible uses were explained")
    NON_IDENTIFYING = "non_identifying_explained", _("The use of data without identity was explained")
    ACCESS = "access_explained", _("The right to ask for one’s own data at any time was explained")
    STORAGE = "storage_time_explained", _("How long data are kept was explained")
    WITHDRAWAL = "withdrawal_explained", _("How to withdraw was explained")
