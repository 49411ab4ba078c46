"""Rules of reports as pure functions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from renate.reports.codes import THRESHOLDS, Audience, ReportState, StepKind

MOST_BREAKDOWNS = 2
# Crossed they describe single persons (domain 6, small numbers 5).
NEVER_CROSSED = ({"nationality", "form"}, {"nationality", "exploited_in"}, {"form", "exploited_in"})


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
    *,
    span: Span,
    today: date,
    tables: Collection[str],
    known: Iterable[str],
    breakdowns: Collection[str] = (),
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
    return problems + [("breakdowns", text) for text in _problems_of_breakdowns(breakdowns)]


def crossings(crossed: str, breakdowns: Collection[str]) -> list[tuple[str, str]]:
    """The grouping of a table with each chosen breakdown, but for those that are never crossed."""
    found = [(crossed, each) for each in breakdowns if crossed and each != crossed]
    return [pair for pair in found if set(pair) not in NEVER_CROSSED]


def _problems_of_breakdowns(breakdowns: Collection[str]) -> list[str]:
    if len(set(breakdowns)) > MOST_BREAKDOWNS:
        return [_("Choose at most two breakdowns: more at once would describe single persons.")]
    if any(pair <= set(breakdowns) for pair in NEVER_CROSSED):
        return [
            _("Nationality, form of exploitation and country of exploitation are never crossed. Choose one.")
        ]
    return []


@dataclass(frozen=True)
class Eyes:
    """Who has done what since the report was last begun, as ids of members."""

    authors: frozenset[int]
    reviewer: int | None = None
    approver: int | None = None


def problems_of_step(step: str, *, state: str, who: int, eyes: Eyes) -> list[str]:
    """Why a member may not take this step now: author, reviewer and approver are three people."""
    wanted = {
        StepKind.REVIEWED: ReportState.DRAFT,
        StepKind.APPROVED: ReportState.REVIEWED,
        StepKind.ISSUED: ReportState.APPROVED,
    }[StepKind(step)]
    if state != wanted:
        return [_("The report is not at this step. Look at it again.")]
    if who in eyes.authors:
        return [_("Somebody else takes this step: you have written the report yourself.")]
    if step == StepKind.APPROVED and who == eyes.reviewer:
        return [_("Somebody else takes this step: you have reviewed the report.")]
    return []


def begins_again(kind: str) -> bool:
    """Whether review and approval before this step no longer count."""
    return kind in {StepKind.EDITED, StepKind.RETURNED, StepKind.CORRECTING}
