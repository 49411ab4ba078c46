"""Lookups that go to many rows: two filters in a row over the same relation need not mean the same row.

`filter(team__membership=m).filter(team__kind="cover")` finds cases where m is on the team and anybody covers.
In a check of permissions that lets a stranger in (a leak of a system like ours began so), so it is refused.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models


class ChainedFilter(TypeError):
    """A second filter over a relation to many rows: say both in one, or ask with Exists."""


def crossed(model: type[models.Model], args: tuple[Any, ...], kwargs: dict[str, Any]) -> frozenset[str]:
    """The relations to many rows over which the conditions go."""
    return frozenset(
        relation for lookup in (*kwargs, *_lookups(args)) for relation in _many_along(model, lookup)
    )


def _lookups(conditions: Any) -> Iterator[str]:
    for condition in conditions:
        if isinstance(condition, models.Q):
            yield from _lookups(condition.children)
        elif isinstance(condition, tuple):
            yield condition[0]


@cache
def _many_along(model: type[models.Model], lookup: str) -> tuple[str, ...]:
    found, way = [], ""
    for part in lookup.split("__"):
        try:
            field: Any = model._meta.get_field(part)
        except FieldDoesNotExist:
            break
        way = f"{way}__{part}" if way else part
        if field.one_to_many or field.many_to_many:
            found.append(way)
        if field.related_model is None or field.related_model == "self":
            break
        model = field.related_model
    return tuple(found)
