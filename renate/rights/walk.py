"""Every row about one person, found through the keys of the models: a new model is found by itself."""

from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db import models

from cases.models import Case, Person
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


@cache
def models_of_a_person() -> dict[type[TenantModel], tuple[str, ...]]:
    """Models whose rows hang on a person, with every way that leads from a row to the person."""
    found: dict[type[TenantModel], tuple[str, ...]] = {Person: ("pk",)}
    tenant_models = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    grown = True
    while grown:
        ways = {model: _ways(model, found) for model in tenant_models if model is not Person}
        reached = {Person: ("pk",), **{model: way for model, way in ways.items() if way}}
        grown = reached.keys() != found.keys()
        found = reached
    return found


def _ways(model: type[TenantModel], found: dict[type[TenantModel], tuple[str, ...]]) -> tuple[str, ...]:
    """Over the keys of a row that lead on, without going round in a circle."""
    ways = []
    for field in model._meta.local_fields:
        target = field.related_model if isinstance(field, TenantForeignKey) else None
        if target is Person:
            ways.append(field.name)
        elif target is Case and model is not Case:
            ways.append(f"{field.name}__person")
        elif target in found and target not in (model, Person, Case) and not field.null:
            ways += [f"{field.name}__{way}" for way in found[target] if way != "pk"]  # type: ignore[index]
    return tuple(dict.fromkeys(ways))


def rows_of(person: Person) -> Iterator[tuple[type[TenantModel], models.QuerySet]]:
    """The rows about a person, model by model; of a row that two organisations see, one's own only."""
    for model, ways in models_of_a_person().items():
        about = models.Q(*[(way, person.pk) for way in ways], _connector=models.Q.OR)
        own = model._base_manager.filter(organisation_id=person.organisation_id)
        yield model, own.filter(about).distinct() if len(ways) > 1 else own.filter(about)
