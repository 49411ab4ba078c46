"""All indicators, by key."""

from collections.abc import Iterable

from renate.reports.indicators import (
    beyond,
    experience,
    factors,
    later,
    money,
    outcomes,
    people,
    phases,
    quality,
    services,
    spreads,
    support,
    waiting,
    work,
)
from renate.reports.indicators.base import Frame, Indicator, Measures

INDICATORS: dict[str, Indicator] = {
    indicator.key: indicator
    for part in (
        people,
        spreads,
        experience,
        phases,
        services,
        support,
        waiting,
        factors,
        work,
        beyond,
        later,
        outcomes,
        money,
        quality,
    )
    for indicator in part.INDICATORS
}


def measure(frame: Frame, keys: Iterable[str]) -> Measures:
    """The counts of several indicators together; each is asked once."""
    found: Measures = {}
    for key in dict.fromkeys(keys):
        found |= INDICATORS[key].count(frame)
    return found


def add_up(several: Iterable[Measures]) -> Measures:
    """Counts of several organisations as one; a person helped by two is in both (domain 2.9)."""
    found: Measures = {}
    for measures in several:
        for key, number in measures.items():
            found[key] = found.get(key, 0) + number
    return found
