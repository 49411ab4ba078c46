"""The left navigation follows what a member may do."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.pages.navigation import NAVIGATION, navigation_for
from renate.tenancy import scope

EXPECTED = {
    Role.CASE_MANAGER: [
        "My day", "Cases", "Shelters", "Activities", "Referrals", "Approvals", "Partners", "Directory",
        "Employers", "Cooperation",
    ],
    Role.COORDINATOR: [
        "My day", "Caseload", "Cases", "Shelters", "Referrals", "Approvals", "Reports", "Partners",
        "Directory", "Cooperation", "Hand over", "Emergency access", "Rights of persons",
    ],
    Role.SHELTER_STAFF: ["Shelters"],
    Role.OFFICER: ["Reports", "Grants", "Cooperation"],
    Role.DPO: ["Reports", "Emergency access", "Rights of persons", "Audit log"],
    Role.ADMIN: ["Members", "Settings", "Operations", "Services", "Consent texts", "Keeping of files"],
}  # fmt: skip


def _labels(member: Membership, path: str = "/") -> list[str]:
    with scope.enter(organisation=member.organisation_id, user=member.user_id):
        return [link.label for group in navigation_for(member, path) for link in group.links]


@pytest.mark.parametrize("role", EXPECTED)
def test_each_role_sees_the_places_of_its_work(role: Role, cast: Callable[..., Membership]) -> None:
    assert _labels(cast(role)) == EXPECTED[role]


def test_the_secretariat_sees_reports_only(secretary: Membership) -> None:
    assert _labels(secretary) == ["Reports"]


def test_nobody_in_particular_sees_no_navigation(former_worker: Membership) -> None:
    assert navigation_for(None, "/") == []
    assert _labels(former_worker) == []


def test_the_place_one_is_at_is_marked(inside: Membership) -> None:
    groups = navigation_for(inside, "/cases/7q2km4/plan/")

    assert [link.label for group in groups for link in group.links if link.active] == ["Cases"]


def test_every_entry_leads_somewhere() -> None:
    for group in NAVIGATION:
        for entry in group.entries:
            assert reverse(entry.url_name).startswith(entry.prefix or "/")
