"""The sender's side: consent first, then the offer, and back at any time."""

import dataclasses
from datetime import date, timedelta

import pytest

from cases.codes import ConsentDecision
from cases.models import Case, Consent, RiskAssessment
from cases.operations import withdraw_consent
from referrals.codes import ReferralKind, ReferralState
from referrals.models import (
    Referral,
    ReferralPackage,
    ReferralPackageGroupObjectPermission,
    ReferralPackageUserObjectPermission,
)
from referrals.operations import (
    ReferralError,
    discard_referral,
    draft_referral,
    end_referral,
    open_sections,
    put_on_waiting_list,
    send_referral,
    withdraw_referral,
)
from renate.accounts.models import Membership
from renate.notices.models import Notice
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories import referrals as made
from tests.factories.cases import CaseFactory
from tests.referrals.conftest import TODAY


@pytest.fixture(autouse=True)
def _inside(inside: Membership) -> None:
    """All of this happens at the sender."""


def draft(
    worker: Membership, case: Case, receiver: Organisation, sections: str = "AB", **fields: object
) -> Referral:
    request = made.request_to(receiver, sections, **fields)
    return draft_referral(by=worker, on=TODAY, case=case, request=request)


def accepted_package(
    worker: Membership, case: Case, answerer: Membership, taker: Membership
) -> ReferralPackage:
    """Offered without asking which consent there is, and accepted."""
    package = send_referral(by=worker, on=TODAY, referral=draft(worker, case, answerer.organisation))
    return made.accept(package, by=answerer, case_manager=taker, on=TODAY)


@pytest.mark.rule("R-25")
@pytest.mark.parametrize("consent", ["none", "for another", "run out"])
def test_acceptance_without_a_consent_that_names_the_organisation_opens_nothing(
    worker: Membership,
    case: Case,
    answerer: Membership,
    taker: Membership,
    outsider: Membership,
    consent: str,
) -> None:
    share = {"by": worker, "case": case, "receiver": answerer.organisation, "on": date(2026, 5, 1)}
    if consent == "for another":
        made.consent_to_share(**share | {"receiver": outsider.organisation, "on": TODAY})
    elif consent == "run out":
        made.consent_to_share(**share, valid_until=date(2026, 11, 21))

    package = accepted_package(worker, case, answerer, taker)

    assert (package.state, package.payload, package.wrapped_key) == ("agreed", None, None)
    assert not ReferralPackageUserObjectPermission.objects.exists()


@pytest.mark.rule("R-25")
def test_consent_that_names_the_organisation_opens_what_it_covers(
    worker: Membership, case: Case, answerer: Membership, taker: Membership
) -> None:
    package = accepted_package(worker, case, answerer, taker)

    made.consent_to_share(by=worker, case=case, receiver=answerer.organisation, on=TODAY, sections="A")

    package.refresh_from_db()
    assert (package.state, package.sections, package.is_sealed) == ("accepted", ["A"], True)
    assert made.as_received(package, answerer).state == "accepted"


def test_after_a_no_the_organisation_is_not_even_asked(
    worker: Membership, case: Case, receiver: Organisation
) -> None:
    consent = made.consent_to_share(by=worker, case=case, receiver=receiver, on=TODAY)
    withdraw_consent(by=worker, on=TODAY, consent=consent)

    with pytest.raises(ReferralError, match="said no") as refused:
        draft(worker, case, receiver)

    assert refused.value.field == "counterparts"
    assert not Referral.objects.exists()


def test_refusal_after_acceptance_ends_the_referral(
    worker: Membership, case: Case, answerer: Membership, taker: Membership
) -> None:
    package = accepted_package(worker, case, answerer, taker)

    made.consent_to_share(
        by=worker, case=case, receiver=answerer.organisation, on=TODAY,
        decision=ConsentDecision.REFUSED, checklist={},
    )  # fmt: skip

    package.refresh_from_db()
    assert (package.state, package.end_reason) == ("withdrawn", "consent")


def test_person_is_asked_before_anybody_else(worker: Membership, case: Case, receiver: Organisation) -> None:
    with pytest.raises(ReferralError) as refused:
        draft(worker, case, receiver, person_agrees=False)

    assert refused.value.field == "person_agrees"


