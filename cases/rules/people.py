"""Age, minority and the code that stands for a name (R-16, domain 2.3)."""

import secrets
from datetime import date

from dateutil.relativedelta import relativedelta

from cases.rules.partial_dates import PartialDate

ADULT_YEARS = 18
# No vowels and no look-alikes: a code never spells a word and is read out without mistakes.
CODE_ALPHABET = "2345679BCDFGHJKMNPQRTVWXZ"
OLDEST = 120


def new_case_code() -> str:
    """A random code such as "7Q2K-M4", shown wherever a name may not be."""
    letters = "".join(secrets.choice(CODE_ALPHABET) for _position in range(6))
    return f"{letters[:4]}-{letters[4:]}"


def adult_on(birth: PartialDate) -> date | None:
    """The day on which the person is 18 however the birth date is read; None when unknown."""
    return birth.latest + relativedelta(years=ADULT_YEARS) if birth.is_known else None


def is_minor(birth: PartialDate, on: date, *, possibly_minor: bool = False) -> bool:
    """Under 18 on that day; an unclear age counts as a child's (R-16, benefit of the doubt)."""
    adult = adult_on(birth)
    return possibly_minor if adult is None else on < adult


def age_on(birth: PartialDate, on: date) -> int | None:
    """Completed years, from the earliest reading of the birth date; None when unknown."""
    return relativedelta(on, birth.earliest).years if birth.is_known and birth.earliest <= on else None


def birth_problem(birth: PartialDate, today: date) -> str | None:
    """Why a birth date can't be right: "future" or "too_old"; None when it can (R-15)."""
    if not birth.is_known:
        return None
    if birth.earliest > today:
        return "future"
    return "too_old" if birth.latest < today - relativedelta(years=OLDEST) else None
