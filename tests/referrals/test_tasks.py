"""Packages end on time, by themselves."""

from datetime import date

import pytest
import time_machine

from cases.models import Case
from referrals.models import ReferralPackage, ReferralPackageUserObjectPermission
from referrals.tasks import expire_packages
from renate.accounts.models import Membership
from renate.tenancy import scope
from tests.factories import referrals as made


@pytest.mark.rule("R-25")
@pytest.mark.parametrize(("today", "state"), [("2027-05-22", "accepted"), ("2027-05-23", "expired")])
def test_package_is_destroyed_the_day_after_its_last(
    accepted: ReferralPackage, worker: Membership, answerer: Membership, today: str, state: str
) -> None:
    with time_machine.travel(f"{today} 12:00", tick=False):
        expire_packages()

    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        package = ReferralPackage.objects.get()
        assert package.valid_until == date(2027, 5, 22)
        assert (package.state, package.is_sealed) == (state, state == "accepted")
        assert ReferralPackageUserObjectPermission.objects.exists() == (state == "accepted")
    assert made.as_received(accepted, answerer).state == state


def test_second_sweep_changes_nothing(accepted: ReferralPackage, worker: Membership) -> None:
    with time_machine.travel("2027-06-01 12:00", tick=False):
        expire_packages()
        expire_packages()

    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        assert ReferralPackage.objects.get().ended_on == date(2027, 6, 1)


def test_open_offer_expires_too(offered: ReferralPackage, worker: Membership, case: Case) -> None:
    with time_machine.travel("2027-06-01 12:00", tick=False):
        expire_packages()

    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        assert ReferralPackage.objects.get().state == "expired"
