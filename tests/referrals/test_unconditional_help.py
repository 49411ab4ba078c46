"""Help never depends on testifying or cooperation with an authority (domain 2.1, DIR Art 11(3))."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from cases.codes import ConsentDecision, ConsentPurpose
from cases.models import Case
from cases.operations import record_consent
from referrals.models import ReferralPackage
from referrals.operations.justice import keep_hearing, keep_matter
from reintegration.operations import DeliveryDetails, log_delivery
from renate.accounts.models import Membership
from renate.kit import clock
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories import referrals as made
from tests.referrals.conftest import TODAY

COUNSELLING = DeliveryDetails(service="psychosocial.individual_counselling")
#: Who decides about help: none of it may ask about a proceeding.
HELPING = ("shelters", "reintegration", "cases/rules", "cases/operations")
ASKS = {"TESTIFYING", "LegalMatter", "Hearing", "legal_matters"}
#: Where the purpose is a line of a list and decides nothing about help.
LISTS = {"cases/rules/consent.py", "cases/operations/withdrawal.py"}


@pytest.mark.rule("S4-29", "S4-30")
def test_person_who_refuses_to_testify_is_helped_as_before(
    worker: Membership, receiver: Organisation, answerer: Membership, taker: Membership, case: Case
) -> None:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        matter = keep_matter(
            by=worker, on=TODAY, case=case, kind="criminal_against_trafficker", country="AL", role="witness",
            status="trial", status_on=TODAY,
        )  # fmt: skip
        keep_hearing(by=worker, on=TODAY, matter=matter, kind="hearing", at=clock.now(), testifies=True)
        record_consent(
            by=worker, on=TODAY, case=case, purpose=ConsentPurpose.TESTIFYING,
            decision=ConsentDecision.REFUSED, checklist={},
        )  # fmt: skip
        package = made.offer(by=worker, receiver=receiver, on=TODAY, case=case)

        given = log_delivery(by=worker, on=TODAY, case=case, details=COUNSELLING)

    accepted = made.accept(package, by=answerer, case_manager=taker, on=TODAY)

    assert (accepted.state, given.service) == ("accepted", COUNSELLING.service)
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        assert Case.objects.get(pk=case.pk).is_open
        assert "testif" not in str(ReferralPackage.objects.get().summary)


def test_nothing_that_decides_about_help_asks_about_a_proceeding() -> None:
    asking = []
    for part in HELPING:
        for path in (Path(settings.BASE_DIR) / part).rglob("*.py"):
            names = {
                getattr(node, "attr", getattr(node, "id", None))
                for node in ast.walk(ast.parse(path.read_text()))
            }
            place = str(path.relative_to(settings.BASE_DIR))
            if names & ASKS and place not in LISTS and "/migrations/" not in place:
                asking.append(place)

    assert asking == []
