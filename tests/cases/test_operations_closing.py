"""Closing a case (R-14) and opening it again."""

from datetime import timedelta

import pytest

from cases import hooks
from cases.operations import (
    ClosureError,
    approve_closure,
    close_case,
    reopen_case,
    request_closure,
    return_closure,
)
from cases.rules import closing
from renate.accounts.roles import Role
from renate.kit import clock
from tests.factories.cases import CaseFactory, ConsentFactory, RiskAssessmentFactory

ASKED = {"reason": "goals_met", "outcome": "reintegrated_successfully", "summary": "Lives on her own."}


@pytest.fixture
def case(inside):
    """Ready to be closed."""
    case = CaseFactory(case_manager=inside)
    ConsentFactory(case=case, purpose="data_storage")
    ConsentFactory(case=case, purpose="post_closure", decision="refused")
    RiskAssessmentFactory(case=case)
    return case


def ask(case, by, **changes):
    return request_closure(by=by, on=clock.today(), case=case, **ASKED | changes)


@pytest.mark.rule("R-14")
def test_closure_is_asked_by_one_and_approved_by_another(case, inside, coordinator):
    request = ask(case, inside)

    case.refresh_from_db()
    assert case.is_open
    closed = approve_closure(by=coordinator, on=clock.today(), request=request)
    assert (closed.status, closed.closure_outcome) == ("closed", "reintegrated_successfully")
    assert closed.closed_on == clock.today()


@pytest.mark.rule("R-14")
def test_case_manager_does_not_approve_the_own_case(inside, coordinator, case):
    request = ask(case, inside)
    case.case_manager = coordinator
    case.save()

    request.refresh_from_db()
    for member in (inside, coordinator):
        with pytest.raises(ClosureError):
            approve_closure(by=member, on=clock.today(), request=request)


@pytest.mark.rule("R-14")
def test_closure_in_one_step_needs_somebody_who_may_approve(case, inside, coordinator):
    with pytest.raises(ClosureError):
        close_case(by=inside, on=clock.today(), case=case, **ASKED)

    assert close_case(by=coordinator, on=clock.today(), case=case, **ASKED).status == "closed"


def test_organisation_without_approval_closes_at_once(case, inside, organisation):
    settings = inside.organisation.settings()
    settings.closure_needs_approval = False
    settings.save()
    case.organisation.__dict__.pop("_settings", None)

    ask(case, inside)

    case.refresh_from_db()
    assert case.status == "closed"


@pytest.mark.rule("R-14")
def test_incomplete_closure_says_everything_that_is_missing(inside):
    case = CaseFactory(case_manager=inside)

    with pytest.raises(ClosureError) as refused:
        ask(case, inside)

    assert len(refused.value.reasons) == 3


@pytest.mark.rule("R-20")
def test_old_assessment_stands_against_closing(case, inside):
    RiskAssessmentFactory(case=case, on=clock.today() - timedelta(days=1), traffickers=4)

    with pytest.raises(ClosureError) as refused:
        ask(case, inside)

    assert "critical" in refused.value.reasons[0]


def test_blocker_of_an_upper_app_stands_against_closing(case, inside, coordinator, monkeypatch):
    monkeypatch.setattr(closing, "BLOCKERS", [lambda found: "A bed is taken." if found == case else None])

    with pytest.raises(ClosureError) as refused:
        ask(case, inside)

    assert refused.value.reasons == ["A bed is taken."]


def test_closure_is_asked_once(case, inside):
    ask(case, inside)

    with pytest.raises(ClosureError):
        ask(case, inside)


def test_returned_request_can_be_asked_again(case, inside, coordinator):
    first = ask(case, inside)

    with pytest.raises(ClosureError):
        return_closure(by=coordinator, on=clock.today(), request=first, note=" ")
    return_closure(by=coordinator, on=clock.today(), request=first, note="Call the school.")

    assert ask(case, inside) != first
    with pytest.raises(ClosureError):
        approve_closure(by=coordinator, on=clock.today(), request=first)


def test_closing_and_reopening_tell_the_apps_above(case, cast, coordinator, monkeypatch):
    told = []
    monkeypatch.setattr(hooks, "on_case_closed", [lambda found, by, on: told.append("closed")])
    monkeypatch.setattr(hooks, "on_case_reopened", [lambda found, by, on: told.append("reopened")])

    close_case(by=coordinator, on=clock.today(), case=case, **ASKED)
    reopen_case(by=coordinator, on=clock.today(), case=case)

    case.refresh_from_db()
    assert told == ["closed", "reopened"]
    assert (case.status, case.closed_on, case.closure_reason) == ("active", None, "")
    assert case.closure_requests.get().outcome == "reintegrated_successfully"
    with pytest.raises(ClosureError):
        reopen_case(by=cast(Role.COORDINATOR), on=clock.today(), case=case)
