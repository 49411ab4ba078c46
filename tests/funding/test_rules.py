"""Rules of grants."""

from datetime import date
from decimal import Decimal

import pytest

from renate.funding.rules import problems_of_grant

GOOD = {
    "amount": Decimal("875000"),
    "from_on": date(2007, 1, 1),
    "to_on": date(2011, 12, 31),
    "programme_from": date(2007, 1, 1),
    "programme_to": None,
}


@pytest.mark.rule("S3-02")
def test_grant_in_its_programme_has_no_problems():
    assert problems_of_grant(**GOOD) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"amount": Decimal(0)}, "The amount must be more than zero."),
        ({"to_on": date(2006, 1, 1)}, "The grant ends before it begins."),
        ({"programme_from": date(2012, 1, 1)}, "The grant lies outside the period of its programme."),
        (
            {"programme_from": date(2000, 1, 1), "programme_to": date(2006, 1, 1)},
            "The grant lies outside the period of its programme.",
        ),
    ],
)
def test_grant_that_does_not_fit_is_refused(change, reason):
    assert problems_of_grant(**GOOD | change) == [reason]
