"""R-20 at the three steps of this app: one question, asked anew, in which the person's own level counts."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cases.codes import ConsentDecision, ConsentPurpose
from cases.models import Case, RiskAssessment
from cases.operations import record_consent
from referrals.codes import ReferralKind
from referrals.journeys import facts_of
from referrals.models import Hearing, ReturnProcess
from referrals.operations import ReferralError, draft_referral, justice
from referrals.operations.returns import open_return
from referrals.rules.returns import departure_faults
from renate.accounts.models import Membership
from renate.tenancy.models import Organisation
from tests.factories import referrals as made
from tests.factories.cases import ALL_YES
from tests.referrals.conftest import TODAY

DAY = datetime(2026, 11, 25, 9, tzinfo=ZoneInfo("Europe/Tirane"))
NOBODY, OLD, CRITICAL = "nobody has yet", "too old for this step", "is critical"
# Assessed so many days ago, with this level, and this one in the person's own eyes: what is said, how often.
# A critical level does not stop a transfer: another place may be what saves the person.
ASSESSED = (
    (40, 1, None, [OLD] * 3),
    (4, 3, None, [OLD] * 3),
    (4, 1, 3, [OLD] * 3),
    (1, 1, 4, [CRITICAL] * 2),
    (1, 4, None, [CRITICAL] * 2),
    (1, 1, 2, []),
)


def refusals(by: Membership, case: Case, receiver: Organisation) -> list[str]:
    """What is said of the risk before a return, before a hearing and before a transfer."""
    try:
        wish = made.request_to(receiver, kind=ReferralKind.TRANSFER)
        draft_referral(by=by, on=TODAY, case=case, request=wish)
        transfer = []
    except ReferralError as error:
        transfer = error.reasons
    leaving = departure_faults(facts_of(ReturnProcess.objects.get(), on=TODAY), on=TODAY)
    testifying = justice.testimony_faults(Hearing.objects.get(), on=TODAY)
    said = [*leaving, *testifying, *transfer]
    return [text for text in said if "risk" in text.lower() and "Still to do" not in text]


@pytest.mark.rule("R-20", "S4-05", "S4-30")
def test_return_testimony_and_transfer_wait_for_a_fresh_look_at_the_risk(
    inside: Membership, worker: Membership, receiver: Organisation, case: Case
) -> None:
    how = {"kind": "identified_victim_official", "from_country": "IT", "to_country": "AL"}
    open_return(by=worker, on=TODAY, case=case, **how)
    about = {"kind": "criminal_against_trafficker", "country": "AL", "role": "witness", "status": "trial"}
    matter = justice.keep_matter(by=worker, on=TODAY, case=case, status_on=TODAY, **about)
    justice.keep_hearing(by=worker, on=TODAY, matter=matter, kind="hearing", at=DAY, testifies=True)
    given = {"decision": ConsentDecision.GIVEN, "checklist": ALL_YES, "scope": "The trial"}
    record_consent(by=worker, on=TODAY, case=case, purpose=ConsentPurpose.TESTIFYING, **given)

    assert [NOBODY in text for text in refusals(worker, case, receiver)] == [True] * 3
    for days, overall, own, expected in ASSESSED:
        RiskAssessment.objects.filter(case=case).delete()
        RiskAssessment.objects.create(
            case=case, on=TODAY - timedelta(days=days), by=worker, overall=overall, own_level=own,
            review_due=TODAY + timedelta(days=30),
        )  # fmt: skip
        said = refusals(worker, case, receiver)
        assert len(said) == len(expected), (days, own)
        assert [words for words, text in zip(expected, said, strict=True) if words not in text] == []
