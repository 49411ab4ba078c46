"""Which consent carries which package, for how long, and what may cross."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals import rules
from referrals.codes import LIVE_STATES, AgeBand, ReferralKind, ReferralState
from referrals.rules import ConsentFacts

ON = date(2026, 11, 22)
GOOD = ConsentFacts(is_valid=True, receiver_id=7, sections=frozenset("ABC"), valid_until=None)


@pytest.mark.rule("R-25")
@pytest.mark.parametrize(
    ("consent", "words"),
    [
        (None, "no consent"),
        (ConsentFacts(False, 7, frozenset("ABC"), None), "not valid"),
        (ConsentFacts(True, 8, frozenset("ABC"), None), "another organisation"),
        (ConsentFacts(True, None, frozenset("ABC"), None), "another organisation"),
        (ConsentFacts(True, 7, frozenset("A"), None), "does not cover section B"),
    ],
)
def test_consent_that_does_not_carry_says_why(consent: ConsentFacts | None, words: str) -> None:
    [fault] = rules.consent_faults(consent, receiver_id=7, sections=["A", "B"])

    assert words in fault


def test_consent_that_carries_has_no_fault() -> None:
    assert rules.consent_faults(GOOD, receiver_id=7, sections=["A", "C"]) == []


@given(st.sets(st.sampled_from("ABCDEFGHIJKLMN")), st.sets(st.sampled_from("ABCDEFGHIJKLMN")))
def test_only_shareable_and_readable_sections_pass(ticked: set[str], readable: set[str]) -> None:
    passes = rules.section_faults(ticked, readable=readable) == []

    assert passes == (bool(ticked) and ticked <= readable and ticked <= {*"ABCDE"})


@pytest.mark.rule("R-20")
@pytest.mark.parametrize(
    ("kind", "block", "stands"),
    [
        (ReferralKind.REFERRAL, "Too old", []),
        (ReferralKind.TRANSFER, None, []),
        (ReferralKind.TRANSFER, "Too old", ["Too old"]),
    ],
)
def test_transfer_waits_for_the_risk_and_a_referral_does_not(
    kind: str, block: str | None, stands: list[str]
) -> None:
    assert rules.risk_faults(kind, block) == stands


@given(st.none() | st.dates(ON, date(2030, 1, 1)))
def test_package_never_outlives_its_consent_nor_six_months(until: date | None) -> None:
    last = rules.valid_until(on=ON, consent_until=until)

    assert last <= date(2027, 5, 22)
    assert until is None or last <= until
    assert not rules.has_expired(last, on=last)
    assert rules.has_expired(last, on=last + timedelta(days=1))


@given(st.sampled_from(ReferralState), st.sampled_from(ReferralState))
def test_settled_referrals_stay_settled(state: ReferralState, wanted: ReferralState) -> None:
    if state not in (*LIVE_STATES, ReferralState.DRAFT):
        assert not rules.may_become(state, wanted)
    if state != ReferralState.WAITING:  # the day of a place may move
        assert not rules.may_become(state, state)


@pytest.mark.parametrize(
    ("year", "band"),
    [
        (None, AgeBand.UNKNOWN),
        (2015, AgeBand.CHILD),
        (2014, AgeBand.TEEN),
        (2009, AgeBand.TEEN),
        (2008, AgeBand.YOUNG),
        (1991, AgeBand.MIDDLE),
        (1976, AgeBand.OLDER),
    ],
)
def test_age_band_hides_the_year(year: int | None, band: AgeBand) -> None:
    assert rules.age_band(year, on=ON) == band
