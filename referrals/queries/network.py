"""The marks by which the network counts a person once (domain 2.9)."""

from __future__ import annotations

from collections.abc import Iterable

from referrals.models import Referral


def marks_of_persons(person_ids: Iterable[int] | None = None) -> dict[int, frozenset[str]]:
    """Person → the network's marks that the person bears here; only in the organisation in scope."""
    rows = Referral.objects.exclude(network_ref="").filter(case__isnull=False)
    if person_ids is not None:
        rows = rows.filter(case__person__in=list(person_ids))
    found: dict[int, set[str]] = {}
    for person_id, mark in rows.values_list("case__person_id", "network_ref"):
        found.setdefault(person_id, set()).add(mark)
    return {person_id: frozenset(marks) for person_id, marks in found.items()}
