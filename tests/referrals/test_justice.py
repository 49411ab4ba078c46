"""Legal matters: hearings, a yes said anew, protection; and help that never depends on any of it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cases.codes import ConsentDecision, ConsentPurpose
from cases.models import Case, RiskAssessment
from cases.operations import record_consent, withdraw_consent
from referrals.codes import HearingState
from referrals.models import Hearing
from referrals.operations.justice import (
    LegalError,
    confirm_testimony,
    keep_hearing,
    keep_matter,
    keep_order,
    record_hearing,
)
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.notices import due
from tests.factories.cases import ALL_YES, TeamMemberFactory
from tests.referrals.conftest import TODAY

ZONE = ZoneInfo("Europe/Tirane")
MATTER = {
    "kind": "criminal_against_trafficker", "country": "IT", "role": "witness", "status": "trial",
    "status_on": TODAY,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _inside(inside: Membership) -> None:
    """All of this happens in one organisation."""


@pytest.fixture
def hearing(worker: Membership, case: Case) -> Hearing:
    """In three days the person is asked to testify, abroad."""
    matter = keep_matter(by=worker, on=TODAY, case=case, **MATTER)
    day = datetime(2026, 11, 25, 9, tzinfo=ZONE)
    return keep_hearing(
        by=worker, on=TODAY, matter=matter, kind="hearing", at=day, testifies=True, mode="video"
    )


def agree(worker: Membership, case: Case) -> None:
    """The consent to testify, and a fresh look at the risk."""
    record_consent(
        by=worker, on=TODAY, case=case, purpose=ConsentPurpose.TESTIFYING, decision=ConsentDecision.GIVEN,
        checklist=ALL_YES, scope="This one trial, by video",
    )  # fmt: skip
    soon = TODAY + timedelta(days=30)
    RiskAssessment.objects.create(case=case, on=TODAY, by=worker, overall=1, review_due=soon)


@pytest.mark.rule("S4-29", "S4-30", "R-20")
def test_person_testifies_after_consent_risk_and_a_new_yes_and_not_before(
    worker: Membership, case: Case, hearing: Hearing
) -> None:
    with pytest.raises(LegalError) as refused:
        confirm_testimony(by=worker, on=TODAY, hearing=hearing, agrees=True)
    assert len(refused.value.reasons) == 2
    agree(worker, case)
    with pytest.raises(LegalError, match="confirmed again"):
        record_hearing(by=worker, on=TODAY + timedelta(days=3), hearing=hearing, state="held", testified=True)

    confirm_testimony(by=worker, on=TODAY, hearing=hearing, agrees=True)
    on = TODAY + timedelta(days=3)
    held = record_hearing(by=worker, on=on, hearing=hearing, state="held", testified=True)

    assert (held.state, held.testified, held.confirmed_on) == (HearingState.HELD, True, TODAY)


def test_yes_taken_back_or_another_day_ends_the_confirmation(
    worker: Membership, case: Case, hearing: Hearing
) -> None:
    agree(worker, case)
    confirm_testimony(by=worker, on=TODAY, hearing=hearing, agrees=True)

    moved = keep_hearing(
        by=worker, on=TODAY, matter=hearing.matter, hearing=Hearing.objects.get(),
        at=hearing.at + timedelta(days=7),
    )  # fmt: skip
    assert moved.confirmed_on is None
    confirm_testimony(by=worker, on=TODAY, hearing=moved, agrees=True)
    withdraw_consent(by=worker, on=TODAY, consent=case.consents.get(purpose="testifying"))

    hearing.refresh_from_db()
    assert (hearing.confirmed_on, hearing.consent, hearing.refused_on) == (None, None, TODAY)


@pytest.mark.rule("R-23")
def test_hearings_orders_and_claims_are_among_the_days_to_see_to(
    worker: Membership, case: Case, hearing: Hearing
) -> None:
    until = TODAY + timedelta(days=20)
    keep_order(
        by=worker, on=TODAY, case=case, state="in_force", country="AL", issued_on=TODAY, valid_until=until
    )
    keep_matter(by=worker, on=TODAY, case=case, matter=hearing.matter, **MATTER, claim_deadline=until)

    found = due.due_between(worker, TODAY, TODAY + timedelta(days=30))

    days = {row.source: row.due_on for row in found}
    assert days["hearing"] == TODAY + timedelta(days=3)
    assert days["order"] == days["claim"] == until
    assert all(
        row.ref == case.person.case_code for row in found if row.source in ("hearing", "order", "claim")
    )


@pytest.mark.rule("S2-39")
def test_legal_page_shows_the_whole_to_the_adviser_and_days_to_the_coordinator(
    as_member, cast, case: Case, hearing: Hearing, worker: Membership, coordinator: Membership
) -> None:
    adviser = cast(Role.LEGAL)
    TeamMemberFactory(case=case, membership=adviser)
    url = f"/cases/{case.ref}/legal/"

    whole = as_member(adviser).get(url).content.decode()
    outline = as_member(worker).get(url).content.decode()
    days = as_member(coordinator).get(url).content.decode()

    assert "/legal/matters/" in whole
    assert "Criminal case" in outline
    assert "/legal/matters/" not in outline
    assert "Criminal case" not in days
    assert "25 Nov 2026" in days
    assert as_member(worker).get(f"{url}new/").status_code == 404


def test_adviser_asks_again_on_the_page_and_a_no_needs_nothing(
    as_member, cast, case: Case, hearing: Hearing
) -> None:
    adviser = cast(Role.LEGAL)
    TeamMemberFactory(case=case, membership=adviser)
    client, url = as_member(adviser), f"/cases/{case.ref}/legal/hearings/{hearing.public_id}/asked/"

    too_early = client.post(url, {"answer": "yes"})
    answer = client.post(url, {"answer": "no"})

    assert too_early.status_code == 422
    assert answer.status_code == 302
    assert Hearing.objects.get().refused_on == TODAY
