"""Who is told about: how each person of the first years came, fared and left, before any detail.

The counts of an organisation's share are met by construction: so many who were reintegrated by the
cut-off, so many who were exploited again, and so on; everything else is chance.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from cases.codes import ClosureOutcome, ClosureReason
from renate.demo.figures import PERIOD_FROM, PERIOD_TO, Share
from renate.demo.luck import Luck

LAST_OPENING = PERIOD_TO - timedelta(days=10)
# Endings of those who were not reintegrated by the cut-off: (reason, outcome) by weight.
ENDINGS = {
    (ClosureReason.GOALS_MET, ClosureOutcome.PARTLY): 26,
    (ClosureReason.LEFT, ClosureOutcome.PARTLY): 12,
    (ClosureReason.LEFT, ClosureOutcome.NOT): 12,
    (ClosureReason.LOST_CONTACT, ClosureOutcome.UNKNOWN): 18,
    (ClosureReason.MOVED_ABROAD, ClosureOutcome.ELSEWHERE): 10,
    (ClosureReason.TRANSFERRED, ClosureOutcome.ELSEWHERE): 9,
    (ClosureReason.TAKEN_OVER, ClosureOutcome.PARTLY): 9,
    (ClosureReason.SAFETY_RELOCATION, ClosureOutcome.ELSEWHERE): 3,
    (ClosureReason.DECEASED, ClosureOutcome.NOT_APPLICABLE): 1,
}
SUCCESS = (ClosureReason.GOALS_MET, ClosureOutcome.SUCCESSFUL)
WITHOUT_GOODBYE = frozenset({ClosureReason.LOST_CONTACT, ClosureReason.DECEASED})


@dataclass(frozen=True)
class Ending:
    """How a case ended."""

    on: date
    reason: str
    outcome: str

    @property
    def is_planned(self) -> bool:
        """Whether there was a last talk: assessment, consent to later contact."""
        return self.reason not in WITHOUT_GOODBYE


@dataclass(frozen=True)
class Fate:
    """The frame of one story."""

    number: int
    opened_on: date
    ending: Ending | None = None
    previously: bool = False
    again_on: date | None = None  # the day a new exploitation after assistance began
    again_while_open: bool = False
    secondary: int = 0
    situation: str = ""  # of the present caseload


def first_years(share: Share, seed: int) -> list[Fate]:
    """All persons of 2007 to mid-2010 in one organisation."""
    luck = Luck(seed, share.key, "cohort")
    fates = [
        _fate(n, share, luck) for n in range(share.assisted)
    ]  # those exploited again first, then the reintegrated, then the others
    previously = set(luck.some(range(share.assisted), share.previously))
    fates = [replace(fate, previously=fate.number in previously) for fate in fates]
    return _with_families(fates, share.secondary, luck)


def _fate(number: int, share: Share, luck: Luck) -> Fate:
    if number < share.again:
        return _exploited_again(number, luck)
    if number < share.again + share.reintegrated:
        opened = luck.day(PERIOD_FROM, date(2009, 8, 15))
        longest = min(36 * 30, (PERIOD_TO - opened).days)
        return Fate(number, opened, Ending(opened + timedelta(days=luck.number(300, longest)), *SUCCESS))
    if luck.chance(0.36):
        return _open_at_cut_off(number, luck)
    opened = luck.day(PERIOD_FROM, PERIOD_TO - timedelta(days=60))
    days = min(luck.weighted({40: 2, 90: 3, 180: 4, 400: 4, 720: 3}) + luck.number(0, 60), 1090)
    ended = min(opened + timedelta(days=days), PERIOD_TO)
    return Fate(number, opened, Ending(ended, *luck.weighted(ENDINGS)))


def _open_at_cut_off(number: int, luck: Luck) -> Fate:
    """Still with the organisation at mid-2010; many were reintegrated later."""
    opened = luck.day(date(2008, 1, 10), LAST_OPENING)
    last = opened + relativedelta(months=36)
    earliest = max(PERIOD_TO + timedelta(days=20), opened + timedelta(days=310))
    how = SUCCESS if luck.chance(0.5) else luck.weighted(ENDINGS)
    return Fate(number, opened, Ending(luck.day(earliest, max(last, earliest)), *how))


def _exploited_again(number: int, luck: Luck) -> Fate:
    """Assisted, exploited again by the cut-off, and back: `ending` is that of the first time (R-10)."""
    opened = luck.day(PERIOD_FROM, date(2008, 6, 30))
    first = opened + timedelta(days=luck.number(120, 420))
    again_while_open = luck.chance(0.3)
    again = first + timedelta(days=luck.number(20, 150))
    how = luck.weighted({SUCCESS: 4, **{key: ENDINGS[key] / 20 for key in list(ENDINGS)[:4]}})
    return Fate(
        number, opened, Ending(first, *how), again_on=again, again_while_open=again_while_open
    )  # back some months after `again`, by early 2010 at the latest


def _with_families(fates: list[Fate], secondary: int, luck: Luck) -> list[Fate]:
    """Spread the family members who get help of their own over the persons."""
    early = [fate.number for fate in fates if fate.opened_on < date(2010, 5, 1)]
    counts: dict[int, int] = {}
    for number in luck.shuffled(early) * 4:
        if not secondary:
            break
        counts[number] = counts.get(number, 0) + (given := min(secondary, luck.weighted({1: 5, 2: 3, 3: 1})))
        secondary -= given
    return [replace(fate, secondary=counts.get(fate.number, 0)) for fate in fates]
