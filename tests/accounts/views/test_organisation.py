"""The organisation's settings page."""

from collections.abc import Callable

import pytest
from django.test import Client

from renate.accounts.models import Membership
from renate.tenancy import scope
from renate.tenancy.models import OrganisationSettings

ADDRESS = "/settings/organisation/"
VALUES = {
    "transition_after_months": 3,
    "reintegration_after_months": 12,
    "programme_months": 36,
    "caseload_warning": 20,
    "idle_minutes": 15,
    "suppression_threshold": 5,
    "closure_needs_approval": "on",
}


@pytest.fixture
def browser(admin: Membership, as_member: Callable[[Membership], Client]) -> Client:
    return as_member(admin)


def _settings(member: Membership) -> OrganisationSettings:
    with scope.enter(organisation=member.organisation_id):
        return OrganisationSettings.objects.get()


def test_settings_are_changed_in_ones_own_organisation_only(
    browser: Client, admin: Membership, stranger: Membership
) -> None:
    answer = browser.post(ADDRESS, {**VALUES, "suppression_threshold": 8, "require_second_factor": "on"})

    assert answer.status_code == 302
    assert (_settings(admin).suppression_threshold, _settings(admin).require_second_factor) == (8, True)
    assert (_settings(stranger).suppression_threshold, _settings(stranger).require_second_factor) == (
        5,
        False,
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [({"suppression_threshold": 4}, "suppression_threshold"), ({"programme_months": 12}, "programme_months")],
)
def test_what_the_rules_forbid_is_said_beside_the_field(
    browser: Client, admin: Membership, change: dict[str, int], field: str
) -> None:
    answer = browser.post(ADDRESS, {**VALUES, **change})

    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert _settings(admin).programme_months == 36


def test_the_settings_page_is_not_there_for_others(
    coordinator: Membership, as_member: Callable[[Membership], Client]
) -> None:
    assert as_member(coordinator).get(ADDRESS).status_code == 404
