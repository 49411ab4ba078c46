"""When needs are looked at, at first and again, and how rounds compare (S2-10, S2-15, domain 2.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from cases.codes import NeedDomain, NeedLevel

URGENT_WITHIN = timedelta(hours=72)
FULL_WITHIN = timedelta(days=14)
# Months to the next round, by the months the person has been here (domain 2.7).
_NEXT = ((3, 3), (12, 6))
YEARLY = 12


def full_round_by(opened_on: date) -> date:
    """The day by which a new file has its first full round (S2-10)."""
    return opened_on + FULL_WITHIN


def urgent_needs_by(opened_on: date, today: date, *, refused: bool = False) -> date | None:
    """The day by which a new file says what can't wait; None once the full round has fallen due in its place.

    Who refused to be assessed has no full round to come, so there it stays until it is answered.
    """
    gives_way = not refused and full_round_by(opened_on) <= today
    return None if gives_way else opened_on + URGENT_WITHIN


def repeat_on(on: date, opened_on: date) -> date:
    """The day by which needs are assessed again: month 3 in crisis, then half-yearly, then yearly."""
    for until, months in _NEXT:
        if on < opened_on + relativedelta(months=until):
            return max(on, opened_on) + relativedelta(months=months)
    return on + relativedelta(months=YEARLY)


@dataclass(frozen=True)
class NeedAnswer:
    """What was said about one area; without a level there is a reason."""

    level: int | None
    timing: str = ""
    priority: int | None = None
    reason: str = ""


def needs_problems(answers: Mapping[str, NeedAnswer]) -> list[tuple[str, str]]:
    """(area, message): every area has an answer or a reason, each place in the order is given once."""
    problems: list[tuple[str, str]] = []
    taken: dict[int, str] = {}
    for domain in NeedDomain.values:
        answer = answers.get(domain)
        if answer is None or (answer.level is None and not answer.reason):
            problems.append((domain, _("Choose a level, or say why there is no answer.")))
        elif answer.priority is not None and answer.priority in taken:
            text = _("Two areas have the same place in the person’s order.")
            problems.append((domain, text))
        elif answer.priority is not None:
            taken[answer.priority] = domain
    return problems


@dataclass(frozen=True)
class Change:
    """How one area moved between the two newest rounds that know it."""

    before: int | None
    now: int | None

    @property
    def direction(self) -> str:
        """better, worse, same, or nothing when either is not known."""
        if self.before is None or self.now is None:
            return ""
        return "same" if self.now == self.before else "better" if self.now < self.before else "worse"


def change_of(levels: Sequence[int | None]) -> Change:
    """From levels, newest first: unknown rounds between are passed over."""
    known = [level for level in levels if level is not None]
    now = levels[0] if levels else None
    before = known[1] if len(known) > 1 and now is not None else None
    return Change(before, now)


def is_urgent(answers: Mapping[str, NeedAnswer]) -> list[str]:
    """Areas in which something can't wait."""
    return [domain for domain, answer in answers.items() if answer.level == NeedLevel.URGENT]
