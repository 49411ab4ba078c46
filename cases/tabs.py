"""The tabs of a case file: one explicit list that upper apps add to in AppConfig.ready."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from renate.accounts.access import section_access
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Section


@dataclass(frozen=True)
class Tab:
    """A page of the file: `url_name` takes the case's ref; shown to roles that may read `section`."""

    key: str
    label: Any
    url_name: str
    section: str
    order: int
    access: Access = Access.LIMITED


_TABS: dict[str, Tab] = {}
# What stands in the row itself; everything else is one step away, behind "More".
FIRST = frozenset(
    {"overview", "identity", "consent", "risk", "notes", "plan", "factors", "follow-ups", "tasks", "timeline"}
)


def register(tab: Tab) -> None:
    """Add a tab; the same key again replaces it."""
    _TABS[tab.key] = tab


def register_own() -> None:
    """The tabs that this app owns."""
    for tab in (
        Tab("sections", _("To fill in"), "cases:sections", Section.IDENTITY, 5, Access.READ),
        Tab("identity", _("Person"), "cases:identity", Section.IDENTITY, 10),
        Tab("people", _("People around"), "cases:people", Section.FAMILY, 20),
        Tab("experience", _("History"), "cases:experience", Section.EXPERIENCE, 30),
        Tab("consent", _("Consent"), "cases:consent_list", Section.IDENTITY, 40),
        Tab("contact", _("Contact"), "cases:contact", Section.IDENTITY, 50, Access.READ),
        Tab("risk", _("Risk"), "cases:risk_list", Section.RISK, 55),
        Tab("tasks", _("Tasks"), "cases:task_list", Section.PLAN, 95),
        Tab("events", _("Events"), "cases:event_list", Section.PLAN, 105),
        Tab("timeline", _("Timeline"), "cases:timeline", Section.PLAN, 108),
        Tab("needs", _("Needs"), "cases:needs", Section.PLAN, 58, Access.READ),
        Tab("notes", _("Notes"), "cases:note_list", Section.PLAN, 100),
        Tab("attachments", _("Documents"), "cases:attachment_list", Section.PLAN, 105),
        Tab("access", _("Team and access"), "cases:team", Section.PLAN, 120, Access.READ),
        Tab("closure", _("Closing"), "cases:closure", Section.PLAN, 130, Access.READ),
    ):
        register(tab)


def tabs_for(membership: Membership, ref: str, active: str = "") -> list[dict[str, Any]]:
    """What the template draws: only tabs whose section the role may read."""
    shown = []
    for tab in sorted(_TABS.values(), key=lambda tab: tab.order):
        if section_access(membership, tab.section) < tab.access:
            continue
        try:
            url = reverse(tab.url_name, args=[ref])
        except NoReverseMatch:
            continue
        shown.append(
            {
                "key": tab.key,
                "label": tab.label,
                "url": url,
                "active": tab.key == active,
                "is_first": tab.key in FIRST,
            }
        )
    return shown
