"""Documents and the time to reflect: which dates fit together (domain 2.3, R-22)."""

from datetime import date, timedelta

REFLECTION_DAYS = 30


def reflection_end(from_on: date, days: int = REFLECTION_DAYS) -> date:
    """The last day of the time to reflect; the first day is the day after `from_on` (R-22)."""
    return from_on + timedelta(days=days)


def document_problem(
    *, issued_on: date | None, expires_on: date | None, is_expired: bool, today: date
) -> tuple[str, str] | None:
    """The first field that does not fit, and why; None when the dates fit."""
    if issued_on is not None and issued_on > today:
        return "issued_on", "future"
    if issued_on is not None and expires_on is not None and expires_on < issued_on:
        return "expires_on", "before_issue"
    if is_expired and expires_on is not None and expires_on >= today:
        return "status", "not_expired"
    return None


def reflection_problem(
    *, from_on: date, informed_on: date | None, ended_on: date | None, has_reason: bool, today: date
) -> tuple[str, str] | None:
    """The first field that does not fit, and why; None when the dates fit."""
    for field, day in (("from_on", from_on), ("informed_on", informed_on), ("ended_on", ended_on)):
        if day is not None and day > today:
            return field, "future"
    if ended_on is not None and ended_on < from_on:
        return "ended_on", "before_start"
    if ended_on is not None and not has_reason:
        return "ended_reason", "missing"
    if has_reason and ended_on is None:
        return "ended_on", "missing"
    return None