@pytest.mark.rule("R-25", "S1-09")
def test_first_of_several_candidates_takes_it_and_the_others_are_let_go(
    worker: Membership, case: Case, answerer: Membership, taker: Membership, outsider: Membership
) -> None:
    request = made.request_to(answerer.organisation, "AB")
    request = dataclasses.replace(request, counterparts=[answerer.organisation, outsider.organisation])
    sent = send_referral(
        by=worker, on=TODAY, referral=draft_referral(by=worker, on=TODAY, case=case, request=request)
    )
    passed_over = ReferralPackage.objects.get(receiver=outsider.organisation)

    made.accept(sent, by=answerer, case_manager=taker, on=TODAY)

    passed_over.refresh_from_db()
    assert (passed_over.state, passed_over.end_reason) == ("withdrawn", "taken_elsewhere")
    with (
        scope.enter(organisation=outsider.organisation_id, user=outsider.user_id),
        pytest.raises(ReferralError, match="not available"),
    ):
        put_on_waiting_list(by=outsider, on=TODAY, package=passed_over, until=TODAY + timedelta(days=2))


def test_sections_beyond_the_consent_are_refused(
    worker: Membership, case: Case, receiver: Organisation
) -> None:
    made.consent_to_share(by=worker, case=case, receiver=receiver, on=TODAY, sections="A")

    with pytest.raises(ReferralError, match="section B") as refused:
        draft(worker, case, receiver)

    assert refused.value.field == "sections"


def test_sections_that_never_cross_are_refused(
    worker: Membership, case: Case, receiver: Organisation
) -> None:
    made.consent_to_share(by=worker, case=case, receiver=receiver, on=TODAY, sections="AJ")

    with pytest.raises(ReferralError, match="Section J"):
        draft(worker, case, receiver, "AJ")


def test_sender_shares_only_what_the_role_reads(
    psychologist: Membership, worker: Membership, case: Case, receiver: Organisation
) -> None:
    made.consent_to_share(by=worker, case=case, receiver=receiver, on=TODAY)

    with pytest.raises(ReferralError, match="Section B"):
        draft(psychologist, case, receiver, "AB")


@pytest.mark.rule("R-20")
def test_transfer_without_fresh_risk_is_refused(
    worker: Membership, case: Case, receiver: Organisation
) -> None:
    made.consent_to_share(by=worker, case=case, receiver=receiver, on=TODAY)

    with pytest.raises(ReferralError) as refused:
        draft(worker, case, receiver, kind=ReferralKind.TRANSFER)
    RiskAssessment.objects.create(
        case=case, on=TODAY, by=worker, overall=2, review_due=TODAY + timedelta(days=30)
    )
    transfer = draft(worker, case, receiver, kind=ReferralKind.TRANSFER)

    assert refused.value.field == "kind"
    assert transfer.state == ReferralState.DRAFT


def test_own_organisation_is_no_receiver(worker: Membership, case: Case) -> None:
    with pytest.raises(ReferralError, match="another organisation"):
        draft(worker, case, worker.organisation)


@pytest.mark.rule("R-25")
def test_suspended_organisation_is_neither_asked_nor_opened_to(
    worker: Membership, case: Case, answerer: Membership, taker: Membership
) -> None:
    package = accepted_package(worker, case, answerer, taker)
    with scope.enter(platform=True):
        assert Organisation.objects.filter(pk=answerer.organisation_id).update(is_active=False) == 1
    there = Organisation.objects.get(pk=answerer.organisation_id)

    made.consent_to_share(by=worker, case=case, receiver=there, on=TODAY)
    with pytest.raises(ReferralError, match="take part in the network"):
        open_sections(by=worker, on=TODAY, referral=Referral.objects.get())
    with pytest.raises(ReferralError, match="another organisation"):
        draft(worker, CaseFactory(case_manager=worker), there)

    package.refresh_from_db()
    assert (package.state, package.payload) == ("agreed", None)


def test_closed_case_is_offered_to_nobody(worker: Membership, case: Case, receiver: Organisation) -> None:
    referral = draft(worker, case, receiver)
    Case.objects.filter(pk=case.pk).update(
        status="closed", closed_on=TODAY, closure_reason="goals_met", closure_outcome="unknown"
    )

    with pytest.raises(ReferralError, match="closed"):
        send_referral(by=worker, on=TODAY, referral=referral)
    assert not ReferralPackage.objects.exists()


def test_draft_shows_the_receiver_nothing(
    worker: Membership, case: Case, receiver: Organisation, answerer: Membership
) -> None:
    made.consent_to_share(by=worker, case=case, receiver=receiver, on=TODAY)

    draft(worker, case, receiver)

    with scope.enter(organisation=receiver, user=answerer.user_id):
        assert not ReferralPackage.objects.exists()
        assert not Notice.objects.exists()


@pytest.mark.rule("R-25", "R-24")
def test_offer_tells_the_receiver_without_a_name(offered: ReferralPackage, answerer: Membership) -> None:
    referral = Referral.objects.get(pk=offered.referral_id)

    assert (referral.state, referral.sent_on, referral.package_ref) == ("offered", TODAY, offered.public_id)
    assert offered.summary == {
        "kind": "referral",
        "reason": "additional_services",
        "services_asked": ["accommodation"],
        "urgent": False,
        "age_band": "25-34",
        "sex": "female",
        "languages": ["sqi"],
        "interpreter_needed": False,
        "country": "AL",
    }
    with scope.enter(organisation=answerer.organisation_id, user=answerer.user_id):
        notice = Notice.objects.get(to=answerer)
        assert (notice.kind, notice.ref) == ("referral", offered.public_id)


