"""The service catalogue (domain 3) as data: categories, services, phases, who may provide.

A phase makes a service *usual* or *possible*; it never forbids one (S3-34).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reintegration.codes import Phase, ProviderKind

_FILE = Path(__file__).parent / "data" / "services_v1.json"
# Provided by these, a service is progress in autonomy: no cost, no output of ours (domain 3).
AUTONOMOUS = frozenset({ProviderKind.SELF, ProviderKind.FAMILY})


@dataclass(frozen=True)
class Service:
    """One service; its code is "category.service"."""

    code: str
    label: str
    usual: tuple[str, ...]
    possible: tuple[str, ...]
    providers: tuple[str, ...]
    unit: str
    is_own: bool = False

    @property
    def category(self) -> str:
        """The part of the code before the dot."""
        return self.code.partition(".")[0]

    def is_offered_in(self, phase: str) -> bool:
        """Usual or possible in this phase; an extension counts as reintegration."""
        effective = Phase.REINTEGRATION if phase == Phase.EXTENDED else phase
        return effective in self.usual or effective in self.possible


@dataclass(frozen=True)
class Category:
    """A group of services, in the order of the catalogue."""

    code: str
    label: str
    services: tuple[Service, ...]


def _service(row: dict[str, Any]) -> Service:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Service(**values)


@cache
def categories() -> tuple[Category, ...]:
    """All categories with their services."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Category(c["code"], c["label"], tuple(_service(row) for row in c["services"]))
        for c in data["categories"]
    )


SERVICES: dict[str, Service] = {s.code: s for category in categories() for s in category.services}
CATEGORY_LABELS: dict[str, str | Promise] = {
    category.code: gettext_lazy(category.label) for category in categories()
}


def service_label(code: str) -> str:
    """The label of a service; an unknown code (older data) shows itself."""
    service = SERVICES.get(code)
    return service.label if service else code


def service_choices(
    offer: Iterable[Category], phase: str | None = None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Grouped choices for a form: services of this phase first, the others below as "at other times"."""
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    others: list[tuple[str, str]] = []
    for category in offer:
        fitting = [s for s in category.services if phase is None or s.is_offered_in(phase)]
        others += [(s.code, f"{category.label}: {s.label}") for s in category.services if s not in fitting]
        if fitting:
            groups.append((category.label, [(s.code, s.label) for s in fitting]))
    return [*groups, (_("Usually at other times"), others)] if others else groups
