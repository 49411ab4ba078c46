"""Two organisations, and a third that must see nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine

from cases.models import Case
from referrals.models import ReferralPackage
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories import referrals as made
from tests.factories.accounts import MembershipFactory, new_organisation
from tests.factories.cases import CaseFactory, PersonFactory

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


@pytest.fixture
def receiver(other_organisation: Organisation) -> Organisation:
    return other_organisation


@pytest.fixture
def answerer(cast: Callable[..., Membership], receiver: Organisation) -> Membership:
    """The coordinator of the receiver."""
    return cast(Role.COORDINATOR, of=receiver)


@pytest.fixture
def taker(stranger: Membership) -> Membership:
    """The case manager at the receiver who takes over."""
    return stranger


@pytest.fixture
def outsider(db: Any) -> Membership:
    """The coordinator of a third organisation."""
    third = new_organisation(name="Third House", short_name="Third", country="BG")
    with scope.enter(organisation=third):
        return MembershipFactory(role=Role.COORDINATOR)


@pytest.fixture
def case(worker: Membership) -> Case:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        person = PersonFactory(
            legal_name="Mirela Canary", birth_year=2001, sex="female", first_language="sqi", citizenship="AL"
        )
        return CaseFactory(case_manager=worker, person=person)


@pytest.fixture
def offered(worker: Membership, receiver: Organisation, answerer: Membership, case: Case) -> ReferralPackage:
    """On offer: sections A and B of the case."""
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        return made.offer(by=worker, receiver=receiver, on=TODAY, case=case)


@pytest.fixture
def accepted(offered: ReferralPackage, answerer: Membership, taker: Membership) -> ReferralPackage:
    """Taken over by the receiver."""
    return made.accept(offered, by=answerer, case_manager=taker, on=TODAY)
