"""Ways around the ordinary way to a file: emergencies, conflicts of interest, hand-over, cover, leaving."""

from datetime import timedelta

import pytest
import time_machine
from guardian.shortcuts import get_users_with_perms

from cases import operations
from cases.access import emergency_cases, may_open, visible_cases
from cases.codes import Confidentiality
from cases.models import Case, CaseTeamMember, HandOver
from cases.operations import ConflictError, EmergencyError, TeamError
from renate import audit
from renate.accounts import operations as accounts
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act, Role
from renate.kit import clock
from renate.notices.models import Notice
from renate.tenancy import scope
from tests.factories.cases import CaseFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db
WHY = "She stands at the door and says he has found her."


@pytest.fixture
def sealed(inside: Membership) -> Case:
    return CaseFactory(
        case_manager=inside, confidentiality=Confidentiality.SEALED, person__legal_name="Mirjeta Hoxha"
    )


def _break(by: Membership, case: Case, who: str = ""):
    return operations.open_in_emergency(by=by, who=who or case.person.case_code, reason=WHY)


class TestEmergency:
    def test_it_opens_one_file_for_reading_for_a_day_and_ends_by_itself(self, coordinator, sealed) -> None:
        other = CaseFactory(case_manager=sealed.case_manager, confidentiality=Confidentiality.SEALED)
        with time_machine.travel("2026-11-22 01:00Z", tick=False) as moment:
            _break(coordinator, sealed)
            assert list(emergency_cases(coordinator)) == [sealed] != [other]
            assert not may_open(coordinator, sealed)

            moment.shift(timedelta(hours=24, seconds=-1))
            assert list(emergency_cases(coordinator)) == [sealed]
            moment.shift(timedelta(seconds=1))
            assert list(emergency_cases(coordinator)) == []
            assert operations.tidy_ended_grants() == 1
        assert coordinator.user not in get_users_with_perms(sealed)

    def test_coordinators_directors_and_the_protection_officer_are_told_once(
        self, cast, coordinator, sealed
    ) -> None:
        told = {cast(Role.COORDINATOR).pk, cast(Role.DIRECTOR).pk, cast(Role.DPO).pk}
        cast(Role.PSYCHOLOGIST)

        access = _break(coordinator, sealed)

        notices = list(Notice.objects.filter(kind="emergency"))
        assert {notice.to_id for notice in notices} == told
        assert {notice.ref for notice in notices} == {access.public_id}
        assert [event.action for event in audit.own_events(ref=sealed.public_id)] == ["emergency.opened"]

    def test_the_name_serves_as_well_as_the_code(self, coordinator, sealed) -> None:
        assert _break(coordinator, sealed, who="mirjeta hoxha").case == sealed

    @pytest.mark.parametrize("role", [r for r in Role.values if r not in ("coordinator", "secretariat")])
    def test_other_roles_can_not(self, cast, sealed, role: str) -> None:
        with pytest.raises(EmergencyError, match="may not"):
            _break(cast(role), sealed)

    def test_it_needs_a_reason_one_file_and_one_that_is_closed_to_her(
        self, inside, coordinator, sealed, stranger
    ) -> None:
        with scope.enter(organisation=stranger.organisation_id):
            foreign = CaseFactory(case_manager=stranger)
        with pytest.raises(EmergencyError) as short:
            operations.open_in_emergency(by=coordinator, who=sealed.person.case_code, reason="urgent")
        with pytest.raises(EmergencyError) as unknown:
            _break(coordinator, sealed, who=foreign.person.case_code)
        with pytest.raises(EmergencyError, match="already"):
            _break(coordinator, CaseFactory(case_manager=inside))

        assert (short.value.field, unknown.value.field) == ("reason", "who")

    def test_who_opened_it_ends_it_sooner(self, coordinator, sealed, inside) -> None:
        access = _break(coordinator, sealed)
        with pytest.raises(EmergencyError):
            operations.end_emergency(by=inside, access=access)

        operations.end_emergency(by=coordinator, access=access)

        assert list(emergency_cases(coordinator)) == []
        assert coordinator.user not in get_users_with_perms(sealed)


