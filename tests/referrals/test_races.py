"""Two at once, over two real connections: an acceptance and a withdrawal, and two who accept."""

import dataclasses
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from cases.models import Case
from referrals.models import Referral, ReferralPackage
from referrals.operations import (
    ReferralError,
    accept_package,
    draft_referral,
    send_referral,
    withdraw_referral,
)
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.tenancy import scope
from tests.factories import referrals as made
from tests.referrals.conftest import TODAY

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Start them together; "done" or "refused" for each."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        gate.wait(timeout=20)
        try:
            act()
        except ReferralError:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def accepting(package: ReferralPackage, by: Membership, taker: Membership) -> Callable[[], object]:
    def act() -> None:
        with scope.enter(organisation=by.organisation_id, user=by.user_id):
            accept_package(by=by, on=TODAY, package=package, case_manager=taker)

    return act


@pytest.mark.rule("R-25")
def test_acceptance_against_withdrawal_and_against_acceptance_has_one_outcome(
    worker: Membership, answerer: Membership, taker: Membership, outsider: Membership, cast, case: Case
) -> None:
    third = cast(Role.CASE_MANAGER, of=outsider.organisation)
    request = dataclasses.replace(
        made.request_to(answerer.organisation), counterparts=[answerer.organisation, outsider.organisation]
    )
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        made.consent_to_share(by=worker, case=case, receiver=answerer.organisation, on=TODAY)
        made.consent_to_share(by=worker, case=case, receiver=outsider.organisation, on=TODAY)
        draft = draft_referral(by=worker, on=TODAY, case=case, request=request)
        send_referral(by=worker, on=TODAY, referral=draft)
        first, second = ReferralPackage.objects.order_by("pk")

    outcomes = at_once(accepting(first, answerer, taker), accepting(second, outsider, third))

    assert sorted(outcomes) == ["done", "refused"]
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        assert sorted(ReferralPackage.objects.values_list("state", flat=True)) == ["accepted", "withdrawn"]
        assert ReferralPackage.objects.filter(payload__isnull=False).count() == 1
        winner = ReferralPackage.objects.get(state="accepted")
        referral = Referral.objects.get(pk=winner.referral_id)

    def withdrawing() -> None:
        with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
            withdraw_referral(by=worker, on=TODAY, referral=referral)

    assert sorted(at_once(withdrawing, withdrawing)) == ["done", "refused"]
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        assert not ReferralPackage.objects.filter(payload__isnull=False).exists()


@pytest.mark.rule("R-25")
def test_acceptance_at_the_moment_of_withdrawal_never_leaves_anything_open(
    worker: Membership, answerer: Membership, taker: Membership, case: Case
) -> None:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        package = made.offer(by=worker, receiver=answerer.organisation, on=TODAY, case=case)
        referral = Referral.objects.get()

    def withdrawing() -> None:
        with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
            withdraw_referral(by=worker, on=TODAY, referral=referral)

    outcomes = at_once(accepting(package, answerer, taker), withdrawing)

    assert outcomes[1] == "done"  # whoever comes first, the person's no stands in the end
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        package = ReferralPackage.objects.get()
        assert (package.state, package.payload, package.wrapped_key) == ("withdrawn", None, None)
