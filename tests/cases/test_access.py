"""Who may see which case (domain 7): each wall's second part, the object."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from guardian.shortcuts import get_users_with_perms

from cases.access import may_open, shows_name, visible_cases
from cases.codes import Confidentiality
from cases.models import CaseGroupObjectPermission, CaseTeamMember, CaseUserObjectPermission
from cases.operations import add_team_member, end_team_member, tidy_ended_grants
from renate.accounts.operations import role_group
from renate.accounts.roles import Role
from renate.kit import clock
from renate.tenancy import scope
from tests.factories.cases import CaseFactory, TeamMemberFactory

TODAY = date(2026, 11, 22)


@pytest.fixture
def case(inside):
    return CaseFactory(case_manager=inside)


def test_case_manager_sees_own_case_and_no_other(inside, cast, case):
    colleague = cast(Role.CASE_MANAGER)
    CaseFactory(case_manager=colleague)

    assert list(visible_cases(inside)) == [case]


def test_coordinator_sees_all_but_sealed_cases(cast, coordinator, case):
    CaseFactory(case_manager=cast(Role.CASE_MANAGER), confidentiality=Confidentiality.SEALED)

    assert list(visible_cases(coordinator)) == [case]


def test_sealed_case_is_seen_by_its_manager_and_by_a_named_member(inside, coordinator, case):
    case.confidentiality = Confidentiality.SEALED
    case.save()

    assert may_open(inside, case)
    assert not may_open(coordinator, case)
    add_team_member(by=coordinator, on=clock.today(), case=case, membership=coordinator)
    assert may_open(coordinator, case)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMIN, Role.DPO])
def test_role_without_cases_sees_none_even_with_a_grant(cast, case, role):
    member = cast(role)
    TeamMemberFactory(case=case, membership=member)

    assert not visible_cases(member).exists()


def test_secretariat_sees_no_case(secretary, case):
    with scope.enter(organisation=secretary.organisation_id, user=secretary.user_id):
        assert not visible_cases(secretary).exists()


def test_stranger_sees_no_case_of_ours(case, stranger):
    with scope.enter(organisation=stranger.organisation_id, user=stranger.user_id):
        own = CaseFactory(case_manager=stranger)

        assert list(visible_cases(stranger)) == [own]


def test_former_worker_sees_nothing(former_worker, inside):
    CaseFactory(case_manager=former_worker)

    assert not visible_cases(former_worker).exists()


@time_machine.travel("2026-11-22 10:00")
def test_team_member_sees_the_case_from_the_first_to_the_last_day(cast, coordinator, case):
    deputy = cast(Role.DEPUTY)
    last = TODAY + timedelta(days=10)

    add_team_member(by=coordinator, on=TODAY + timedelta(days=1), case=case, membership=deputy, to_on=last)

    assert not may_open(deputy, case)
    with time_machine.travel("2026-11-23 10:00"):
        assert may_open(deputy, case)
    with time_machine.travel("2026-12-02 10:00"):
        assert may_open(deputy, case)
    with time_machine.travel("2026-12-03 10:00"):
        assert not may_open(deputy, case)


def test_team_row_without_its_grant_opens_nothing(cast, case):
    deputy = cast(Role.DEPUTY)
    CaseTeamMember.objects.create(case=case, membership=deputy, from_on=TODAY - timedelta(days=900))

    assert not may_open(deputy, case)


def test_member_taken_off_loses_the_case_and_the_grant_at_once(cast, coordinator, case):
    member = TeamMemberFactory(case=case, membership=cast(Role.DEPUTY))

    end_team_member(by=coordinator, on=clock.today(), member=member)

    assert not may_open(member.membership, case)
    assert not CaseUserObjectPermission.objects.filter(content_object=case).exists()


def test_grant_to_a_group_opens_the_case(organisation, psychologist, case):
    assert not may_open(psychologist, case)
    CaseGroupObjectPermission.objects.create(
        content_object=case,
        group=role_group(organisation, Role.PSYCHOLOGIST),
        permission=Permission.objects.get(codename="work_case"),
    )

    assert may_open(psychologist, case)


def test_guardian_reads_the_same_grants(cast, case):
    member = TeamMemberFactory(case=case, membership=cast(Role.DEPUTY))

    assert list(get_users_with_perms(case)) == [member.membership.user]


def test_tidying_removes_grants_whose_row_ended_and_no_other(cast, case):
    standing = TeamMemberFactory(case=case, membership=cast(Role.DEPUTY))
    TeamMemberFactory(case=case, membership=cast(Role.LEGAL), to_on=clock.today() - timedelta(days=1))

    assert tidy_ended_grants() == 1
    assert [grant.user_id for grant in CaseUserObjectPermission.objects.all()] == [
        standing.membership.user_id
    ]


def test_visible_cases_is_one_query(inside, case, django_assert_num_queries):
    list(visible_cases(inside))  # the acts of the member are asked once per request

    with django_assert_num_queries(1):
        assert list(visible_cases(inside)) == [case]


@pytest.mark.parametrize(("role", "named"), [(Role.CASE_MANAGER, True), (Role.SHELTER_STAFF, True)])
def test_name_is_shown_where_section_a_permits(cast, role, named):
    assert shows_name(cast(role)) is named
