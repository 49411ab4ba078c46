"""The receiver's side: accept, decline, read, hand back."""

from collections.abc import Iterator

import pytest

from cases.codes import ConsentDecision
from cases.models import Case, Consent
from referrals import exchange, sealing
from referrals.models import PackageReading, Referral, ReferralPackage
from referrals.operations import (
    ReferralError,
    accept_package,
    decline_package,
    end_package,
    link_case,
    read_section,
    withdraw_referral,
)
from renate import audit
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.kit.crypto import SealBroken
from renate.notices.models import Notice
from renate.tenancy import scope
from tests.factories import referrals as made
from tests.factories.cases import CaseFactory
from tests.referrals.conftest import TODAY


@pytest.fixture
def there(offered: ReferralPackage, answerer: Membership) -> Iterator[Membership]:
    """All of the test happens at the receiver, as its coordinator."""
    with scope.enter(organisation=answerer.organisation_id, user=answerer.user_id):
        yield answerer


@pytest.mark.rule("R-25")
def test_acceptance_seals_the_ticked_sections(
    there: Membership, offered: ReferralPackage, taker: Membership
) -> None:
    package = accept_package(by=there, on=TODAY, package=offered, case_manager=taker)

    assert package.state == "accepted"
    assert b"Mirela" not in bytes(package.payload)
    content = sealing.read(package)
    assert sorted(content) == ["A", "B"]
    assert content["A"]["person"][0]["legal_name"] == "Mirela Canary"
    assert package.contact_name == taker.user.full_name


@pytest.mark.rule("R-25")
def test_acceptance_marks_both_sides_for_the_network(
    accepted: ReferralPackage, worker: Membership, answerer: Membership
) -> None:
    received = made.as_received(accepted, answerer)
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        sent = Referral.objects.get()

    assert len(accepted.network_ref) == 20
    assert sent.network_ref == received.network_ref == accepted.network_ref
    assert (sent.state, sent.direction, received.direction) == ("accepted", "out", "in")


def test_acceptance_tells_the_sender(accepted: ReferralPackage, worker: Membership) -> None:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        notice = Notice.objects.get(to=worker)

        assert notice.url.endswith(f"/referrals/{Referral.objects.get().public_id}/")


def test_acceptance_after_the_consent_ran_out_opens_nothing(
    offered: ReferralPackage, worker: Membership, answerer: Membership, taker: Membership
) -> None:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        Consent.objects.all().update(decision=ConsentDecision.EXPIRED)

    package = made.accept(offered, by=answerer, case_manager=taker, on=TODAY)

    assert (package.state, package.payload) == ("agreed", None)
    with scope.enter(organisation=taker.organisation_id, user=taker.user_id), pytest.raises(ReferralError):
        read_section(by=taker, on=TODAY, package=package, section="A")


def test_withdrawn_offer_is_not_accepted(
    offered: ReferralPackage, worker: Membership, answerer: Membership, taker: Membership
) -> None:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        withdraw_referral(by=worker, on=TODAY, referral=Referral.objects.get())

    with pytest.raises(ReferralError, match="not available"):
        made.accept(offered, by=answerer, case_manager=taker, on=TODAY)


def test_case_manager_must_be_an_active_one(there: Membership, offered: ReferralPackage, cast) -> None:
    officer = cast(Role.OFFICER, of=there.organisation)

    with pytest.raises(ReferralError) as refused:
        accept_package(by=there, on=TODAY, package=offered, case_manager=officer)

    assert refused.value.field == "case_manager"


def test_decline_leaves_nothing_to_open(
    there: Membership, offered: ReferralPackage, worker: Membership
) -> None:
    package = decline_package(by=there, on=TODAY, package=offered, reason="no_place")

    assert (package.state, package.decline_reason, package.payload) == ("declined", "no_place", None)
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        assert Referral.objects.get().decline_reason == "no_place"


def test_decline_needs_a_reason_from_the_list(there: Membership, offered: ReferralPackage) -> None:
    with pytest.raises(ReferralError) as refused:
        decline_package(by=there, on=TODAY, package=offered, reason="I know her")

    assert refused.value.field == "reason"


def events(ref: str) -> list[tuple[str, dict]]:
    return [(event.action, event.meta) for event in audit.own_events(ref=ref)]


