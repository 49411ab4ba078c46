"""Fixed lists of accounts: acts that two people do, and where a request for one stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FourEyes(TextChoices):
    """Acts that one member asks for and another decides (domain 7; domain 5 for the level of risk)."""

    EXPORT_FILE = "export_file", _("Export of one person’s file")
    LOWER_RISK = "lower_risk", _("A lower level of risk")


class ApprovalState(TextChoices):
    """Where a request stands; whether it has run out is a question of the clock."""

    ASKED = "asked", _("Waits for a decision")
    GIVEN = "given", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    USED = "used", _("Used")
    EXPIRED = "expired", _("Ran out")
