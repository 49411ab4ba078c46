"""The app of re/integration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReintegrationConfig(AppConfig):
    """Cycles, phases, plans, the fourteen factors, follow-up."""

    name = "reintegration"
    verbose_name = _("re/integration")

    def ready(self) -> None:
        """Add tabs and facts to the case file, and take part in what happens there."""
        from cases import header
        from reintegration import hooks, tabs
        from reintegration.header import phase_facts

        hooks.register()
        tabs.register()
        header.register(phase_facts)
