"""Dates known to the day, the month, the year or not at all, and their order (R-15).

An order is refused only when it is impossible for every day the two dates can mean:
"2009" and "12 May 2009" do not contradict each other.
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases.codes import Precision


@dataclass(frozen=True)
class PartialDate:
    """A date with its precision; the stored day of a coarse date is the first it can mean."""

    value: date | None = None
    precision: str = Precision.UNKNOWN

    @property
    def earliest(self) -> date:
        """The first day it can mean."""
        if self.value is None or self.precision == Precision.UNKNOWN:
            return date.min
        if self.precision == Precision.YEAR:
            return self.value.replace(month=1, day=1)
        return self.value.replace(day=1) if self.precision == Precision.MONTH else self.value

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        if self.value is None or self.precision == Precision.UNKNOWN:
            return date.max
        if self.precision == Precision.YEAR:
            return self.value.replace(month=12, day=31)
        if self.precision == Precision.MONTH:
            return self.value.replace(day=calendar.monthrange(self.value.year, self.value.month)[1])
        return self.value

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known."""
        return self.value is not None and self.precision != Precision.UNKNOWN


UNKNOWN_DATE = PartialDate()


def on_day(day: date | None) -> PartialDate:
    """A plain date as a partial one."""
    return PartialDate(day, Precision.DAY) if day else UNKNOWN_DATE


def is_surely_before(first: PartialDate, second: PartialDate) -> bool:
    """Whether every reading of `first` is before every reading of `second`."""
    return first.latest < second.earliest


def is_in_future(moment: PartialDate, today: date) -> bool:
    """Whether a fact is dated after today however it is read (R-15: no future facts)."""
    return moment.is_known and moment.earliest > today


@dataclass(frozen=True)
class DatedFact:
    """One date of a form: the field it came from, its words, its value."""

    field: str
    label: str
    moment: PartialDate


def order_problems(facts: Sequence[DatedFact], today: date) -> list[tuple[str, str]]:
    """(field, message) for each fact in the future or surely before one listed earlier (R-15)."""
    problems: list[tuple[str, str]] = []
    for index, fact in enumerate(facts):
        if is_in_future(fact.moment, today):
            problems.append((fact.field, _("This date is in the future. Enter a date up to today.")))
            continue
        for earlier in facts[:index]:
            if is_surely_before(fact.moment, earlier.moment):
                text = _("This date can’t be before: %(other)s.") % {"other": earlier.label}
                problems.append((fact.field, text))
                break
    return problems
