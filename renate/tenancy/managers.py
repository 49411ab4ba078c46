"""Wall 1: queries see the organisation in scope, and raise where there is none.

The condition holds an expression that reads the scope when SQL is compiled, not when the query is written,
so a queryset built outside and used inside (or the other way round) can't carry the wrong organisation.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.expressions import Expression

from renate.tenancy import scope
from renate.tenancy.relations import ChainedFilter, crossed


class CurrentOrganisation(Expression):
    """The id of the organisation in scope at the moment the SQL is compiled."""

    def __init__(self) -> None:
        super().__init__(output_field=models.BigIntegerField())

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [scope.organisation_id()]


class CurrentUser(Expression):
    """The id of the person in scope, likewise."""

    def __init__(self) -> None:
        super().__init__(output_field=models.BigIntegerField())

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [scope.current().user_id]


def claim(instance: models.Model) -> None:
    """Put a new row into the organisation in scope, or refuse a row of another one."""
    here = scope.organisation_id()
    if instance.organisation_id is None:  # type: ignore[attr-defined]
        instance.organisation_id = here  # type: ignore[attr-defined]
    if instance.organisation_id != here:  # type: ignore[attr-defined]
        raise scope.ScopeError("the row belongs to another organisation")


class TenantQuerySet(models.QuerySet):
    """A queryset whose writes stay in the organisation, and whose filters mean one row of a relation."""

    _crossed: frozenset[str] = frozenset()

    def _filter_or_exclude_inplace(self, negate: bool, args: Any, kwargs: Any) -> None:
        if not negate:
            self._cross(crossed(self.model, args, kwargs))
        super()._filter_or_exclude_inplace(negate, args, kwargs)  # type: ignore[misc]

    def __and__(self, other: Any) -> Any:
        both = super().__and__(other)
        both._crossed = self._crossed
        both._cross(getattr(other, "_crossed", frozenset()))
        return both

    def _cross(self, relations: frozenset[str]) -> None:
        if again := self._crossed & relations:
            raise ChainedFilter(f"{', '.join(sorted(again))}: a second filter could mean another row")
        self._crossed |= relations

    def _clone(self) -> Any:
        clone = super()._clone()  # type: ignore[misc]
        clone._crossed = self._crossed
        return clone

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        for row in rows:
            row.claim()
        return super().bulk_create(rows, *args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        if {"organisation", "organisation_id"} & set(kwargs):
            raise scope.ScopeError("rows don't change their organisation")
        return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]


class TenantManager(models.Manager.from_queryset(TenantQuerySet)):  # type: ignore[misc]
    """The manager of every tenant model, and its base manager too (forward keys, refresh, update)."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(organisation_id=CurrentOrganisation())
