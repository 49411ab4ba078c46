"""What a stay is part of: upper apps say which plan a case has, because a house is a programme (S0-10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class PlanLine:
    """The plan of a case in one line: `state` in words, `tone` as a badge has it."""

    label: Any
    url: str
    state: Any
    tone: str = "neutral"


#: (case, on) -> the plan's line; registered in AppConfig.ready.
providers: list[Callable[[Any, date], PlanLine]] = []


def plan_lines(case: Any, on: date) -> list[PlanLine]:
    """What the stay of this case is part of."""
    return [provide(case, on) for provide in providers]
