"""When the fourteen factors are due to be assessed (domain 2.7). Pure date arithmetic."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from reintegration.codes import Phase

BASELINE_BY = timedelta(days=30)
MILESTONES = (3, 6, 9, 12, 18, 24, 30, 36)
EVERY_MONTHS_AFTER = 6
# An assessment this long before a milestone serves it: the same is not asked twice in a month.
SERVES = timedelta(days=30)


def next_assessment(started_on: date, phase: str, last_on: date | None) -> date | None:
    """The day by which the next full assessment of a running cycle is due; None in follow-up.

    The baseline within 30 days, then at months 3, 6, 9, 12 and every half year.
    """
    if phase == Phase.FOLLOW_UP:
        return None
    if last_on is None or last_on < started_on:
        return started_on + BASELINE_BY
    for months in MILESTONES:
        day = started_on + relativedelta(months=months)
        if day > last_on + SERVES:
            return day
    return last_on + relativedelta(months=EVERY_MONTHS_AFTER)
