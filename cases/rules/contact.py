"""When a contact plan is confirmed again (domain 4, safe contact)."""

from datetime import date, timedelta

CHECK_DAYS = 90
CHECK_DAYS_IN_CRISIS = 30


def next_check_on(on: date, *, in_crisis: bool) -> date:
    """The day by which the plan must be confirmed with the person again."""
    return on + timedelta(days=CHECK_DAYS_IN_CRISIS if in_crisis else CHECK_DAYS)


def needs_check(check_on: date | None, today: date) -> bool:
    """Whether the plan is too old to rely on."""
    return check_on is None or check_on <= today
