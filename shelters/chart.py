"""The occupancy chart of a house: a bar for each night, a line for the beds there are; measures only.

Drawn by a template with the page's own colours, without the heavy chart library: these pages open daily.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shelters.queries import Night

LEFT, TOP, STEP, DEPTH = 34, 8, 8, 140
WEEK = 7


@dataclass(frozen=True)
class NightBar:
    """A night as a bar from the ground up."""

    x: int
    y: float
    height: float
    night: Night


@dataclass(frozen=True)
class Mark:
    """A label on an axis."""

    at: float
    text: str


@dataclass(frozen=True)
class Week:
    """Seven nights or fewer, for the table beside the picture."""

    from_on: date
    taken: float
    capacity: float


@dataclass(frozen=True)
class NightChart:
    """What the template draws."""

    bars: list[NightBar]
    line: str
    levels: list[Mark]
    months: list[tuple[int, date]]
    weeks: list[Week]
    width: int
    height: int
    average: float
    lowest: int
    highest: int


def night_chart(nights: Sequence[Night]) -> NightChart:
    """Nights in order, to scale; a house without a bed has an empty picture of the same size."""
    top = max([1, *(night.taken for night in nights), *(night.capacity for night in nights)])

    def level(count: float) -> float:
        return round(TOP + DEPTH - DEPTH * count / top, 1)

    bars = [
        NightBar(LEFT + n * STEP, level(night.taken), round(DEPTH * night.taken / top, 1), night)
        for n, night in enumerate(nights)
    ]
    ends = [(LEFT + n * STEP, level(night.capacity)) for n, night in enumerate(nights)]
    taken = [night.taken for night in nights]
    return NightChart(
        bars=bars,
        line=" ".join(f"{x},{y} {x + STEP},{y}" for x, y in ends),
        levels=[Mark(level(count), str(count)) for count in sorted({0, top // 2, top})],
        months=[(bar.x, bar.night.on) for bar in bars if bar.night.on.day == 1],
        weeks=[_week(nights[n : n + WEEK]) for n in range(0, len(nights), WEEK)],
        width=LEFT + len(nights) * STEP + 4,
        height=TOP + DEPTH + 24,
        average=sum(taken) / len(taken) if taken else 0,
        lowest=min(taken, default=0),
        highest=max(taken, default=0),
    )


def _week(nights: Sequence[Night]) -> Week:
    return Week(
        nights[0].on,
        sum(night.taken for night in nights) / len(nights),
        sum(night.capacity for night in nights) / len(nights),
    )
