"""The days that this app adds to what is due: silence after an offer, hearings, feedback, partners (R-23)."""

from datetime import date, timedelta

import pytest
import time_machine

from cases.codes import ConsentDecision, ConsentPurpose
from cases.models import Case
from cases.operations import record_consent
from referrals.models import ContactEntry, Referral, ReferralPackage
from referrals.operations import answer_question, ask_sender, keep_agreement, log_contact
from referrals.operations.justice import keep_hearing, keep_matter, keep_order
from referrals.operations.outside import OutsideRequest, draft_outside, make_file
from renate.accounts.models import Membership
from renate.kit import clock
from renate.notices.models import Notice
from renate.notices.operations import remind_due
from renate.tenancy import scope
from tests.factories import referrals as made
from tests.factories.cases import ALL_YES
from tests.referrals.conftest import TODAY


def here(member: Membership) -> scope.enter:
    return scope.enter(organisation=member.organisation_id, user=member.user_id)


def told(member: Membership, source: str, *days: int) -> dict[int, set[str]]:
    """Which of these days after today → who is reminded of it there."""
    found: dict[int, set[str]] = {}
    for day in days:
        with time_machine.travel(f"{TODAY + timedelta(days=day)} 12:00", tick=False), here(member):
            before = set(Notice.objects.values_list("pk", flat=True))
            remind_due(on=clock.today())
            new = Notice.objects.exclude(pk__in=before).filter(subject__startswith=f"{source}:")
            if names := set(new.values_list("to__role", flat=True)):
                found[day] = names
    return found


@pytest.mark.rule("R-23", "R-24")
def test_silence_after_an_offer_is_told_on_both_sides_and_then_to_the_lead(
    worker: Membership, coordinator: Membership, answerer: Membership, offered: ReferralPackage
) -> None:
    sender = told(worker, "referral-answer", 6, 7, 8, 9, 10)
    receiver = told(answerer, "referral-owed", 6, 7, 8)

    assert offered.answer_due_on == TODAY + timedelta(days=7)
    assert sender == {7: {"case_manager"}, 8: {"case_manager"}, 10: {"coordinator"}}
    assert receiver == {7: {"coordinator"}, 8: {"coordinator"}}


def test_question_stops_the_clock_and_the_answer_starts_it_anew(
    worker: Membership, answerer: Membership, offered: ReferralPackage
) -> None:
    with here(answerer):
        ask_sender(by=answerer, on=TODAY, package=offered, question="Pets?")
    assert told(worker, "referral-answer", 7, 8) == {}
    with here(worker):
        later = TODAY + timedelta(days=8)
        referral = Referral.objects.get()
        answered = answer_question(by=worker, on=later, referral=referral, answer="One cat.")

    assert answered.answer_due_on == later + timedelta(days=7)


@pytest.mark.rule("R-23", "S1-03", "S1-04", "S3-25")
def test_hearings_deadlines_and_orders_in_two_countries_are_told_in_time(
    inside: Membership, worker: Membership, coordinator: Membership, case: Case
) -> None:
    at = clock.now() + timedelta(days=14)
    for country, kind in (("IT", "criminal_against_trafficker"), ("AL", "civil_compensation")):
        about = {"country": country, "kind": kind, "role": "witness", "status": "trial", "status_on": TODAY}
        matter = keep_matter(
            by=worker, on=TODAY, case=case, claim_deadline=TODAY + timedelta(days=93), **about
        )
        keep_hearing(by=worker, on=TODAY, matter=matter, kind="hearing", at=at, mode="video")
    order = {"state": "in_force", "country": "AL", "issued_on": TODAY}
    keep_order(by=worker, on=TODAY, case=case, valid_until=TODAY + timedelta(days=30), **order)

    assert told(worker, "hearing", 0, 10, 11) == {0: {"case_manager"}, 11: {"case_manager"}}
    assert Notice.objects.filter(subject__startswith="order:", day=TODAY).count() == 1
    assert Notice.objects.filter(subject__startswith="claim:").count() == 2
    assert {notice.ref for notice in Notice.objects.filter(to=worker)} == {case.person.case_code}


@pytest.mark.rule("S3-69")
def test_feedback_of_a_body_without_an_account_is_asked_for_when_due(
    inside: Membership, worker: Membership, coordinator: Membership, case: Case, monkeypatch
) -> None:
    monkeypatch.setattr("referrals.outside_file.protected_file", lambda *args, **kwargs: b"sealed")
    consent = record_consent(
        by=worker, on=TODAY, case=case, purpose=ConsentPurpose.SHARE_AUTHORITY, checklist=ALL_YES,
        decision=ConsentDecision.GIVEN, sections=["A"], scope="The coordinator",
    )  # fmt: skip
    due = TODAY + timedelta(days=2)
    wish = OutsideRequest(made.PartnerFactory(), ["legal"], ["A"], "other", feedback_due_on=due)
    outside = draft_outside(by=worker, on=TODAY, case=case, request=wish, consent=consent)
    make_file(by=worker, on=TODAY, referral=outside, sender=worker.organisation)

    days = told(worker, "outside-feedback", 1, 2, 3, 9)

    assert days == {2: {"case_manager"}, 3: {"case_manager"}, 9: {"coordinator"}}


@pytest.mark.rule("S1-20", "S3-70")
def test_next_step_with_a_partner_and_the_end_of_an_agreement_are_not_forgotten(
    inside: Membership, worker: Membership, coordinator: Membership
) -> None:
    body, other = made.PartnerFactory(), made.PartnerFactory()
    tomorrow, signed = TODAY + timedelta(days=1), date(2025, 1, 1)
    for partner in (body, other):
        said = {"topic": "Beds", "next_step": "Visit", "next_on": tomorrow}
        log_contact(by=worker, on=TODAY, partner=partner, happened_on=TODAY - timedelta(days=9), **said)
    log_contact(by=worker, on=TODAY, partner=other, happened_on=TODAY, topic="Visited")
    ends = TODAY + timedelta(days=31)
    for partner in (body, other):
        keep_agreement(by=worker, on=TODAY, partner=partner, kind="mou", signed_on=signed, valid_until=ends)
    keep_agreement(by=worker, on=TODAY, partner=other, kind="mou", signed_on=TODAY)

    assert told(worker, "partner-step", 0, 1, 2, 8) == {
        1: {"case_manager"},
        2: {"case_manager"},
        8: {"coordinator"},
    }
    ended = Notice.objects.get(subject__startswith="agreement-end:")
    assert (ended.to, ended.day, ended.ref) == (coordinator, tomorrow, body.public_id)
    assert ContactEntry.objects.count() == 3
