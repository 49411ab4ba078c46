"""Rules of reports as pure functions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from renate.reports.codes import THRESHOLDS, Audience


@dataclass(frozen=True)
class Span:
    """What a report counts: compared to find reports that could give each other's figures away."""

    from_on: date
    to_on: date
    cut_off_on: date

    def contains(self, other: "Span") -> bool:
        """Whether all that the other counts is counted here too."""
        return self.from_on <= other.from_on and self.to_on >= other.to_on

    def is_nested_with(self, other: "Span") -> bool:
        """Whether the difference of the two is a group of persons that could be worked out (rule 4)."""
        return self.contains(other) or other.contains(self)


def smallest_shown(audience: str, organisation_threshold: int) -> int:
    """The threshold of a report: the audience's, or the organisation's own where that is higher (rule 1)."""
    return max(THRESHOLDS[Audience(audience)], organisation_threshold)


def problems_of_report(
    *, span: Span, today: date, tables: Collection[str], known: Iterable[str]
) -> list[tuple[str, str]]:
    """Why a report can't be drafted like this, with the field it is about; empty when it can."""
    problems = []
    if span.to_on < span.from_on:
        problems.append(("period_to", _("The period ends before it begins.")))
    if span.cut_off_on < span.from_on:
        problems.append(("cut_off_on", _("Figures can't be as at a day before the period begins.")))
    if span.cut_off_on > today:
        problems.append(("cut_off_on", _("Figures can't be as at a day to come.")))
    if not set(tables) & set(known):
        problems.append(("tables", _("Choose at least one table.")))
    return problems
