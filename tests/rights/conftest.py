"""A person with a file, who asks something about it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from cases.models import Case
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.kit import clock
from renate.rights.models import RightsRequest
from renate.rights.operations import decide_request, record_request
from tests.factories.cases import CaseFactory

Ask = Callable[..., RightsRequest]


@pytest.fixture
def dpo(cast: Callable[[str], Membership]) -> Membership:
    return cast(Role.DPO)


@pytest.fixture
def case(inside: Membership) -> Case:
    return CaseFactory(case_manager=inside, person__legal_name="Mirjeta Hoxha")


@pytest.fixture
def asked(inside: Membership, dpo: Membership, case: Case) -> Ask:
    """A request of the person; granted by the officer when `granted` says so."""

    def ask(kind: str, *, granted: bool = False, received_on: date | None = None) -> RightsRequest:
        today = clock.today()
        request = record_request(
            by=inside, on=today, case=case, kind=kind, asked="Please.", received_on=received_on or today
        )
        return decide_request(by=dpo, on=today, request=request, decision="granted") if granted else request

    return ask


def closed(case: Case, *, days_ago: int, outcome: str = "not_applicable") -> Case:
    """The case as it is after its end."""
    case.status, case.closed_on = "closed", clock.today() - timedelta(days=days_ago)
    case.opened_on = case.closed_on - timedelta(days=30)
    case.closure_reason, case.closure_outcome = "moved_abroad", outcome
    case.save()
    return case
