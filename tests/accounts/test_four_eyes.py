"""Acts of two people: one asks, another decides, nobody their own."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from cases.models import Case
from renate.accounts.codes import ApprovalState, FourEyes
from renate.accounts.models import ApprovalRequest, Membership
from renate.accounts.operations import four_eyes
from renate.accounts.roles import Role
from renate.notices.models import Notice
from renate.tenancy import scope
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.django_db
EXPORT = FourEyes.EXPORT_FILE


@pytest.fixture
def case(inside: Membership) -> Case:
    return CaseFactory(case_manager=inside)


def _ask(by: Membership, case: Case) -> ApprovalRequest:
    return four_eyes.ask_approval(by=by, act=EXPORT, about=case, reason="The person asks for their file.")


def test_an_approval_serves_its_asker_for_its_row_once(
    inside: Membership, coordinator: Membership, case: Case
) -> None:
    asked = _ask(inside, case)
    with pytest.raises(four_eyes.ApprovalNeeded):
        four_eyes.need_approval(by=inside, act=EXPORT, about=case)

    four_eyes.decide_approval(by=coordinator, request=asked, approve=True)
    approval = four_eyes.need_approval(by=inside, act=EXPORT, about=case)

    assert four_eyes.approved(by=coordinator, act=EXPORT, about=case) is None
    assert four_eyes.approved(by=inside, act=EXPORT, about=CaseFactory(case_manager=inside)) is None
    four_eyes.use_approval(by=inside, approval=approval)
    assert four_eyes.approved(by=inside, act=EXPORT, about=case) is None
    with pytest.raises(four_eyes.ApprovalNeeded):
        four_eyes.use_approval(by=inside, approval=approval)


def test_nobody_decides_their_own_request_and_only_who_may_decides(
    inside: Membership, cast, coordinator: Membership, case: Case
) -> None:
    director, other = cast(Role.DIRECTOR), cast(Role.COORDINATOR)
    own = _ask(coordinator, case)

    for member in (coordinator, inside, director):
        with pytest.raises(four_eyes.ApprovalError):
            four_eyes.decide_approval(by=member, request=own, approve=True)
    assert four_eyes.decide_approval(by=other, request=own, approve=True).state == ApprovalState.GIVEN


def test_the_database_itself_refuses_one_person_in_both_places(inside: Membership, case: Case) -> None:
    _ask_of = ApprovalRequest(
        act=EXPORT, subject="cases.case", ref=case.public_id, asked_by=inside, decided_by=inside,
        asked_at=case.created_at, expires_at=case.created_at, reason="Both.",
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="accounts_decided_by_another"), transaction.atomic():
        _ask_of.save()


def test_who_may_not_open_the_file_can_not_decide_about_it(
    inside: Membership, coordinator: Membership, case: Case
) -> None:
    asked = _ask(inside, case)
    Case.objects.filter(pk=case.pk).update(confidentiality="sealed")

    with pytest.raises(four_eyes.ApprovalError):
        four_eyes.decide_approval(by=coordinator, request=asked, approve=True)
    with pytest.raises(four_eyes.ApprovalError, match="nobody else"):
        four_eyes.ask_approval(by=coordinator, act=EXPORT, about=case, reason="Nobody can decide.")


def test_requests_and_approvals_run_out(inside: Membership, coordinator: Membership, case: Case) -> None:
    with time_machine.travel("2026-11-20 09:00Z", tick=False) as clock:
        asked = _ask(inside, case)
        with pytest.raises(four_eyes.ApprovalError, match="asked already"):
            _ask(inside, case)
        clock.shift(four_eyes.WAITS)
        with pytest.raises(four_eyes.ApprovalError, match="ran out"):
            four_eyes.decide_approval(by=coordinator, request=asked, approve=True)

        again = four_eyes.decide_approval(by=coordinator, request=_ask(inside, case), approve=True)
        clock.shift(four_eyes.HOLDS - timedelta(seconds=1))
        assert four_eyes.approved(by=inside, act=EXPORT, about=case) == again
        clock.shift(timedelta(seconds=1))
        assert four_eyes.approved(by=inside, act=EXPORT, about=case) is None


def test_deciders_hear_of_it_once_and_the_asker_of_the_end(
    inside: Membership, coordinator: Membership, case: Case
) -> None:
    asked = _ask(inside, case)
    four_eyes.decide_approval(by=coordinator, request=asked, approve=False, note="Not before Monday.")

    told = list(Notice.objects.order_by("id").values_list("to", "kind"))
    assert told == [(coordinator.pk, "approval"), (inside.pk, "decision")]


class TestThePages:
    def test_ask_decide_and_look(self, worker, coordinator, as_member) -> None:
        with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
            asked = [_ask(worker, CaseFactory(case_manager=worker)) for _ in range(3)]
        browser = as_member(coordinator)

        first = browser.get("/approvals/").content.decode()
        refused = browser.post(f"/approvals/{asked[0].public_id}/", {"decision": "refuse"})
        done = browser.post(f"/approvals/{asked[0].public_id}/", {"decision": "approve"})

        assert first.count(">Decide<span") == 3
        assert refused.status_code == 422
        assert done["Location"] == "/approvals/"
        assert as_member(worker).get(f"/approvals/{asked[1].public_id}/").status_code == 404
        assert "Approved" in as_member(worker).get("/approvals/").content.decode()

    def test_the_number_of_queries_does_not_grow(self, worker, coordinator, as_member) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        counts = []
        for more in (1, 2):
            with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
                for _ in range(more):
                    _ask(worker, CaseFactory(case_manager=worker))
            with CaptureQueriesContext(connection) as queries:
                as_member(coordinator).get("/approvals/")
            counts.append(len(queries))

        assert counts[0] == counts[1]

    def test_a_lower_level_of_risk_is_asked_for_on_its_page(self, worker, coordinator, as_member) -> None:
        with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
            case = CaseFactory(case_manager=worker)
        page = f"/cases/{case.ref}/risk/lower/"

        assert as_member(worker).get(page).status_code == 200
        assert as_member(worker).post(page, {"reason": "They left the country."}).status_code == 302
        assert "A lower level of risk" in as_member(coordinator).get("/approvals/").content.decode()
