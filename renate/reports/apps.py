"""The app of donor reports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """On top of all others: reads their counts, writes only its own reports."""

    name = "renate.reports"
    label = "reports"
    verbose_name = _("Reports")
