"""Testifying: only with a yes said anew and a fresh look at the risk; sums that contradict each other."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from referrals.rules import justice
from referrals.rules.justice import TestimonyFacts

ON = date(2026, 11, 22)
READY = TestimonyFacts(
    has_consent=True,
    confirmed_on=ON,
    refused_on=None,
    risk_block=None,
    hearing_on=ON + timedelta(days=3),
)


@pytest.mark.rule("S4-29", "S4-30", "R-20")
@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({}, ""),
        ({"has_consent": False}, "no valid consent"),
        ({"confirmed_on": None}, "confirmed again"),
        ({"confirmed_on": ON - timedelta(days=12)}, "confirmed again"),
        ({"confirmed_on": None, "refused_on": ON}, "said no"),
        ({"refused_on": ON}, "said no"),
        ({"risk_block": "The risk is critical"}, "critical"),
    ],
)
def test_person_testifies_only_of_their_own_renewed_will(change: dict, text: str) -> None:
    faults = justice.testimony_faults(replace(READY, **change))

    assert bool(faults) == bool(text)
    assert text in " ".join(faults)


@pytest.mark.rule("S2-40")
@pytest.mark.parametrize(
    ("claimed", "awarded", "paid", "field"),
    [
        (None, None, None, None),
        (Decimal(100), Decimal(150), Decimal(150), None),
        (Decimal(100), None, Decimal(10), "compensation_awarded"),
        (Decimal(100), Decimal(50), Decimal(60), "compensation_paid"),
    ],
)
def test_sums_of_compensation_do_not_contradict_each_other(
    claimed: Decimal | None, awarded: Decimal | None, paid: Decimal | None, field: str | None
) -> None:
    faults = justice.money_faults(claimed, awarded, paid)

    assert [name for name, _text in faults] == ([field] if field else [])
