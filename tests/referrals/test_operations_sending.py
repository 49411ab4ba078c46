"""The sender's side: consent first, then the offer, and back at any time."""

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
    send_referral,
    withdraw_referral,
)
from renate.accounts.models import Membership
from renate.notices.models import Notice
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories import referrals as made
from tests.referrals.conftest import TODAY


@pytest.fixture(autouse=True)
def _inside(inside: Membership) -> None:
    """All of this happens at the sender."""


def draft(
    worker: Membership, case: Case, receiver: Organisation, sections: str = "AB", **fields: object
) -> Referral:
    request = made.request_to(receiver, sections, **fields)
    return draft_referral(by=worker, on=TODAY, case=case, request=request)


@pytest.mark.rule("R-25")
def test_referral_without_consent_is_refused(worker: Membership, case: Case, receiver: Organisation) -> None:
    with pytest.raises(ReferralError) as refused:
        draft(worker, case, receiver)

    assert refused.value.field == "counterpart"
    assert not Referral.objects.exists()


def test_consent_for_another_organisation_does_not_carry(
    worker: Membership, case: Case, receiver: Organisation, outsider: Membership
) -> None:
    made.consent_to_share(by=worker, case=case, receiver=outsider.organisation, on=TODAY)

    with pytest.raises(ReferralError, match="no consent"):
        draft(worker, case, receiver)


def test_expired_consent_does_not_carry(worker: Membership, case: Case, receiver: Organisation) -> None:
    made.consent_to_share(
        by=worker, case=case, receiver=receiver, on=date(2026, 5, 1), valid_until=date(2026, 11, 21)
    )

    with pytest.raises(ReferralError, match="no consent"):
        draft(worker, case, receiver)


def test_withdrawn_consent_does_not_carry(worker: Membership, case: Case, receiver: Organisation) -> None:
    consent = made.consent_to_share(by=worker, case=case, receiver=receiver, on=TODAY)
    withdraw_consent(by=worker, on=TODAY, consent=consent)

    with pytest.raises(ReferralError, match="no consent"):
        draft(worker, case, receiver)


def test_refused_consent_does_not_carry(worker: Membership, case: Case, receiver: Organisation) -> None:
    made.consent_to_share(
        by=worker, case=case, receiver=receiver, on=TODAY, decision=ConsentDecision.REFUSED, checklist={}
    )

    with pytest.raises(ReferralError, match="no consent"):
        draft(worker, case, receiver)


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

    with pytest.raises(ReferralError, match="no consent"):
        send_referral(by=worker, on=TODAY, referral=referral)


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
