"""An organisation is opened whole: entry, settings, keys, roles; and decides some things for itself."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from renate.accounts import operations
from renate.accounts.models import Membership, OrganisationGroupGrant
from renate.accounts.operations.settings import SettingsError, change_settings
from renate.tenancy import scope
from renate.tenancy.models import Organisation, OrganisationKeyring, OrganisationSettings


def test_an_organisation_is_opened_whole(db: None) -> None:
    organisation = operations.open_organisation(name="New House", short_name="New", country="XK")

    with scope.enter(organisation=organisation):
        row = organisation.settings()
        assert OrganisationKeyring.objects.count() == 2
        assert OrganisationGroupGrant.objects.exists()
    assert (row.transition_after_months, row.reintegration_after_months, row.programme_months) == (3, 12, 36)


def test_an_organisation_that_can_not_be_opened_leaves_nothing(db: None) -> None:
    with pytest.raises(ValidationError):
        operations.open_organisation(name="New House", short_name="New", country="Albania")

    with scope.enter(platform=True):
        assert not Organisation.objects.filter(name="New House").exists()


def test_an_organisation_has_one_row_of_settings(inside: Membership) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationSettings.objects.create()


def test_the_administrator_changes_the_settings(admin: Membership) -> None:
    with scope.enter(organisation=admin.organisation, user=admin.user):
        row = change_settings(by=admin, programme_months=48, suppression_threshold=11)

    assert (row.programme_months, row.suppression_threshold) == (48, 11)


def test_the_threshold_never_goes_below_five(admin: Membership) -> None:
    with scope.enter(organisation=admin.organisation), pytest.raises(SettingsError):
        change_settings(by=admin, suppression_threshold=4)


def test_the_database_too_keeps_the_threshold_at_five(inside: Membership) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationSettings.objects.update(suppression_threshold=1)


@pytest.mark.parametrize("months", [(0, 12, 36), (12, 12, 36), (3, 40, 36)])
def test_the_boundaries_of_phases_stay_in_order(admin: Membership, months: tuple[int, int, int]) -> None:
    names = ("transition_after_months", "reintegration_after_months", "programme_months")

    with scope.enter(organisation=admin.organisation), pytest.raises(SettingsError):
        change_settings(by=admin, **dict(zip(names, months, strict=True)))


def test_nobody_else_changes_the_settings(inside: Membership) -> None:
    with pytest.raises(SettingsError):
        change_settings(by=inside, programme_months=48)
