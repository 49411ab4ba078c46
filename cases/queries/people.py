"""The people around the person: the map of support, and who decides for a minor (S3-64, R-16)."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.codes import GivenBy, RelativeNeed, RelativeSafety, Support
from cases.models import Case, ChildProtection, RelatedPerson
from cases.queries.guardians import guardians_of, missing_for
from cases.queries.identity import labels, yes_no
from cases.rules.guardians import who_decides

# How many services somebody close received, by row; upper apps answer (S3-64).
Services = Callable[[Case], Counter[int]]
SERVICES: list[Services] = []

# Rings of the map, from the inside out; nobody unsafe or involved stands in it.
_RINGS = (
    (gettext_lazy("Trusts with everything or most things"), (5, 4)),
    (gettext_lazy("Trusts with some things"), (3,)),
    (gettext_lazy("Little or no trust"), (2, 1)),
    (gettext_lazy("Trust not known"), (None,)),
)
TRUSTED = 4


def register_services(ask: Services) -> None:
    """Let an upper app say who received how many services."""
    if ask not in SERVICES:
        SERVICES.append(ask)


def people_rows(case: Case) -> list[dict[str, Any]]:
    """Everybody around the person, with their own needs and the services they received."""
    received: Counter[int] = sum((ask(case) for ask in SERVICES), Counter())
    rows = case.person.related_people.order_by("relation", "id")
    return [
        {
            "relative": row,
            "needs": labels(row.needs, RelativeNeed),
            "supports": labels(row.supports_with, Support),
            "services": received[row.pk],
            "lives_with": yes_no(row.lives_with) or row.silence_words("lives_with"),
            "conflict": _conflict(row),
        }
        for row in rows
    ]


def network(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The map of support as rings of trust; without whoever is not safe or was involved."""
    kept = [row for row in rows if is_support(row["relative"])]
    rings = [
        {"label": label, "rows": [row for row in kept if row["relative"].trust in levels]}
        for label, levels in _RINGS
    ]
    return [ring for ring in rings if ring["rows"]]


def is_support(row: RelatedPerson) -> bool:
    """Whether somebody belongs into the map of support."""
    hurts = row.safety == RelativeSafety.UNSAFE or row.involved is True
    return not hurts and bool(row.trust or row.supports_with)


def trusted_people(case: Case) -> int:
    """How many people around are trusted, and neither unsafe nor involved."""
    near = case.person.related_people.filter(trust__gte=TRUSTED).exclude(safety=RelativeSafety.UNSAFE)
    return near.exclude(involved=True).count()


def child_facts(case: Case, today: date) -> dict[str, Any] | None:
    """Who decides for a minor and what is missing (R-16); None for an adult."""
    if not case.person.is_minor_on(today):
        return None
    words = {
        "guardian": _("A verified guardian without conflict of interest, or the authority"),
        "actor": _("The child-protection authority in charge"),
        "best_interest": _("A note on what is best for the child"),
    }
    decides = GivenBy(who_decides(guardians_of(case.person)))
    return {
        "decides": decides.label,
        "by_authority": decides == GivenBy.COURT,
        "missing": [words[code] for code in missing_for(case, today)],
        "row": ChildProtection.objects.filter(case=case).first(),
    }


def _conflict(row: RelatedPerson) -> str:
    if not row.is_guardian:
        return ""
    if row.involved or row.conflict_of_interest:
        return "conflict"
    return "" if row.conflict_of_interest is False else "unknown"
