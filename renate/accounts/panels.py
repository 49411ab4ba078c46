"""What upper apps add to the audit page: named parts, each with its template and what it draws."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from renate.accounts.models import Membership


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the audit page; `lines` is asked when the page is drawn."""

    key: str
    label: Any
    template: str
    lines: Callable[[Membership], list[Any]]


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Add a part; the same key again replaces it."""
    _panels[panel.key] = panel


def drawn_for(membership: Membership) -> list[dict[str, Any]]:
    """What the page draws of each part."""
    return [
        {"label": panel.label, "template": panel.template, "lines": panel.lines(membership)}
        for panel in _panels.values()
    ]
