"""Checks that hang on one event: a job, a training's end, a closure (domain 2.8, S0-24, S2-50, S0-36)."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from reintegration.follow_up_codes import Anchor, Purpose

JOB_MONTHS = (1, 3, 6, 12)
TRAINING_DAYS = (30, 90)
CLOSURE_MONTHS = (6, 12)
EARLY_AND_LATE_MONTHS = (3, 24)
EVALUATION_MONTHS = 24
CLOSURE_INTERVAL = 180
CHECK_INTERVAL = 30


@dataclass(frozen=True)
class FixedCheck:
    """One look at one thing on one day; `key` names it for good, so that it is planned once."""

    anchor: str
    purpose: str
    key: str
    due_on: date
    interval_days: int = CHECK_INTERVAL


def job_checks(ref: str, started_on: date, ended_on: date | None = None) -> tuple[FixedCheck, ...]:
    """Whether a job lasts: after 1, 3, 6 and 12 months, while it does (S0-24)."""
    days = ((f"{ref}:{months}m", started_on + relativedelta(months=months)) for months in JOB_MONTHS)
    return tuple(
        FixedCheck(Anchor.JOB, Purpose.JOB_RETENTION, key, day)
        for key, day in days
        if ended_on is None or day <= ended_on
    )


def training_checks(ref: str, ended_on: date, next_step_on: date | None = None) -> tuple[FixedCheck, ...]:
    """What came of a training: 30 and 90 days after its end, until there is a job or a next step (R-19)."""
    days = ((f"{ref}:{number}d", ended_on + timedelta(days=number)) for number in TRAINING_DAYS)
    return tuple(
        FixedCheck(Anchor.TRAINING, Purpose.TRAINING_RESULT, key, day)
        for key, day in days
        if next_step_on is None or day <= next_step_on
    )


def closure_checks(
    ref: str, closed_on: date, *, contact: bool, evaluation: bool, early_and_late: bool
) -> tuple[FixedCheck, ...]:
    """Contacts after closure, each only with its consent (S0-36, S1-12, S2-23, S3-92)."""
    found = []
    months = (*CLOSURE_MONTHS, *EARLY_AND_LATE_MONTHS) if early_and_late else CLOSURE_MONTHS
    for number in sorted(months) if contact else ():
        day = closed_on + relativedelta(months=number)
        found.append(
            FixedCheck(Anchor.CLOSURE, Purpose.POST_CLOSURE, f"{ref}:{number}m", day, CLOSURE_INTERVAL)
        )
    if evaluation:
        day = closed_on + relativedelta(months=EVALUATION_MONTHS)
        found.append(
            FixedCheck(Anchor.EVALUATION, Purpose.EVALUATION, f"{ref}:evaluation", day, CLOSURE_INTERVAL)
        )
    return tuple(found)
