"""Models that would let something through are refused when the product starts."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from renate.accounts.models import GroupGrant
from renate.tenancy.checks import check_tenant_models, problems_of
from renate.tenancy.models import Organisation, TenantModel
from tests.tenancy.specimens import ALL, Paper


class PlainKey(TenantModel):
    """Hangs on a tenant row by a plain key: SQL would let it hang on a foreign one."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="+")

    class Meta(TenantModel.Meta):
        app_label = "specimens"

    def __str__(self) -> str:
        return ""


class OpenJoin(TenantModel):
    """Can be joined into from accounts, where no organisation narrows the query."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="specimens_of")

    class Meta(TenantModel.Meta):
        app_label = "specimens"

    def __str__(self) -> str:
        return ""


class Telltale(TenantModel):
    """Unique across organisations: a second row would tell of the first."""

    number = models.CharField(max_length=9, unique=True)

    class Meta(TenantModel.Meta):
        app_label = "specimens"
        constraints = [models.UniqueConstraint(fields=["number"], name="specimens_telltale")]

    def __str__(self) -> str:
        return ""


class Loose(TenantModel):
    """Forgets to take Meta along, and with it the manager that relations use."""

    class Meta:
        app_label = "specimens"

    def __str__(self) -> str:
        return ""


BROKEN = {
    PlainKey: "paper: TenantForeignKey",
    OpenJoin: "owner: related_name",
    Telltale: "number: unique on its own",
    Loose: "Meta must extend",
}


@pytest.mark.parametrize(
    ("model", "problem"), BROKEN.items(), ids=lambda given: getattr(given, "__name__", "")
)
def test_a_model_that_would_leak_is_refused(model: type[models.Model], problem: str) -> None:
    assert any(found.startswith(problem) for found in problems_of(model))


def test_a_constraint_that_does_not_begin_with_the_organisation_is_refused() -> None:
    assert "specimens_telltale: unique constraints begin with the organisation" in problems_of(Telltale)


@pytest.mark.parametrize("model", ALL, ids=lambda model: model.__name__)
def test_a_sound_model_is_not(model: type[models.Model]) -> None:
    assert problems_of(model) == []


def test_no_model_of_the_product_has_a_problem() -> None:
    assert check_tenant_models() == []


def test_every_row_that_names_an_organisation_as_its_owner_is_a_tenant_row() -> None:
    loose = [
        model._meta.label
        for model in apps.get_models()
        if any(type(field).__name__ == "OrganisationKey" for field in model._meta.local_fields)
        and not issubclass(model, TenantModel)
    ]

    assert loose == []


def test_grants_are_tenant_rows() -> None:
    grants = [model for model in apps.get_models() if hasattr(model, "content_object")]

    assert all(
        issubclass(model, TenantModel) for model in grants if model.__module__.partition(".")[0] != "guardian"
    )
    assert issubclass(GroupGrant, TenantModel)
