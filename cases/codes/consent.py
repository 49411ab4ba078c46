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
    GUARDIAN = "guardian", _("The guardian")
    BOTH = "both", _("The guardian, and the child agrees")
    COURT = "court", _("Court or child-protection authority")


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
