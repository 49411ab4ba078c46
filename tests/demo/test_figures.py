"""The figures are shared out exactly, and the stories told amount to them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renate.demo import cohort
from renate.demo.figures import PERIOD_FROM, PERIOD_TO, allot, members, shares


@given(total=st.integers(0, 5000), weights=st.lists(st.integers(1, 50), min_size=1, max_size=12))
def test_allot_adds_up_and_stays_near_the_exact_share(total: int, weights: list[int]) -> None:
    parts = allot(total, weights)

    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total * weight / sum(weights)) < 1


@pytest.mark.rule("S3-60", "S3-62", "S3-64")
def test_shares_of_nine_are_the_figures_of_the_network() -> None:
    parts = shares()

    assert sum(part.assisted for part in parts) == 927
    assert sum(part.secondary for part in parts) == 258
    assert sum(part.reintegrated for part in parts) == 464
    assert sum(part.previously for part in parts) == 97
    assert sum(part.again for part in parts) == 50
    assert sum(part.grants for part in parts) == Decimal(875_000)


def test_members_are_two_two_one_one_two_one_by_country() -> None:
    countries = [row["country"] for row in members(9)]

    assert sorted(countries) == ["AL", "AL", "BG", "BG", "MK", "RO", "RO", "RS", "XK"]


def test_fates_of_every_organisation_meet_its_share() -> None:
    for share in shares():
        fates = cohort.first_years(share, seed=1)
        ended_well = [
            fate
            for fate in fates
            if fate.again_on is None and fate.ending.outcome == "reintegrated_successfully"
            and fate.ending.on <= PERIOD_TO
        ]  # fmt: skip

        assert len(fates) == share.assisted
        assert all(PERIOD_FROM <= fate.opened_on <= PERIOD_TO for fate in fates)
        assert len(ended_well) == share.reintegrated
        assert sum(fate.again_on is not None for fate in fates) == share.again
        assert sum(fate.previously for fate in fates) == share.previously
        assert sum(fate.secondary for fate in fates) == share.secondary
