"""Which tenant models there are, and in which order rows of them can be made."""

from collections.abc import Iterable
from functools import cache

from django.apps import apps
from django.db import models

from cases.models import Case, CaseGroupObjectPermission, CaseUserObjectPermission, Person
from renate.accounts.models import Membership, OrganisationGroupGrant, OrganisationUserGrant
from renate.reports.models import ReportIssue
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import OrganisationKeyring, OrganisationSettings, TenantModel

# Made by opening an organisation, by giving somebody a seat, by issuing a report, or by the hand-over itself.
NOT_FILLED: set[type] = {
    OrganisationSettings, OrganisationKeyring, OrganisationGroupGrant, OrganisationUserGrant, Membership,
    CaseUserObjectPermission, CaseGroupObjectPermission, Person, Case, ReportIssue,
}  # fmt: skip
HANDED_OVER = {"ReferralPackage", "PackageReading", "PackageMessage", "PersonRequest"}


@cache
def tenant_models() -> tuple[type[TenantModel], ...]:
    """Every installed model whose rows belong to an organisation; not those that only tests have."""
    return tuple(
        model
        for model in apps.get_models()
        if issubclass(model, TenantModel) and model._meta.app_label != "specimens"
    )


def _needs(model: type[models.Model]) -> set[type]:
    """Rows that must be there before one of `model` can be."""
    return {
        field.related_model
        for field in model._meta.local_fields
        if isinstance(field, TenantForeignKey) and not field.null and field.related_model is not model
    }


def _in_order(wanted: Iterable[type], there: set[type]) -> list[type]:
    waiting, order = list(wanted), []
    while waiting:
        ready = [model for model in waiting if _needs(model) <= there]
        assert ready, f"rows of {waiting} hang on rows that nobody makes"
        order += ready
        there = there | set(ready)
        waiting = [model for model in waiting if model not in there]
    return order


def _hangs_on_case(model: type) -> bool:
    return any(
        target in (Case, Person) or _hangs_on_case(target)
        for target in _needs(model) | ({Case} if _may_have_case(model) else set())
    )


def _may_have_case(model: type) -> bool:
    return any(field.name == "case" for field in model._meta.local_fields)


def _filled() -> list[type]:
    return [
        model
        for model in tenant_models()
        if model not in NOT_FILLED and not any(name in model.__name__ for name in HANDED_OVER)
    ]


@cache
def models_of_the_house() -> tuple[type, ...]:
    """Filled once an organisation."""
    return tuple(_in_order([m for m in _filled() if not _hangs_on_case(m)], {Membership}))


@cache
def models_of_a_file() -> tuple[type, ...]:
    """Filled once a file, after its person and case."""
    there = {Membership, Person, Case, *models_of_the_house()}
    return tuple(_in_order([m for m in _filled() if _hangs_on_case(m)], there))
