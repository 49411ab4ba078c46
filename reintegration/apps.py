"""The app of re/integration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReintegrationConfig(AppConfig):
    """Cycles, phases, plans, the fourteen factors, follow-up."""

    name = "reintegration"
    verbose_name = _("re/integration")

    def ready(self) -> None:
        """Add tabs, facts and the phase to the case file and its list, and take part in what happens."""
        from cases import header
        from cases.queries.people import register_services
        from cases.rules.closing import register_tries
        from reintegration import anchors, due, hooks, listing, sections, tabs, timeline
        from reintegration.header import phase_facts
        from reintegration.queries.relatives import services_to_relatives
        from reintegration.queries.schedule import tries_since_reached
        from reintegration.queries.work import work_checks

        hooks.register()
        tabs.register()
        listing.register()
        sections.register()
        due.register()
        anchors.register(work_checks)
        header.register(phase_facts)
        register_services(services_to_relatives)
        timeline.register()
        register_tries(tries_since_reached)
