"""When a request is due, when the time of a file is over, and what may be done with it then (domain 4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from renate.notices.rules import Steps
from renate.rights.codes import SafeToHave

ANSWER_MONTHS = 1
EXTENSION_MONTHS = 2
REMINDERS = Steps(worker=(-7, -1, 1), until=None)
LONGEST_KEPT = timedelta(days=366 * 5)


def answer_due(received_on: date, *, extended: bool = False) -> date:
    """The last day to answer: one month, or three where the request is complex and the person was told."""
    months = ANSWER_MONTHS + (EXTENSION_MONTHS if extended else 0)
    return received_on + relativedelta(months=months)


@dataclass(frozen=True, slots=True)
class Ending:
    """How one case of the person ended; no day where it is open."""

    closed_on: date | None
    outcome: str


def kept_until(endings: Iterable[Ending], months: Mapping[str, int]) -> date | None:
    """The last day a file is kept: the latest over all cases of the person; None while one is open."""
    found = list(endings)
    if not found or any(ending.closed_on is None for ending in found):
        return None
    longest = max(months.values())
    return max(
        ending.closed_on + relativedelta(months=months.get(ending.outcome, longest))
        for ending in found
        if ending.closed_on is not None
    )


def may_be_confirmed(warned_on: date | None, grace_days: int, on: date) -> bool:
    """Whether the days between the warning and the act are over."""
    return warned_on is not None and on >= warned_on + timedelta(days=grace_days)


def may_be_kept_until(until: date, on: date) -> bool:
    """A file is kept longer for a while, not for ever."""
    return on < until <= on + LONGEST_KEPT


def why_not_handed_over(*, granted: bool, safe: str) -> str | None:
    """Why no copy is made yet: "undecided", "unsafe" or None."""
    if not granted:
        return "undecided"
    return None if safe in (SafeToHave.YES, SafeToHave.READ_HERE) else "unsafe"
