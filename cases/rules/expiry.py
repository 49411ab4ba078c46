"""How the last day of a paper is shown; what is reminded of stands in renate/notices/rules.py (R-23)."""

from datetime import date

SOON_DAYS = 90


def soon(last_day: date | None, today: date, days: int = SOON_DAYS) -> str:
    """How a last day is shown: over, soon or nothing."""
    if last_day is None:
        return ""
    return "over" if last_day < today else "soon" if (last_day - today).days <= days else ""
