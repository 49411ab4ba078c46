"""What a member may do is a permission on the organisation, held by the group of the role."""

import pytest

from renate.accounts.access import acts_of, can, section_access
from renate.accounts.models import Membership, OrganisationGroupGrant, OrganisationUserGrant
from renate.accounts.operations.organisations import grant_roles
from renate.accounts.roles import ACTS, Access, Act, Role, Section
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories.accounts import MembershipFactory


@pytest.mark.parametrize("role", Role.values)
def test_a_member_may_do_what_the_role_grants_and_nothing_else(organisation: Organisation, role: str) -> None:
    with scope.enter(organisation=organisation):
        member = MembershipFactory(role=role)

        assert acts_of(member) == ACTS[role]


def test_nobody_may_do_anything_without_a_seat() -> None:
    assert not can(None, Act.WORK_CASES)


def test_a_former_member_may_do_nothing(former_worker: Membership) -> None:
    with scope.enter(organisation=former_worker.organisation_id):
        assert acts_of(former_worker) == frozenset()
        assert section_access(former_worker, Section.PLAN) == Access.NONE


def test_a_person_who_left_is_powerless_even_with_the_group_still_theirs(inside: Membership) -> None:
    inside.is_active = False

    assert not can(inside, Act.WORK_CASES)


def test_a_disabled_account_is_powerless(inside: Membership) -> None:
    inside.user.is_active = False

    assert not can(inside, Act.WORK_CASES)


def test_the_right_comes_from_the_grant_and_goes_with_it(inside: Membership) -> None:
    OrganisationGroupGrant.objects.filter(permission__codename=Act.WORK_CASES).delete()

    assert not can(inside, Act.WORK_CASES)
    assert can(inside, Act.OPEN_INTAKE)


def test_an_act_granted_to_one_person_is_theirs_alone(inside: Membership) -> None:
    colleague = MembershipFactory()
    permission = (
        OrganisationGroupGrant.objects.filter(permission__codename=Act.APPROVE_CLOSURE).first().permission
    )
    OrganisationUserGrant.objects.create(
        user=inside.user, permission=permission, content_object=inside.organisation
    )

    assert can(inside, Act.APPROVE_CLOSURE)
    assert not can(colleague, Act.APPROVE_CLOSURE)


def test_a_role_in_one_organisation_is_worth_nothing_in_another(
    worker: Membership, other_organisation: Organisation
) -> None:
    with scope.enter(organisation=other_organisation):
        seat = MembershipFactory(user=worker.user, role=Role.SHELTER_STAFF)

        assert acts_of(seat) == ACTS[Role.SHELTER_STAFF]


def test_granting_the_table_again_changes_nothing(organisation: Organisation) -> None:
    with scope.enter(organisation=organisation):
        before = OrganisationGroupGrant.objects.count()
        grant_roles(organisation)

        assert OrganisationGroupGrant.objects.count() == before == sum(len(acts) for acts in ACTS.values())


def test_members_with_an_act_are_the_active_ones_of_its_roles(
    organisation: Organisation, coordinator: Membership, worker: Membership, former_worker: Membership
) -> None:
    with scope.enter(organisation=organisation):
        MembershipFactory(role=Role.COORDINATOR, is_active=False)

        assert list(Membership.objects.with_act(Act.ASSIGN_CASE)) == [coordinator]


def test_acts_are_asked_once_however_often_one_asks(
    inside: Membership, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(4):
        for act in Act:
            can(inside, act)
    with django_assert_max_num_queries(0):
        can(inside, Act.WORK_CASES)
