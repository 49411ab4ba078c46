"""Earlier and later experiences: computed, never typed (R-10, R-11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from cases.codes import RelationToAssistance
from cases.rules.partial_dates import UNKNOWN_DATE, PartialDate, is_in_future, is_surely_before, on_day

ADULT_YEARS = 18


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


@dataclass(frozen=True)
class Elements:
    """Act, means and purpose, as far as recorded; for a child the means is not asked (Palermo, Art. 3)."""

    act: bool
    means: bool
    purpose: bool
    is_child: bool = False


def was_child(birth: PartialDate, started: PartialDate, age_at_start: int | None) -> bool | None:
    """Whether the person was under 18 when it began; None when neither dates nor age say."""
    if age_at_start is not None:
        return age_at_start < ADULT_YEARS
    if not (birth.is_known and started.is_known):
        return None
    if started.latest < birth.earliest + relativedelta(years=ADULT_YEARS):
        return True
    return False if started.earliest >= birth.latest + relativedelta(years=ADULT_YEARS) else None


def age_contradicts(birth: PartialDate, started: PartialDate, age_at_start: int | None) -> bool:
    """Whether an age is impossible for every reading of the two dates (R-15)."""
    if age_at_start is None or not (birth.is_known and started.is_known):
        return False
    oldest = relativedelta(started.latest, birth.earliest).years
    youngest = relativedelta(started.earliest, birth.latest).years
    return not youngest <= age_at_start <= oldest


def duration_months(span: Span) -> int | None:
    """Completed months from beginning to end, when both are known to the month."""
    known = (span.started, span.ended)
    if any(not moment.is_known or moment.precision == "year" for moment in known):
        return None
    passed = relativedelta(span.ended.earliest, span.started.earliest)
    return passed.years * 12 + passed.months


def stage_problems(
    happened: PartialDate, span: Span, birth: PartialDate, today: date
) -> list[tuple[str, str]]:
    """(field, message) for a stage that lies in the future, before birth or after the end (R-15)."""
    if is_in_future(happened, today):
        return [("happened", _("This date is in the future. Enter a date up to today."))]
    if is_surely_before(happened, birth):
        return [("happened", _("This date is before the person was born."))]
    if is_surely_before(span.ended, happened):
        return [("happened", _("This date is after the experience had ended."))]
    return []
