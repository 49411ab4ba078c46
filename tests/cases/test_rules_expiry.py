"""How the last day of a paper is shown."""

from datetime import date, timedelta

from cases.rules.expiry import soon

LAST = date(2026, 11, 22)


def before(days: int) -> date:
    return LAST - timedelta(days=days)


def test_last_day_is_shown_as_over_soon_or_plain():
    assert [soon(day, LAST) for day in (None, before(1), LAST, before(-90), before(-91))] == [
        "", "over", "soon", "soon", "",
    ]  # fmt: skip
