"""The figures of the first years (domain 2.9, acceptance figures), shared out among nine organisations.

They say how many stories of each kind are told; none is stored. Reports count rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from renate.demo.library import load

PERIOD_FROM, PERIOD_TO = date(2007, 1, 1), date(2010, 6, 30)
GRANTS_FROM, GRANTS_TO = date(2007, 1, 1), date(2011, 12, 31)
ASSISTED = 927
SECONDARY = 258
REINTEGRATED = 464  # "half": 464 of 927 is 50.05 %
PREVIOUSLY = 97  # "almost 100"
AGAIN = 50
GRANTS_EUR = Decimal(875_000)
_GRANT_STEP = 500


@dataclass(frozen=True)
class Share:
    """What one organisation contributes to the figures of the network."""

    key: str
    assisted: int
    secondary: int
    reintegrated: int
    previously: int
    again: int
    grants: Decimal


def members(count: int) -> list[dict]:
    """The first organisations of the network."""
    return load("organisations")["members"][:count]


def shares(scale: float = 1.0) -> list[Share]:
    """The parts of all nine; whole numbers that add up to the scaled figures exactly."""
    rows = members(9)
    assisted = allot(round(ASSISTED * scale), [row["weight"] for row in rows])
    parts = [
        allot(round(figure * scale), assisted) for figure in (SECONDARY, REINTEGRATED, PREVIOUSLY, AGAIN)
    ]
    steps = allot(int(GRANTS_EUR) // _GRANT_STEP, [row["weight"] for row in rows])
    return [
        Share(row["key"], *counts, grants=Decimal(count * _GRANT_STEP))
        for row, count, *counts in zip(rows, steps, assisted, *parts, strict=True)
    ]


def allot(total: int, weights: Sequence[int]) -> list[int]:
    """Share a whole number out by weight; the largest remainders get what is left over."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    floors = [int(part) for part in exact]
    by_remainder = sorted(range(len(weights)), key=lambda n: (floors[n] - exact[n], n))
    for n in by_remainder[: total - sum(floors)]:
        floors[n] += 1
    return floors
