"""A return from decision to arrival, the alarm when nobody hears of it, and the partner at the other end."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from cases.codes import ConsentDecision, ConsentPurpose
from cases.models import Case, RiskAssessment
from cases.operations import record_consent, withdraw_consent
from referrals import sealing
from referrals.models import Referral, ReferralPackage, ReturnProcess, ReturnStep
from referrals.operations import mark_journey_step, read_journey, read_section, update_package
from referrals.operations.returns import (
    ReturnError,
    change_return,
    depart,
    keep_leg,
    keep_way_contact,
    mark_step,
    open_return,
    record_arrival,
    screen_at_arrival,
    sign_return,
    stop_return,
)
from referrals.rules.returns import STEPS
from referrals.tasks import watch_arrivals
from reintegration.models import FollowUp
from reintegration.operations.cycles import open_cycle
from renate.accounts.models import Membership
from renate.kit import clock
from renate.notices.codes import AT_ONCE, NoticeKind
from renate.notices.models import Notice
from renate.tenancy import scope
from tests.factories import referrals as made
from tests.factories.cases import ALL_YES
from tests.referrals.conftest import TODAY

ZONE = ZoneInfo("Europe/Tirane")
LEAVES, ARRIVES = datetime(2026, 11, 22, 14, tzinfo=ZONE), datetime(2026, 11, 22, 18, tzinfo=ZONE)


def at(member: Membership) -> scope.enter:
    return scope.enter(organisation=member.organisation_id, user=member.user_id)


def begin(worker: Membership, case: Case) -> ReturnProcess:
    return open_return(
        by=worker, on=TODAY, case=case, kind="identified_victim_official", from_country="IT", to_country="AL"
    )


def agree_to_return(worker: Membership, case: Case) -> None:
    record_consent(
        by=worker, on=TODAY, case=case, purpose=ConsentPurpose.RETURN, decision=ConsentDecision.GIVEN,
        checklist=ALL_YES, scope="Home by air, with the partner there",
    )  # fmt: skip


def prepare(worker: Membership, coordinator: Membership, case: Case) -> ReturnProcess:
    """Everything that the gates of the stages 1 and 2 ask for."""
    journey = begin(worker, case)
    change_return(by=worker, on=TODAY, journey=journey, decided_on=TODAY)
    agree_to_return(worker, case)
    soon = TODAY + timedelta(days=30)
    RiskAssessment.objects.create(case=case, on=TODAY, by=worker, overall=1, review_due=soon)
    for step in STEPS:
        if step.must:
            mark_step(by=worker, on=TODAY, journey=journey, code=step.code, state="done")
    keep_leg(
        by=worker, on=TODAY, journey=journey, mode="air", from_place="Rome", to_place="Tirana",
        to_country="AL", departs_at=LEAVES, arrives_at=ARRIVES,
    )  # fmt: skip
    keep_way_contact(
        by=worker, on=TODAY, journey=journey, role="origin", country="AL", name="Vera", reach="+355 1"
    )
    for signer in (worker, coordinator):
        sign_return(by=signer, on=TODAY, journey=journey)
    return journey


@pytest.mark.rule("S4-18", "S4-19", "S4-20", "S4-22", "R-20", "R-40")
def test_person_leaves_when_all_gates_are_open_and_silence_raises_the_alarm(
    inside: Membership, worker: Membership, coordinator: Membership, case: Case
) -> None:
    journey = prepare(worker, coordinator, case)

    travelling = depart(by=worker, on=TODAY, journey=journey, at=LEAVES)

    assert travelling.call_due_at == ARRIVES + timedelta(hours=2)
    for hours, told in ((1, 0), (3, 2), (3, 2), (5, 4), (27, 6), (49, 6), (51, 8), (75, 10)):
        with time_machine.travel(ARRIVES + timedelta(hours=hours), tick=False):
            watch_arrivals()
        raised = Notice.objects.filter(url=f"/cases/{case.ref}/return/")
        assert raised.count() == told
    assert set(raised.values_list("kind", flat=True)) == {NoticeKind.URGENT} <= AT_ONCE
    assert set(raised.values_list("to", flat=True)) == {worker.pk, coordinator.pk}
    with time_machine.travel(ARRIVES + timedelta(hours=76), tick=False):
        record_arrival(by=worker, on=clock.today(), journey=travelling)
    with time_machine.travel(ARRIVES + timedelta(hours=200), tick=False):
        watch_arrivals()
    assert raised.count() == 10


@pytest.mark.rule("S4-01", "R-20")
def test_gate_is_closed_and_only_a_coordinator_says_that_it_cannot_wait(
    inside: Membership, worker: Membership, coordinator: Membership, case: Case
) -> None:
    journey = begin(worker, case)

    with pytest.raises(ReturnError) as refused:
        depart(by=worker, on=TODAY, journey=journey, at=LEAVES)
    with pytest.raises(ReturnError, match="Only a coordinator"):
        depart(by=worker, on=TODAY, journey=journey, at=LEAVES, urgent_override="Danger here")
    with pytest.raises(ReturnError, match="voluntary"):
        depart(by=coordinator, on=TODAY, journey=journey, at=LEAVES, urgent_override="Danger here")

    assert len(refused.value.reasons) > 8
    assert stop_return(by=worker, on=TODAY, journey=journey).state == "stopped"


@pytest.mark.rule("S2-07", "S2-08", "S4-11")
def test_self_return_begins_at_arrival_with_screening_and_dense_contact(
    inside: Membership, worker: Membership, case: Case
) -> None:
    open_cycle(by=worker, on=case.opened_on, case=case)

    journey = open_return(
        by=worker, on=TODAY, case=case, kind="self_return_unofficial", from_country="IT", to_country="AL",
        arrived_on=TODAY,
    )  # fmt: skip
    with pytest.raises(Exception, match="Screening comes first"):
        mark_step(by=worker, on=TODAY, journey=journey, code="plan_made", state="done")
    screen_at_arrival(by=worker, on=TODAY, journey=journey, screening="possible")
    mark_step(by=worker, on=TODAY, journey=journey, code="plan_made", state="done")

    assert not ReturnStep.objects.filter(stage__lt=4).exists()
    planned = FollowUp.objects.planned().filter(case=case).order_by("due_on")
    assert planned[0].interval_days == 7
    assert planned[0].due_on <= TODAY + timedelta(days=7)


@pytest.mark.rule("S4-08", "S4-25", "S4-26")
def test_partner_at_the_other_end_reads_the_way_and_its_steps_are_arrival_here(
    worker: Membership, coordinator: Membership, answerer: Membership, taker: Membership, case: Case
) -> None:
    with at(worker):
        journey = prepare(worker, coordinator, case)
        offered = made.offer(by=worker, receiver=answerer.organisation, on=TODAY, case=case, journey=journey)
        depart(by=worker, on=TODAY, journey=journey, at=LEAVES)
    package = made.accept(offered, by=answerer, case_manager=taker, on=TODAY)

    with at(taker):
        way = read_journey(by=taker, on=TODAY, package=package)
        mark_journey_step(by=taker, on=TODAY, package=package, code="met")
        with pytest.raises(Exception, match="not available"):
            mark_journey_step(by=taker, on=TODAY, package=package, code="options_told")

    assert (way["legs"][0]["to_place"], way["contacts"][0]["name"]) == ("Tirana", "Vera")
    with at(worker):
        journey = ReturnProcess.objects.get()
        assert (journey.state, journey.arrived_on) == ("arrived", TODAY)
        step = ReturnStep.objects.get(code="met")
        assert (step.state, step.done_there_by, step.done_by) == ("done", taker.user.full_name, None)
        assert Referral.objects.get().journey == journey


@pytest.mark.rule("S4-01", "S4-03", "R-25")
def test_no_to_the_return_stops_it_and_closes_the_way_but_not_the_sections(
    worker: Membership, coordinator: Membership, answerer: Membership, taker: Membership, case: Case
) -> None:
    with at(worker):
        journey = prepare(worker, coordinator, case)
        offered = made.offer(by=worker, receiver=answerer.organisation, on=TODAY, case=case, journey=journey)
    package = made.accept(offered, by=answerer, case_manager=taker, on=TODAY)
    assert package.carries_journey

    with at(worker):
        withdraw_consent(by=worker, on=TODAY, consent=case.consents.get(purpose=ConsentPurpose.RETURN))
        journey.refresh_from_db()
        assert (journey.state, journey.departed_at) == ("stopped", None)

    with at(taker):
        assert read_section(by=taker, on=TODAY, package=package, section="A")
        with pytest.raises(Exception, match="not available"):
            read_journey(by=taker, on=TODAY, package=package)
        assert "journey" not in sealing.read(ReferralPackage.objects.get())


@pytest.mark.rule("R-25")
def test_way_does_not_cross_without_the_consent_to_the_return(
    worker: Membership, coordinator: Membership, answerer: Membership, taker: Membership, case: Case
) -> None:
    with at(worker):
        journey = begin(worker, case)
        offered = made.offer(by=worker, receiver=answerer.organisation, on=TODAY, case=case, journey=journey)
    package = made.accept(offered, by=answerer, case_manager=taker, on=TODAY)
    with at(worker):
        referral = Referral.objects.get()
        before = sealing.read(package).keys()
        agree_to_return(worker, case)
        update_package(by=worker, on=TODAY, referral=referral)
        after = sealing.read(ReferralPackage.objects.get()).keys()

    assert (package.carries_journey, set(before), set(after)) == (False, {"A", "B"}, {"A", "B", "journey"})
