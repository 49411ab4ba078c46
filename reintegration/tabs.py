"""The pages of the case file that this app owns."""

from django.utils.translation import gettext_lazy as _

from cases import tabs
from cases.tabs import Tab
from renate.accounts.roles import Access, Section


def register() -> None:
    """Plan, factors, follow-ups and phase, between risk and notes."""
    for tab in (
        Tab("plan", _("Plan"), "reintegration:plan_show", Section.PLAN, 60, Access.READ),
        Tab("factors", _("Factors"), "reintegration:factor_show", Section.FACTORS, 65, Access.READ),
        Tab("work", _("Work"), "reintegration:work_show", Section.PLAN, 67, Access.READ),
        Tab("follow-ups", _("Follow-ups"), "reintegration:follow_up_list", Section.PLAN, 70, Access.READ),
        Tab("phase", _("Phase"), "reintegration:phase_show", Section.PLAN, 75, Access.READ),
    ):
        tabs.register(tab)
