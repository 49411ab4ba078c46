"""How long an entry of the directory can be trusted (domain 3: reminder yearly)."""

from datetime import date

from dateutil.relativedelta import relativedelta


def stale_on(verified_on: date) -> date:
    """The day from which somebody has to call again."""
    return verified_on + relativedelta(years=1)


def is_stale(verified_on: date, on: date) -> bool:
    """A year after it was verified an entry is a hint, no more."""
    return on >= stale_on(verified_on)
