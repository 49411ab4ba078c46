"""The app of donor reports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """On top of all others: reads their counts, writes only its own reports."""

    name = "renate.reports"
    label = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        """Show a person's words for reports in the file."""
        from cases import hooks, tabs
        from renate.accounts.roles import Access, Section
        from renate.reports.operations.withdrawing import take_words_back

        hooks.on_consent_withdrawn.append(take_words_back)
        tabs.register(
            tabs.Tab("quotes", _("Own words"), "reports:quote_list", Section.PLAN, 175, access=Access.READ)
        )
