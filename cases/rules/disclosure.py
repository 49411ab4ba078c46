"""Passing facts on without consent: when it is looked at again (domain 4)."""

from datetime import date, timedelta

REVIEW_DAYS = 7


def review_due(on: date) -> date:
    """The last day of the review."""
    return on + timedelta(days=REVIEW_DAYS)


def is_overdue(due: date, reviewed_on: date | None, today: date) -> bool:
    """Whether nobody has looked at it in time."""
    return reviewed_on is None and due < today