@pytest.mark.rule("R-25")
def test_reading_is_noted_on_both_sides(
    accepted: ReferralPackage, worker: Membership, taker: Membership
) -> None:
    with scope.enter(organisation=taker.organisation_id, user=taker.user_id):
        content = read_section(by=taker, on=TODAY, package=accepted, section="A")
        assert ("referral.section_opened", {"section": "A"}) in events(accepted.public_id)
        assert PackageReading.objects.count() == 1

    assert content["person"][0]["legal_name"] == "Mirela Canary"
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        reading = PackageReading.objects.get()
        assert (reading.section, reading.reader_name) == ("A", taker.user.full_name)
        assert reading.reader_role == taker.role
        assert ("referral.section_read", {"section": "A"}) in events(accepted.public_id)


@pytest.mark.parametrize("section", ["C", "G", "", "AB"])
def test_section_that_was_not_ticked_is_not_there(
    accepted: ReferralPackage, taker: Membership, section: str
) -> None:
    with scope.enter(organisation=taker.organisation_id, user=taker.user_id), pytest.raises(ReferralError):
        read_section(by=taker, on=TODAY, package=accepted, section=section)


def test_colleague_without_grant_opens_nothing(accepted: ReferralPackage, cast, receiver) -> None:
    colleague = cast(Role.CASE_MANAGER, of=receiver)

    with scope.enter(organisation=receiver, user=colleague.user_id), pytest.raises(ReferralError):
        read_section(by=colleague, on=TODAY, package=accepted, section="A")


def test_sender_itself_does_not_open_the_package(accepted: ReferralPackage, worker: Membership) -> None:
    with (
        scope.enter(organisation=worker.organisation_id, user=worker.user_id),
        pytest.raises(ReferralPackage.DoesNotExist),
    ):
        read_section(by=worker, on=TODAY, package=accepted, section="A")


def test_withdrawn_package_opens_nothing(
    accepted: ReferralPackage, worker: Membership, taker: Membership
) -> None:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        withdraw_referral(by=worker, on=TODAY, referral=Referral.objects.get())

    with scope.enter(organisation=taker.organisation_id, user=taker.user_id), pytest.raises(ReferralError):
        read_section(by=taker, on=TODAY, package=accepted, section="A")


def test_reading_checks_again_under_lock(
    accepted: ReferralPackage, worker: Membership, taker: Membership
) -> None:
    with scope.enter(organisation=taker.organisation_id, user=taker.user_id):
        in_hand = ReferralPackage.objects.get()
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        withdraw_referral(by=worker, on=TODAY, referral=Referral.objects.get())

    with scope.enter(organisation=taker.organisation_id, user=taker.user_id), pytest.raises(ReferralError):
        exchange.note_reading(in_hand, by=taker, section="A")


def test_hand_back_destroys_and_closes_the_own_record(
    accepted: ReferralPackage, answerer: Membership
) -> None:
    with scope.enter(organisation=answerer.organisation_id, user=answerer.user_id):
        package = end_package(by=answerer, on=TODAY, package=accepted)

        assert (package.state, package.payload, package.wrapped_key) == ("ended", None, None)
        assert Referral.objects.get().state == "ended"


def test_case_is_tied_once(accepted: ReferralPackage, taker: Membership) -> None:
    with scope.enter(organisation=taker.organisation_id, user=taker.user_id):
        case, record = CaseFactory(case_manager=taker), Referral.objects.get()

        link_case(by=taker, on=TODAY, referral=record, case=case)

        assert Referral.objects.get().case == case
        with pytest.raises(ReferralError):
            link_case(by=taker, on=TODAY, referral=record, case=case)


def test_later_changes_at_the_sender_do_not_cross(
    accepted: ReferralPackage, worker: Membership, taker: Membership, case: Case
) -> None:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        case.person.legal_name = "Somebody Else"
        case.person.save()

    with scope.enter(organisation=taker.organisation_id, user=taker.user_id):
        content = read_section(by=taker, on=TODAY, package=accepted, section="A")

    assert content["person"][0]["legal_name"] == "Mirela Canary"


@pytest.mark.parametrize("field", ["payload", "wrapped_key"])
@pytest.mark.parametrize("position", [0, 5, -1])
def test_tampered_package_raises(accepted: ReferralPackage, field: str, position: int) -> None:
    cell = bytearray(getattr(accepted, field))
    cell[position] ^= 1
    setattr(accepted, field, bytes(cell))

    with pytest.raises(SealBroken):
        sealing.read(accepted)


@pytest.mark.parametrize("field", ["receiver_id", "organisation_id", "public_id"])
def test_readdressed_package_raises(accepted: ReferralPackage, outsider: Membership, field: str) -> None:
    setattr(accepted, field, outsider.organisation_id)

    with pytest.raises(SealBroken):
        sealing.read(accepted)
