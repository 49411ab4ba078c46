"""The app of re/integration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReintegrationConfig(AppConfig):
    """Cycles, phases, plans, the fourteen factors, follow-up."""

    name = "reintegration"
    verbose_name = _("re/integration")