class TestEmergencyPages:
    def test_pages_are_read_and_nothing_is_offered_or_changed(self, as_member, coordinator, worker) -> None:
        with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
            sealed = CaseFactory(case_manager=worker, confidentiality=Confidentiality.SEALED)
            code = sealed.person.case_code
        browser = as_member(coordinator)
        assert browser.get(f"/cases/{sealed.ref}/access/").status_code == 404

        missed = browser.post("/emergency/new/", {"who": "Nobody Atall", "reason": WHY})
        opened = browser.post("/emergency/new/", {"who": code, "reason": WHY})
        page = browser.get(opened["Location"]).content.decode()

        assert missed.status_code == 422
        assert "Emergency access: you may read" in page
        assert WHY in page
        assert f"/cases/{sealed.ref}/access/assign/" not in page
        for path in ("access/assign/", "access/seal/", "risk/new/", "closure/approve/"):
            assert browser.get(f"/cases/{sealed.ref}/{path}").status_code == 404
            assert browser.post(f"/cases/{sealed.ref}/{path}").status_code == 404
        assert code not in browser.get("/cases/").content.decode()
        assert browser.get(f"/api/v1/cases/{sealed.ref}/").status_code == 404

    def test_the_protection_officer_sees_it_on_the_audit_page(
        self, as_member, cast, coordinator, worker
    ) -> None:
        officer = cast(Role.DPO)
        with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
            sealed = CaseFactory(case_manager=worker, confidentiality=Confidentiality.SEALED)
            access = _break(coordinator, sealed)

        page = as_member(officer).get("/settings/audit/").content.decode()
        ended = as_member(officer).post(f"/emergency/{access.public_id}/end/")

        assert WHY in page
        assert ended.status_code == 302
        assert as_member(coordinator).get(f"/cases/{sealed.ref}/access/").status_code == 404


class TestConflict:
    def test_it_closes_every_way_to_every_file_of_the_person(self, inside, coordinator, cast) -> None:
        deputy = cast(Role.DEPUTY)
        case = CaseFactory(case_manager=inside)
        later = CaseFactory(case_manager=inside, person=case.person)
        TeamMemberFactory(case=case, membership=deputy)

        for member in (deputy, coordinator):
            operations.declare_conflict(
                by=coordinator, on=clock.today(), person=case.person, membership=member
            )

        assert visible_cases(deputy).count() == visible_cases(coordinator).count() == 0
        assert visible_cases(inside).count() == 2
        assert not CaseTeamMember.objects.filter(membership=deputy, to_on=None).exists()
        with pytest.raises(EmergencyError, match="No single file"):
            _break(coordinator, later)
        with pytest.raises(TeamError, match="conflict"):
            operations.add_team_member(by=inside, on=clock.today(), case=later, membership=deputy)

    def test_it_ends_an_emergency_access_at_once(self, coordinator, cast, sealed) -> None:
        _break(coordinator, sealed)

        operations.declare_conflict(
            by=coordinator, on=clock.today(), person=sealed.person, membership=coordinator
        )

        assert list(emergency_cases(coordinator)) == []

    def test_what_the_member_manages_goes_to_another_or_waits_with_the_coordinators(
        self, inside, coordinator, cast, sealed
    ) -> None:
        case, colleague = CaseFactory(case_manager=inside), cast(Role.CASE_MANAGER)
        with pytest.raises(ConflictError, match="sealed"):
            operations.declare_conflict(by=inside, on=clock.today(), person=sealed.person, membership=inside)

        operations.declare_conflict(by=inside, on=clock.today(), person=case.person, membership=inside)
        operations.declare_conflict(
            by=coordinator, on=clock.today(), person=sealed.person, membership=inside, hand_over_to=colleague
        )

        case.refresh_from_db()
        sealed.refresh_from_db()
        assert (case.case_manager, sealed.case_manager) == (None, colleague)
        assert Notice.objects.filter(to=coordinator, kind="handed_over", ref=case.ref).count() == 1

    def test_a_coordinator_declares_and_lifts_and_nobody_lifts_their_own(
        self, inside, coordinator, cast
    ) -> None:
        case, other = CaseFactory(case_manager=inside), cast(Role.COORDINATOR)
        with pytest.raises(ConflictError, match="yourself"):
            operations.declare_conflict(
                by=inside, on=clock.today(), person=case.person, membership=coordinator
            )
        conflict = operations.declare_conflict(
            by=coordinator, on=clock.today(), person=case.person, membership=coordinator
        )
        with pytest.raises(ConflictError):
            operations.lift_conflict(by=coordinator, conflict=conflict)

        operations.lift_conflict(by=other, conflict=conflict)

        assert may_open(coordinator, case)

    def test_declared_on_the_page_the_file_is_not_there_any_more(self, as_member, worker) -> None:
        with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
            case = CaseFactory(case_manager=worker)
        browser = as_member(worker)

        said = browser.post(
            f"/cases/{case.ref}/access/conflict/", {"membership": worker.pk, "note": "Cousin."}
        )

        assert said.status_code == 302
        assert browser.get(f"/cases/{case.ref}/access/").status_code == 404


