"""What went wrong on the way: setbacks that lower some factors for a while (S3-49…56, R-08, R-09)."""

from datetime import date, timedelta
from typing import Any

from reintegration.codes import SetbackEffect, SetbackKind, Severity
from renate.demo.library import load
from renate.demo.luck import Luck
from renate.demo.timeline import Course

# Nothing goes wrong in the last months before a good end: scores have to hold.
QUIET_END = timedelta(days=225)


def setbacks(luck: Luck, course: Course, *, went_well: bool) -> list[dict[str, Any]]:
    """Those of one cycle, the one that led a step back among them."""
    told: list[dict[str, Any]] = []
    if course.step_back:
        day = course.step_back.from_on - timedelta(days=luck.number(1, 6))
        told.append(_setback(luck, day, course.until, Severity.SEVERE, SetbackEffect.PHASE_BACK))
    first = course.started_on + timedelta(days=40)
    last = course.until - (QUIET_END if went_well else timedelta(days=15))
    for _ in range(luck.weighted({0: 58, 1: 30, 2: 12})):
        if first < last:
            severity = luck.weighted({Severity.LIGHT: 5, Severity.SERIOUS: 4, Severity.SEVERE: 1})
            told.append(
                _setback(luck, luck.day(first, last), course.until, severity, _effect(luck, severity))
            )
    return sorted(told, key=lambda row: row["on"])


def after_closure(luck: Luck, day: date) -> dict[str, Any]:
    """The return of somebody who was exploited again: a new cycle begins (R-09, R-10)."""
    row = _setback(luck, day, day, Severity.SEVERE, SetbackEffect.CYCLE_NEW)
    return row | {"kind": SetbackKind.RETURN_TO_ACTIVITIES, "factors": [5, 8], "after_closure": True}


def _effect(luck: Luck, severity: int) -> str:
    if severity == Severity.LIGHT:
        return luck.weighted({SetbackEffect.NONE: 3, SetbackEffect.EXTRA_MONITORING: 1})
    return luck.weighted({SetbackEffect.PLAN_REVISED: 3, SetbackEffect.EXTRA_MONITORING: 2})


def _setback(luck: Luck, day: date, until: date, severity: int, effect: str) -> dict[str, Any]:
    kinds = load("work")["setbacks"]
    kind = luck.weighted({name: row["weight"] for name, row in kinds.items()})
    resolved = day + timedelta(days=luck.number(7, 110))
    return {
        "on": day,
        "kind": kind,
        "severity": severity,
        "factors": kinds[kind]["factors"],
        "effect": effect,
        "resolved_on": resolved if resolved < until else None,
        "note": luck.pick(load("words")["setbacks"]) if luck.chance(0.5) else "",
    }
