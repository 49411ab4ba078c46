"""The app of donors, programmes and grants."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundingConfig(AppConfig):
    """Below the cases: deliveries point at a grant, a grant points at no case."""

    name = "renate.funding"
    label = "funding"
    verbose_name = _("Grants")

    def ready(self) -> None:
        """Make the deadlines of grants known to whatever reminds, lists and puts into calendars (R-23)."""
        from renate.funding import deadlines

        deadlines.register()