def test_second_offer_to_one_receiver_is_refused(
    worker: Membership, offered: ReferralPackage, case: Case
) -> None:
    second = draft_referral(by=worker, on=TODAY, case=case, request=made.request_to(offered.receiver))

    with pytest.raises(ReferralError, match="under way"):
        send_referral(by=worker, on=TODAY, referral=second)


def test_consent_is_asked_again_when_sending(worker: Membership, case: Case, receiver: Organisation) -> None:
    consent = made.consent_to_share(by=worker, case=case, receiver=receiver, on=TODAY)
    referral = draft(worker, case, receiver)
    Consent.objects.filter(pk=consent.pk).update(decision=ConsentDecision.EXPIRED)

    package = send_referral(by=worker, on=TODAY, referral=referral)

    assert package.referral.consent is None
    assert package.valid_until == TODAY + timedelta(days=30)


def assert_destroyed(package: ReferralPackage, state: str) -> None:
    package = ReferralPackage.objects.get(pk=package.pk)
    assert (package.state, package.payload, package.wrapped_key) == (state, None, None)
    assert package.ended_on == TODAY
    assert Referral.objects.get(pk=package.referral_id).state == state
    assert not ReferralPackageUserObjectPermission.objects.exists()
    assert not ReferralPackageGroupObjectPermission.objects.exists()


@pytest.mark.rule("R-25")
def test_withdrawal_destroys_key_payload_and_grants(worker: Membership, accepted: ReferralPackage) -> None:
    before = ReferralPackage.objects.get()
    grants = ReferralPackageUserObjectPermission.objects.count()

    withdraw_referral(by=worker, on=TODAY, referral=Referral.objects.get())

    assert before.is_sealed
    assert grants == 1
    assert_destroyed(accepted, "withdrawn")


@pytest.mark.rule("R-25")
def test_withdrawn_consent_destroys_at_once(
    worker: Membership, accepted: ReferralPackage, answerer: Membership
) -> None:
    consent = Consent.objects.get(referrals=accepted.referral_id)

    withdraw_consent(by=worker, on=TODAY, consent=consent)

    assert_destroyed(accepted, "withdrawn")
    assert made.as_received(accepted, answerer).state == "withdrawn"


def test_consent_to_less_destroys(worker: Membership, accepted: ReferralPackage, case: Case) -> None:
    made.consent_to_share(by=worker, case=case, receiver=accepted.receiver, on=TODAY, sections="A")

    assert_destroyed(accepted, "withdrawn")


def test_renewed_consent_carries_on(worker: Membership, accepted: ReferralPackage, case: Case) -> None:
    until = date(2026, 12, 24)
    renewed = made.consent_to_share(
        by=worker, case=case, receiver=accepted.receiver, on=TODAY, valid_until=until
    )

    package = ReferralPackage.objects.get()
    assert (package.state, package.valid_until, package.is_sealed) == ("accepted", until, True)
    assert package.referral.consent == renewed


def test_withdrawn_consent_to_another_receiver_changes_nothing(
    worker: Membership, accepted: ReferralPackage, case: Case, outsider: Membership
) -> None:
    other = made.consent_to_share(by=worker, case=case, receiver=outsider.organisation, on=TODAY)

    withdraw_consent(by=worker, on=TODAY, consent=other)

    assert ReferralPackage.objects.get().is_sealed


def test_end_destroys_too(worker: Membership, accepted: ReferralPackage) -> None:
    end_referral(by=worker, on=TODAY, referral=Referral.objects.get())

    assert_destroyed(accepted, "ended")


def test_settled_referral_is_not_withdrawn_again(worker: Membership, accepted: ReferralPackage) -> None:
    referral = withdraw_referral(by=worker, on=TODAY, referral=Referral.objects.get())

    with pytest.raises(ReferralError):
        withdraw_referral(by=worker, on=TODAY, referral=referral)


def test_discarded_draft_was_never_sent(worker: Membership, case: Case, receiver: Organisation) -> None:
    made.consent_to_share(by=worker, case=case, receiver=receiver, on=TODAY)
    referral = discard_referral(by=worker, on=TODAY, referral=draft(worker, case, receiver))

    assert (referral.state, referral.sent_on) == ("withdrawn", None)
    with pytest.raises(ReferralError, match="never sent"):
        withdraw_referral(by=worker, on=TODAY, referral=referral)
