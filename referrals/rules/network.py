"""How many persons the network knows, without knowing who they are (domain 2.9, Network totals)."""

from __future__ import annotations

from collections.abc import Collection, Iterable


def distinct_people(marks: Iterable[Collection[str]]) -> int:
    """Persons behind these entries: one entry a person and organisation, with the marks that it bears.

    Entries that share a mark are one person, also by way of a third: A and B share one, B and C another.
    An entry without a mark was never handed over, and is a person of its own.
    """
    count = 0
    groups: dict[str, int] = {}
    parent: list[int] = []
    for bears in marks:
        if not bears:
            count += 1
            continue
        own = len(parent)
        parent.append(own)
        for mark in bears:
            parent[_root(parent, groups.setdefault(mark, own))] = own
    return count + sum(1 for number, above in enumerate(parent) if number == above)


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number
