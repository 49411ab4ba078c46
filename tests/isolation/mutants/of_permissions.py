"""Wall 2: acts, sections, cases in reach, packages, and who has a seat."""

from django.contrib.sessions.backends.db import SessionStore

from cases.access import visible_cases
from cases.models import Case, CaseTeamMember
from renate.accounts.access import acts_of, section_access
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Role, Section
from renate.kit import clock
from renate.tenancy import scope
from renate.tenancy.models import Organisation, OrganisationSettings
from shelters.models import Shelter
from tests.isolation.matrix.table import Relation
from tests.isolation.mutants.asking import asks, status_of
from tests.isolation.mutants.engine import Mutant, Swap
from tests.isolation.world import World
from tests.isolation.world.files import grant
from tests.isolation.world.houses import inside

_ACCESS, _CASES, _SESSIONS = "renate.accounts.access", "cases.access", "renate.accounts.sessions"
_GATE, _SEATS = "cases.decorators:_open", "renate.accounts.middleware:ScopeMiddleware._take_seat"


def _yes(*asked: object) -> bool:
    return True


def _seat(world: World, role: str) -> Membership:
    """The membership anew, without what it remembers of its acts."""
    with inside(world.here):
        return Membership.objects.select_related("user", "organisation").get(
            pk=world.here.actors[role].membership.pk
        )


def roles_without_files_see_none(world: World) -> None:
    for role in (Role.OFFICER, Role.ADMIN, Role.DPO, Role.SECRETARIAT):
        with inside(world.here):
            assert not visible_cases(_seat(world, role)).exists()


def _sees(world: World, member: Membership, case: Case) -> bool:
    with inside(world.here):
        return visible_cases(member).filter(pk=case.pk).exists()


def a_switched_off_member_sees_and_does_nothing(world: World) -> None:
    member = _seat(world, Role.COORDINATOR)
    member.is_active = False
    with inside(world.here):
        assert not acts_of(member)
        assert section_access(member, Section.PLAN) == Access.NONE
    assert not _sees(world, member, world.here.own_files[Role.COORDINATOR].case)


def a_team_row_needs_a_grant(world: World) -> None:
    member, case = _seat(world, Role.DEPUTY), world.here.files["left"].case
    with inside(world.here):
        worker = _seat(world, Role.HEALTH)
        CaseTeamMember.objects.filter(case=case).delete()
        case.user_grants.filter(user=member.user).delete()
        CaseTeamMember.objects.create(case=case, membership=member, from_on=clock.today())
        grant(case, worker)
    assert not _sees(world, member, case)


def a_grant_needs_a_standing_team_row(world: World) -> None:
    for name in ("left", "grant"):
        assert not _sees(world, _seat(world, Role.DEPUTY), world.here.files[name].case)


def a_grant_to_a_group_is_for_its_members(world: World) -> None:
    member = _seat(world, Role.DEPUTY)
    member.user.groups.clear()
    assert not _sees(world, member, world.here.files["group"].case)


def a_foreign_file_is_not_seen_without_other_walls(world: World) -> None:
    member = _seat(world, Role.COORDINATOR)
    with inside(world.here):
        assert '"cases_case"."organisation_id" = %s' in visible_cases(member).query.sql_with_params()[0]


def a_role_s_section_is_the_table_s(world: World) -> None:
    with inside(world.here):
        assert section_access(_seat(world, Role.OFFICER), Section.IDENTITY) == Access.NONE
        assert section_access(_seat(world, Role.DEPUTY), Section.EXPERIENCE) == Access.LIMITED


def notes_of_closed_sections_are_not_read(world: World) -> None:
    from cases.access import readable_note_sections, writable_note_sections

    assert Section.PSYCHOLOGY not in readable_note_sections(_seat(world, Role.DEPUTY))
    assert Section.PSYCHOLOGY not in writable_note_sections(_seat(world, Role.DEPUTY))


def a_session_can_not_choose_a_foreign_organisation(world: World) -> None:
    actor = world.here.actors[Role.COORDINATOR]
    # A page of a row there, and one that asks for nothing but a seat.
    for address in (f"/shelters/{world.there.rows[Shelter].public_id}/", "/approvals/"):
        session = SessionStore(session_key=actor.cookie)
        session["organisation"] = world.there.organisation.pk
        session.save()

        assert status_of(actor.cookie, address) == 404


def members_of_a_closed_organisation_are_out(world: World) -> None:
    with scope.enter(platform=True):
        Organisation.objects.filter(pk=world.here.organisation.pk).update(is_active=False)

    assert status_of(world.here.actors[Role.COORDINATOR].cookie, "/shelters/") == 404


def a_second_step_is_asked_for(world: World) -> None:
    with inside(world.here):
        OrganisationSettings.objects.update(require_second_factor=True)

    assert status_of(world.here.actors[Role.COORDINATOR].cookie, "/shelters/") == 302


