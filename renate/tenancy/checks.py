"""System checks: what every tenant model must be, so that the walls hold by construction."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import models

from renate.tenancy.fields import OrganisationKey, TenantForeignKey, TenantOneToOneField
from renate.tenancy.models import TenantModel


def is_tenant(model: type[models.Model]) -> bool:
    """Whether rows of `model` belong to an organisation."""
    return issubclass(model, TenantModel)


def problems_of(model: type[models.Model]) -> list[str]:
    """What of a tenant model would let something through; empty for a sound one."""
    found = []
    if model._meta.base_manager_name != "objects":
        found.append("Meta must extend TenantModel.Meta (base_manager_name)")
    for field in model._meta.local_fields:
        if not isinstance(field, models.ForeignKey) or isinstance(field, OrganisationKey):
            continue
        target = field.remote_field.model
        if is_tenant(target) != isinstance(field, TenantForeignKey):
            found.append(f"{field.name}: TenantForeignKey to tenant rows, ForeignKey to others")
        elif not is_tenant(target) and not field.remote_field.hidden and not _of_guardian(field):
            found.append(f'{field.name}: related_name="+", or others could join into tenant rows')
    if model._meta.local_many_to_many:
        found.append("no many-to-many between tenant rows: use a row model")
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and not _leads_with_organisation(constraint):
            found.append(f"{constraint.name}: unique constraints begin with the organisation")
    found += [f"{f.name}: unique on its own" for f in model._meta.local_fields if _unique_alone(f)]
    return found


def _of_guardian(field: models.ForeignKey) -> bool:
    return field.name in {"user", "group", "permission", "content_object"} and hasattr(
        field.model, "content_object"
    )


def _unique_alone(field: models.Field) -> bool:
    return field.unique and not field.primary_key and not isinstance(field, TenantOneToOneField)


def _leads_with_organisation(constraint: models.UniqueConstraint) -> bool:
    if constraint.fields:
        return constraint.fields[0] == "organisation"
    first = constraint.expressions[0]
    return getattr(first, "name", "") == "organisation"


def check_tenant_models(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every tenant model is scoped, keyed by organisation and closed to joins from outside."""
    return [
        Error(problem, obj=model, id="renate.E001")
        for model in apps.get_models()
        if is_tenant(model)
        for problem in problems_of(model)
    ]
