"""How the person came and was identified: which dates and facts fit together (S0-01…07, R-15)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases.codes import IdentificationStatus, NotAnswered, TypeOfReturn
from cases.rules.partial_dates import UNKNOWN_DATE, PartialDate, is_surely_before, on_day


@dataclass(frozen=True)
class ArrivalFacts:
    """The dates of an arrival as typed."""

    identification_status: str
    presumed_on: date | None = None
    identified_on: date | None = None
    detained_from: date | None = None
    detained_to: date | None = None
    in_detention: bool | None = None
    birth: PartialDate = UNKNOWN_DATE


def arrival_problems(facts: ArrivalFacts, today: date) -> list[tuple[str, str]]:
    """(field, message) for each date that can't be (R-15)."""
    problems: list[tuple[str, str]] = []
    for name in ("presumed_on", "identified_on", "detained_from", "detained_to"):
        day = getattr(facts, name)
        if day and day > today:
            problems.append((name, _("This date is in the future. Enter a date up to today.")))
        elif day and is_surely_before(on_day(day), facts.birth):
            problems.append((name, _("This date is before the person was born.")))
    if facts.detained_from and facts.detained_to and facts.detained_to < facts.detained_from:
        problems.append(("detained_to", _("The detention ended before it began.")))
    if facts.presumed_on and facts.identified_on and facts.identified_on < facts.presumed_on:
        problems.append(("identified_on", _("The decision is before the first presumption.")))
    if facts.in_detention is False and (facts.detained_from or facts.detained_to):
        problems.append(("in_detention", _("There are days of detention: say yes, or take them out.")))
    return problems


def needs_screening(type_of_return: str, identification_status: str) -> bool:
    """Who came back unofficially or by force may be an unidentified person: look closely (S2-07, S2-08)."""
    unofficial = type_of_return in {TypeOfReturn.SELF, TypeOfReturn.FORCED}
    return unofficial and identification_status == IdentificationStatus.POSSIBLE


def decision_is_open(identification_status: str, identified_by: str) -> bool:
    """A decision is recorded, but not whose it was."""
    decided = identification_status != IdentificationStatus.POSSIBLE
    return decided and identified_by in {"", NotAnswered.UNKNOWN}
