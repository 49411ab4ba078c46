"""The cases app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Registers the tabs and days of the file, and the acts on a file that need two people."""

    name = "cases"
    verbose_name = _("cases")

    def ready(self) -> None:
        from cases import approvals, due, due_tasks, listing_parts, sections, tabs, timeline_sources
        from cases.operations import hand_over
        from cases.queries.exceptions import emergencies
        from renate.accounts import panels
        from renate.accounts.operations import leaving

        listing_parts.register()
        timeline_sources.register()
        tabs.register_own()
        sections.register_own()
        approvals.register()
        panels.register(
            panels.Panel(
                "emergency", _("Files opened in an emergency"), "cases/parts/emergencies.html", emergencies
            )
        )
        leaving.register_leaving_blocker(hand_over.open_cases_of)
        leaving.on_member_kept_out.append(hand_over.tell_of_waiting_cases)
        leaving.on_member_left.append(hand_over.end_all_access)
        due.register()
        due_tasks.register()
