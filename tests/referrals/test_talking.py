"""Between yes and no: questions, waiting list, another worker, feedback; and asking about a person."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from referrals import queries, sealing
from referrals.codes import MessageKind
from referrals.models import PackageMessage, PersonRequest, Referral, ReferralPackage, RequestNote
from referrals.operations import (
    Feedback,
    ReferralError,
    answer_question,
    ask_sender,
    give_feedback,
    put_on_waiting_list,
    read_section,
    reassign_package,
    report_deliveries,
    update_package,
    withdraw_referral,
)
from referrals.operations.requests import ask_about_person, expire_requests, note_handling, read_request
from referrals.operations.working import link_case
from reintegration.models import ServiceDelivery
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.tenancy import scope
from tests.factories import referrals as made
from tests.factories.cases import CaseFactory, PersonFactory
from tests.referrals.conftest import TODAY


def at(member: Membership) -> scope.enter:
    return scope.enter(organisation=member.organisation_id, user=member.user_id)


def test_question_and_answer_cross_and_end_with_the_package(
    offered: ReferralPackage, worker: Membership, answerer: Membership
) -> None:
    with at(answerer):
        ask_sender(by=answerer, on=TODAY, package=offered, question="Are there pets?")
    with at(worker):
        referral = Referral.objects.get()
        assert referral.state == "asked"
        assert b"pets" not in bytes(PackageMessage.objects.get().payload)
        answer_question(by=worker, on=TODAY, referral=referral, answer="One cat.")
    with at(answerer):
        talk = queries.messages(offered, MessageKind.QUESTION, MessageKind.ANSWER)
        assert [row.text for row in talk] == ["Are there pets?", "One cat."]
    with at(worker):
        withdraw_referral(by=worker, on=TODAY, referral=Referral.objects.get())
        talk = queries.messages(offered, MessageKind.QUESTION, MessageKind.ANSWER)
        assert {row.text for row in talk} == {"Not kept any more."}


def test_waiting_list_names_a_day_and_can_still_be_accepted(
    offered: ReferralPackage, answerer: Membership, taker: Membership
) -> None:
    until = TODAY + timedelta(days=20)
    with at(answerer):
        with pytest.raises(ReferralError):
            put_on_waiting_list(by=answerer, on=TODAY, package=offered, until=TODAY)
        package = put_on_waiting_list(by=answerer, on=TODAY, package=offered, until=until)

    assert (package.state, package.waiting_until, package.answer_due_on) == ("waiting", until, until)
    assert made.accept(package, by=answerer, case_manager=taker, on=TODAY).state == "accepted"


def test_reassigned_package_opens_to_the_new_worker_only(
    accepted: ReferralPackage, answerer: Membership, taker: Membership, cast, receiver
) -> None:
    successor = cast(Role.CASE_MANAGER, of=receiver)

    with at(answerer):
        reassign_package(by=answerer, on=TODAY, package=accepted, case_manager=successor)

    with at(successor):
        assert read_section(by=successor, on=TODAY, package=accepted, section="A")
    with at(taker), pytest.raises(ReferralError):
        read_section(by=taker, on=TODAY, package=accepted, section="A")


def test_sections_sent_again_show_the_present_under_a_new_key(
    accepted: ReferralPackage, worker: Membership, taker: Membership, case: Case
) -> None:
    before = bytes(accepted.wrapped_key)
    with at(worker):
        case.person.preferred_name = "Mira"
        case.person.save()
        package = update_package(by=worker, on=TODAY, referral=Referral.objects.get())
        assert bytes(package.wrapped_key) != before

    with at(taker):
        content = read_section(by=taker, on=TODAY, package=accepted, section="A")
    assert content["person"][0]["preferred_name"] == "Mira"


@pytest.mark.parametrize(("agreed", "says"), [("counts", False), ("services", True)])
def test_feedback_comes_back_as_agreed_and_never_more(
    worker: Membership, answerer: Membership, taker: Membership, case: Case, agreed: str, says: bool
) -> None:
    with at(worker):
        offered = made.offer(
            by=worker, receiver=answerer.organisation, on=TODAY, case=case, feedback_agreed=agreed
        )
    package = made.accept(offered, by=answerer, case_manager=taker, on=TODAY)
    with at(taker):
        own = CaseFactory(case_manager=taker)
        link_case(by=taker, on=TODAY, referral=Referral.objects.get(), case=own)
        service = "psychosocial.individual_counselling"
        for _time in range(2):
            ServiceDelivery.objects.create(
                case=own, on=TODAY, service=service, provider_kind="care_provider_own", mode="in_person"
            )
        report_deliveries(by=taker, on=TODAY, package=package)
        give_feedback(by=taker, on=TODAY, package=package, feedback=Feedback("arrived", TODAY))

    with at(worker):
        told = [sealing.read_text(row) for row in PackageMessage.objects.order_by("id")]
    assert (told[0]["what"], told[0]["count"], "service" in told[0]) == ("service", 2, says)
    assert told[1] == {"what": "arrived", "on": TODAY.isoformat()}


@pytest.mark.rule("R-25")
def test_asking_about_a_person_is_the_same_for_known_and_unknown(
    worker: Membership, answerer: Membership, case: Case
) -> None:
    here = answerer.organisation
    with at(answerer):
        PersonFactory(legal_name=case.person.legal_name)  # the same person, known over there
    with at(worker):
        unknown = CaseFactory(case_manager=worker)
        for each in (case, unknown):
            made.consent_to_share(by=worker, case=each, receiver=here, on=TODAY, sections="A")
        said = []
        for each in (case, unknown):
            with CaptureQueriesContext(connection) as spoken:
                request = ask_about_person(
                    by=worker, on=TODAY, case=each, counterpart=here, question="Known?"
                )
            said.append((len(spoken), request.valid_until, request.sent_on))

    assert said[0] == said[1]


@pytest.mark.rule("R-25")
def test_what_the_asked_do_about_a_question_stays_with_them(
    worker: Membership, answerer: Membership, case: Case
) -> None:
    with at(worker):
        with pytest.raises(ReferralError):
            ask_about_person(
                by=worker, on=TODAY, case=case, counterpart=answerer.organisation, question="Known?"
            )
        made.consent_to_share(by=worker, case=case, receiver=answerer.organisation, on=TODAY, sections="A")
        ask_about_person(by=worker, on=TODAY, case=case, counterpart=answerer.organisation, question="Known?")
        before = PersonRequest.objects.values().get()
    with at(answerer):
        asked = queries.requests_received(TODAY).get()
        assert read_request(by=answerer, on=TODAY, request=asked)["legal_name"] == "Mirela Canary"
        note_handling(by=answerer, on=TODAY, request=asked, handling="person_asked")

    with at(worker):
        assert PersonRequest.objects.values().get() == before
        assert not RequestNote.objects.exists()
        assert expire_requests(on=TODAY + timedelta(days=31)) == 1
    with at(answerer):
        assert not queries.requests_received(TODAY).exists()
