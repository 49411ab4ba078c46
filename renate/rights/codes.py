"""Fixed lists of the rights of the person."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestKind(models.TextChoices):
    """What a person can ask for (GDPR art. 15 to 18)."""

    ACCESS = "access", _("A copy of the file")
    RECTIFICATION = "rectification", _("Put something right")
    RESTRICTION = "restriction", _("Keep the file, but don’t work with it")
    ERASURE = "erasure", _("Delete the file")


class RequestState(models.TextChoices):
    """Where a request stands."""

    OPEN = "open", _("To be decided")
    GRANTED = "granted", _("Granted, to be done")
    REFUSED = "refused", _("Refused")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")


WAITING = (RequestState.OPEN, RequestState.GRANTED)


class Decision(models.TextChoices):
    """What was decided."""

    GRANTED = "granted", _("Grant it")
    REFUSED = "refused", _("Refuse it")


class SafeToHave(models.TextChoices):
    """The question before a copy is handed over: a file found by the wrong person can cost a life."""

    YES = "yes", _("Yes: we talked about where it will be kept and who could find it")
    READ_HERE = "read_here", _("Not to take away: the person reads it here")
    NOT_NOW = "not_now", _("Not now")


class HoldGround(models.TextChoices):
    """Why a file may not be deleted yet."""

    PROCEEDINGS = "proceedings", _("Court proceedings")
    CLAIM = "claim", _("A claim of the person, such as compensation")
    COMPLAINT = "complaint", _("A complaint that is looked into")
    LAW = "law", _("A duty to keep it by law")


class ReviewDecision(models.TextChoices):
    """What becomes of a file whose time is over."""

    ANONYMISE = "anonymise", _("Anonymise it")
    KEEP = "keep", _("Keep it longer")


class FileFormat(models.TextChoices):
    """How a copy is made."""

    PDF = "pdf", "PDF"
    JSON = "json", "JSON"


class Texts(models.TextChoices):
    """Whether what was written in words is in the copy."""

    WITH = (
        "with",
        _("Yes: I have read them, and they tell nothing that is only others' to know"),
    )
    WITHOUT = "without", _("No: the copy says that there are texts, and that they can be asked for")
