"""Fixed lists of the funding part (domain 2.3 FundingSource, S3-77)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FundingKind(TextChoices):
    """What kind of source a donor is: the mix of these is the sustainability table (T20)."""

    FOUNDATION = "foundation", _("Foundation")
    GOVERNMENT = "government", _("Government")
    EU = "eu", _("European Union")
    PRIVATE = "private", _("Private donor")
    INDIVIDUAL = "individual", _("Individuals")
    LOCAL_BUSINESS = "local_business", _("Local business")
    SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise")
    DIASPORA = "diaspora", _("Diaspora")


class CostCategory(TextChoices):
    """What money is spent on (T21). Costs of services come from the service log, the others are entered."""

    SERVICES = "services", _("Services to persons")
    STAFF = "staff", _("Staff")
    PREMISES = "premises", _("Premises and running costs")
    TRAINING = "training", _("Training of staff and counterparts")
    COOPERATION = "cooperation", _("Cooperation and advocacy")
    EQUIPMENT = "equipment", _("Equipment")
    TRAVEL = "travel", _("Travel")
    ADMINISTRATION = "administration", _("Administration")
    OTHER = "other", _("Other")


class DeadlineKind(TextChoices):
    """What the donor waits for on a day."""

    REPORT = "report", _("Narrative report")
    FINANCIAL = "financial", _("Financial report")
    FINAL = "final", _("Final report")