MUTANTS = [
    Swap("renate.accounts.decorators:can", _yes, asks("accounts:member_list", Role.OFFICER, Relation.NONE)),
    Swap("cases.decorators:can", _yes, asks("cases:case_assign", Role.DEPUTY)),
    Swap("renate.api.permissions:can", _yes, asks("v1:report_list", Role.DEPUTY, Relation.NONE)),
    Mutant(
        f"{_ACCESS}:acts_of",
        "if not membership.is_active:",
        "if False:",
        a_switched_off_member_sees_and_does_nothing,
    ),
    Mutant(
        f"{_ACCESS}:can",
        "str(act) in acts_of(membership)",
        "True",
        asks("shelters:shelter_add", Role.DEPUTY, Relation.NONE),
    ),
    Mutant(
        f"{_ACCESS}:section_access",
        "if not membership.is_active:",
        "if False:",
        a_switched_off_member_sees_and_does_nothing,
    ),
    Mutant(
        "renate.accounts.roles:section_access",
        "SECTIONS[role][section]",
        "Access.WRITE",
        a_role_s_section_is_the_table_s,
    ),
    Mutant(
        _GATE,
        "visible_cases(membership).with_people()",
        "Case.objects.with_people()",
        asks("cases:identity", Role.DEPUTY, Relation.OTHER),
    ),
    Mutant(
        _GATE,
        "section_access(membership, section) < access or",
        "",
        asks("reintegration:factor_show", Role.SHELTER_STAFF),
    ),
    Mutant(
        _GATE,
        "section_access(membership, section) < access",
        "section_access(membership, section) == 0",
        asks("cases:identity_edit", Role.DEPUTY),
    ),
    Mutant(
        _GATE, "act is not None and not can(membership, act)", "False", asks("cases:case_assign", Role.DEPUTY)
    ),
    Mutant(
        f"{_CASES}:visible_cases",
        "not membership.is_active or",
        "",
        a_switched_off_member_sees_and_does_nothing,
    ),
    Mutant(
        f"{_CASES}:visible_cases",
        "or membership.role in ROLES_WITHOUT_CASES",
        "",
        roles_without_files_see_none,
    ),
    Mutant(
        f"{_CASES}:visible_cases",
        "~Q(confidentiality=Confidentiality.SEALED)",
        "Q(pk__gt=0)",
        asks("cases:team", Role.COORDINATOR, Relation.SEALED),
    ),
    Mutant(
        f"{_CASES}:visible_cases",
        "if can(membership, Act.SEE_CASELOAD):",
        "if True:",
        asks("cases:team", Role.DEPUTY, Relation.OTHER),
    ),
    Mutant(f"{_CASES}:visible_cases", "& Q(_on_team(membership))", "", a_grant_needs_a_standing_team_row),
    Mutant(f"{_CASES}:visible_cases", "Q(_granted_to(membership)) & ", "", a_team_row_needs_a_grant),
    Mutant(
        f"{_CASES}:visible_cases",
        ", organisation=membership.organisation_id",
        "",
        a_foreign_file_is_not_seen_without_other_walls,
    ),
    Mutant(f"{_CASES}:_granted_to", "user=membership.user_id, ", "", a_team_row_needs_a_grant),
    Mutant(
        f"{_CASES}:_granted_to_group_of",
        "group__user=membership.user_id, ",
        "",
        a_grant_to_a_group_is_for_its_members,
    ),
    Mutant(
        f"{_CASES}:_on_team",
        "team.filter(membership=membership, case",
        "CaseTeamMember.objects.filter(membership=membership, case",
        a_grant_needs_a_standing_team_row,
    ),
    Mutant(f"{_CASES}:_on_team", "membership=membership, ", "", a_grant_needs_a_standing_team_row),
    Mutant(
        f"{_CASES}:readable_note_sections",
        ">= Access.READ",
        ">= Access.NONE",
        notes_of_closed_sections_are_not_read,
    ),
    Mutant(
        f"{_CASES}:writable_note_sections",
        ">= Access.WRITE",
        ">= Access.NONE",
        notes_of_closed_sections_are_not_read,
    ),
    Mutant(f"{_SESSIONS}:_own_seats", ".active()", "", asks("pages:notice_list", "suspended", Relation.NONE)),
    Mutant(
        f"{_SESSIONS}:_own_seats",
        "seats.filter(organisation__is_active=True)",
        "seats",
        members_of_a_closed_organisation_are_out,
    ),
    Mutant(
        _SEATS,
        "if s.organisation_id == scope.organisation_id()",
        "",
        a_session_can_not_choose_a_foreign_organisation,
    ),
    Mutant(
        "renate.accounts.middleware:SecondFactorMiddleware._may_pass",
        "if not asked:",
        "if True:",
        a_second_step_is_asked_for,
    ),
    Mutant(
        "renate.api.permissions:IsMember.has_permission",
        "if request.membership is None:",
        "if False:",
        asks("api_schema", "suspended", Relation.NONE),
    ),
    Mutant(
        "renate.api.views.cases:open_file",
        "visible_cases(membership)",
        "Case.objects",
        asks("v1:case_read", Role.DEPUTY, Relation.OTHER),
    ),
    Mutant(
        "renate.api.views.cases:FileView.file",
        "section_access(self.membership, self.section) < self.access",
        "False",
        asks("v1:delivery_list", Role.LEGAL),
    ),
    Mutant(
        "renate.api.views.follow_ups:FollowUpView.visible",
        "filter(case__in=cases)",
        "all()",
        asks("v1:follow_up_read", Role.DEPUTY, Relation.OTHER),
    ),
    Mutant(
        "renate.api.views.follow_ups:FollowUpView.visible",
        "section_access(self.membership, Section.PLAN) < access",
        "False",
        asks("v1:follow_up_read", Role.LEGAL),
    ),
    Mutant(
        "renate.reports.access:visible_reports",
        "Report.objects.issued()",
        "Report.objects.all()",
        asks("reports:report_show", Role.DPO, Relation.DRAFT),
    ),
]
