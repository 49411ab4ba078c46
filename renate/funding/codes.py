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
