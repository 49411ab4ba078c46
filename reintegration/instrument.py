"""The instrument of the fourteen success factors (domain 2.6) as versioned data, not as code.

An assessment names the version it was made with, so an old profile keeps its old anchors.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CURRENT = "factors_v1"
NUMBERS = range(1, 15)
SHORT_CHECK = (1, 5, 9, 10)
_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Factor:
    """One factor with its five written anchors."""

    number: int
    key: str
    name: str
    short: str
    group: str
    covers: str
    critical: bool
    may_be_na: bool
    na_rule: str
    anchors: tuple[str, ...]
    indicators: tuple[str, ...]
    verification: str
    guard: str

    def anchor(self, score: int) -> str:
        """The written anchor of a score from 1 to 5."""
        return self.anchors[score - 1]


@dataclass(frozen=True)
class Instrument:
    """One version of the instrument."""

    version: str
    scale: tuple[str, ...]
    groups: dict[str, str]
    factors: tuple[Factor, ...]

    def factor(self, number: int) -> Factor:
        """The factor with this number (1-14)."""
        return self.factors[number - 1]


def _factor(row: dict[str, Any]) -> Factor:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Factor(**values)


@cache
def instrument(version: str = CURRENT) -> Instrument:
    """Load one version; an unknown version is an error, never a silent default."""
    if version not in versions():
        raise LookupError(f"unknown instrument version {version!r}")
    data = json.loads((_DATA / f"{version}.json").read_text(encoding="utf-8"))
    factors = tuple(_factor(row) for row in data["factors"])
    return Instrument(data["version"], tuple(data["scale"]), data["groups"], factors)


@cache
def versions() -> tuple[str, ...]:
    """All versions that came with the product."""
    return tuple(sorted(path.stem for path in _DATA.glob("factors_v*.json")))


def factor_choices() -> list[tuple[int, str]]:
    """Number and short name, for forms: "1 Accommodation"."""
    return [(f.number, f"{f.number} {f.short}") for f in instrument().factors]


# Rules need these few facts without the texts.
CRITICAL_FACTORS = tuple(f.number for f in instrument().factors if f.critical)
FACTORS_WITH_NA = frozenset(f.number for f in instrument().factors if f.may_be_na)
