"""Earlier and later experiences: computed, never typed (R-10, R-11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cases.codes import RelationToAssistance
from cases.rules.partial_dates import UNKNOWN_DATE, PartialDate, is_surely_before, on_day


@dataclass(frozen=True)
class Span:
    """When an experience began and ended, as far as known, and where it stands today."""

    started: PartialDate = UNKNOWN_DATE
    ended: PartialDate = UNKNOWN_DATE
    relation: str = ""

    @property
    def ended_by(self) -> PartialDate:
        """The end, or the beginning where no end is known."""
        return self.ended if self.ended.is_known else self.started


def relation_of(span: Span, index: Span | None, first_assistance: date) -> str | None:
    """Where an experience stands to the assistance; None when its dates don't say.

    After it when it began later (R-10), earlier when it ended before the index one (R-11),
    the index one when there is none yet.
    """
    if is_surely_before(on_day(first_assistance), span.started):
        return RelationToAssistance.AFTER
    surely_earlier = span.started.is_known and span.started.latest <= first_assistance
    if index is None:
        return RelationToAssistance.INDEX if surely_earlier else None
    if is_surely_before(span.ended_by, index.started):
        return RelationToAssistance.BEFORE
    if surely_earlier and is_surely_before(index.ended_by, span.started):
        return RelationToAssistance.INDEX
    return None


def is_previously_trafficked(spans: Sequence[Span]) -> bool:
    """Any experience that ended before the one which led here (R-11)."""
    return any(span.relation == RelationToAssistance.BEFORE for span in spans)


def is_re_trafficked(spans: Sequence[Span]) -> bool:
    """Any experience that began after assistance did (R-10)."""
    return any(span.relation == RelationToAssistance.AFTER for span in spans)