class TestHandOverAndCover:
    def test_sealed_cases_change_hands_by_code_with_a_note(self, inside, coordinator, cast, sealed) -> None:
        taker = cast(Role.CASE_MANAGER)

        operations.hand_over_cases(
            by=coordinator, on=clock.today(), before=inside, cases=[sealed], to=taker, note="Court on Monday."
        )

        row = HandOver.objects.get()
        assert (row.before, row.after, row.note) == (inside, taker, "Court on Monday.")
        assert not may_open(coordinator, sealed)
        assert may_open(taker, sealed)
        assert Notice.objects.filter(to=taker, kind="assignment").count() == 1

    def test_cover_opens_all_open_cases_to_a_day_but_sealed_ones(
        self, inside, coordinator, cast, sealed
    ) -> None:
        deputy = cast(Role.DEPUTY)
        case = CaseFactory(case_manager=inside)
        today = clock.today()
        with pytest.raises(TeamError, match="last day"):
            operations.add_team_member(by=coordinator, on=today, case=case, membership=deputy, kind="cover")

        made = operations.arrange_cover(
            by=coordinator, on=today, away=inside, to=deputy, until=today + timedelta(days=7)
        )

        assert made == 1
        assert list(visible_cases(deputy)) == [case]
        with time_machine.travel(today + timedelta(days=8)):
            assert not visible_cases(deputy).exists()

    def test_the_page_hands_over_what_is_ticked(self, as_member, worker, coordinator, cast) -> None:
        taker = cast(Role.CASE_MANAGER)
        with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
            first, second = (CaseFactory(case_manager=worker) for _ in range(2))
        browser, path = as_member(coordinator), f"/hand-over/?of={worker.public_id}"
        assert worker.user.full_name in browser.get("/hand-over/").content.decode()

        answer = browser.post(path, {"cases": [first.public_id], "to": taker.pk, "note": ""})

        assert answer.status_code == 302
        with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
            assert [Case.objects.get(pk=c.pk).case_manager_id for c in (first, second)] == [
                taker.pk,
                worker.pk,
            ]


class TestLeaving:
    def test_who_is_kept_out_gets_nothing_and_the_cases_wait_for_a_hand(
        self, inside, coordinator, admin, cast
    ) -> None:
        case = CaseFactory(case_manager=inside)

        accounts.suspend_member(by=admin, member=inside)

        assert not visible_cases(inside).exists()
        assert Notice.objects.filter(to=coordinator, kind="handed_over").count() == 1
        with pytest.raises(accounts.MemberError, match="1 open case is theirs"):
            accounts.deactivate_member(by=admin, member=inside)
        operations.assign_case(by=coordinator, on=clock.today(), case=case, to=cast(Role.CASE_MANAGER))
        assert accounts.deactivate_member(by=admin, member=inside).ended_at is not None

    def test_who_leaves_loses_team_rows_and_grants(self, inside, admin, cast) -> None:
        deputy, case = cast(Role.DEPUTY), CaseFactory(case_manager=inside)
        TeamMemberFactory(case=case, membership=deputy)

        accounts.deactivate_member(by=admin, member=deputy)

        assert deputy.user not in get_users_with_perms(case)
        assert not CaseTeamMember.objects.current_on(clock.today()).filter(membership=deputy).exists()

    def test_a_case_manager_with_cases_gets_no_role_without_them(self, inside, admin) -> None:
        CaseFactory(case_manager=inside)

        with pytest.raises(accounts.MemberError, match="theirs"):
            accounts.change_role(by=admin, member=inside, role=Role.OFFICER)

    def test_the_last_administrator_stays(self, inside, admin, cast) -> None:
        second = cast(Role.ADMIN)
        accounts.change_role(by=admin, member=second, role=Role.OFFICER)
        third = cast(Role.ADMIN)
        assert can(third, Act.MANAGE_MEMBERS)
        accounts.suspend_member(by=admin, member=third)

        # Only a stale seat could still ask: the session of one who was an administrator a moment ago.
        for change in (accounts.deactivate_member, accounts.suspend_member):
            with pytest.raises(accounts.MemberError, match="last administrator"):
                change(by=third, member=admin)
