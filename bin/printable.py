"""Reports that print everything a report can print, without a database: every table, list, phrase and sheet.

The catalogues of words are collected from them, and the tests prove on them that no language prints English.
The data in them has no letters, so that every letter is a word of ours.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from unittest.mock import patch

from django.utils.translation import trans_real
from django.utils.translation.trans_real import CONTEXT_SEPARATOR

from cases.codes import COUNTRIES
from renate.funding.models import Programme
from renate.kit import charts
from renate.reports.codes import Audience, Preset
from renate.reports.indicators.groups import DIMENSIONS
from renate.reports.indicators.money import EACH_GRANT
from renate.reports.models import Report
from renate.reports.pdf import Issue, document_html
from renate.reports.sheets import csv_bytes, xlsx_bytes
from renate.reports.snapshot import TEXTS, Earlier, assemble, counted
from renate.reports.suppression import Figures, Mark, Protected
from renate.reports.suppression.figures import Cell
from renate.reports.suppression.marks import Shown
from renate.reports.tables import PARTS, Builder
from renate.reports.tables.members import Member
from renate.tenancy.models import Organisation
from shelters.codes import ShelterLevel

STAND_IN = "de"  # the code under which another translation is slipped in; its number marks are not ours
MEMBERS = (Member("1", "1", "AL", 90, 90), Member("2", "2", "RS", 90, 90))


class Everywhere(dict):
    """Measures in which every count is the same number, whatever is asked for."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        listed = [f"{word}|country={code}" for word in ("held", "acted") for code, _name in COUNTRIES]
        listed += [f"{EACH_GRANT}1|amount", "assisted|year=2007", "assisted|year=2008", "rated|percent=50"]
        listed += ["waited|days=3", *(f"bed|level={level}|days=3" for level in ShelterLevel.values)]
        listed += [f"lengths|level={level}|nights=3" for level in ShelterLevel.values]
        self.update(dict.fromkeys(listed, number))

    def __missing__(self, key: str) -> int:
        return self.number

    def get(self, key: str, default: Any = None) -> int:
        return self[key]

    def setdefault(self, key: str, default: Any = None) -> int:
        return self[key]


class Unbound(Figures):
    """Figures that need not add up."""

    def add(self, key: str, value: int, **_how: Any) -> str:
        self.cells[key] = Cell(key, value)
        return key

    def lay(self, key: str, value: int, *, guarded: bool) -> None:
        self.cells[key] = Cell(key, value, printed=False)

    def add_sum(self, total: str, parts: Any) -> None:
        """Nothing is bound."""

    def add_share(self, whole: str, part: str) -> None:
        self.lay(f"{whole}−{part}", 0, guarded=True)

    def add_cover(self, whole: str, parts: Any) -> None:
        """Nothing is bound."""


def _protect(figures: Figures, _earlier: Earlier, threshold: int) -> Protected:
    small = Shown(Mark.SMALL)
    shown = {
        key: small if 0 < cell.value < threshold else Shown(Mark.SHOWN, cell.value)
        for key, cell in figures.cells.items()
    }
    return Protected(threshold, shown, {"assisted": range(1, 5)} if small in shown.values() else {})


@dataclass(frozen=True)
class Kind:
    """One report of the set: how large its counts are, and what it is of."""

    number: int
    preset: str = Preset.OWN
    breakdowns: tuple[str, ...] = ()
    is_network: bool = False
    audience: str = Audience.DONOR


def kinds() -> list[Kind]:
    """Together they print everything: large counts, small ones, none; every preset and breakdown."""
    each = list(DIMENSIONS)
    pairs = [tuple(each[place : place + 2]) for place in range(0, len(each), 2)]
    return [
        Kind(1000, breakdowns=pairs[0], is_network=True),
        *(Kind(1000, breakdowns=pair) for pair in pairs[1:]),
        Kind(1000, Preset.KBF),
        Kind(1000, Preset.UNVTF, audience=Audience.PUBLIC),
        Kind(1, Preset.EUROSTAT),
        Kind(0),
    ]


def snapshot_of(kind: Kind, language: str) -> dict[str, Any]:
    """The frozen report, through the product's own way."""
    report = Report(
        organisation=Organisation(name="1", country="AL"), programme=Programme(name="2"), title="3",
        public_id="4", tables=list(PARTS), breakdowns=list(kind.breakdowns), preset=kind.preset,
        only_charged=not kind.is_network, is_network=kind.is_network, language=language,
        audience=kind.audience, threshold=11 if kind.audience == Audience.PUBLIC else 5,
        period_from=date(2007, 1, 1), period_to=date(2008, 12, 31), cut_off_on=date(2008, 12, 31),
        **dict.fromkeys(TEXTS, "5"),
    )  # fmt: skip
    measures = Everywhere(kind.number)
    whole = counted(report, measures, MEMBERS if kind.is_network else ())
    with ExitStack() as patched:
        replaced = {
            "Builder": lambda _m, threshold, preset: Builder(measures, threshold, preset, Unbound()),
            "_protect": _protect,
            "language_of_words": lambda wanted: wanted,
        }
        for name, other in replaced.items():
            patched.enter_context(patch(f"renate.reports.snapshot.{name}", other))
        for name in ("bar_chart", "stacked_chart"):
            patched.enter_context(patch.object(charts, name, _undrawn))
        snapshot = assemble(whole, Earlier(), lambda stage, percent: None)
    return snapshot | {"quotes": [{"text": "6", "said_by": "7"}]}


def _undrawn(bars: Any, series: Any = (), *, unit: str, says: str, note: str = "", **_look: Any) -> str:
    """The words of a picture without the picture."""
    labels = bars if isinstance(bars, dict) else [f"{bar.label} {bar.text}" for bar in bars]
    return "\n".join((*labels, *series, unit, says, note))


def pages_of(snapshot: dict[str, Any]) -> str:
    """The document as a later version that was issued."""
    issue = Issue(version=2, issued_on=date(2026, 11, 22), correction="8", chain="9")
    return document_html(snapshot, issue)


def sheets_of(snapshot: dict[str, Any]) -> tuple[bytes, bytes]:
    """Spreadsheet and lines."""
    return xlsx_bytes(snapshot), csv_bytes(snapshot)


Key = tuple[str, str, str]  # context, text, plural
Speaker = Callable[[Key], str]


class Spoken:
    """A translation that asks a function for each text."""

    def __init__(self, speaker: Speaker) -> None:
        self.speaker = speaker

    def gettext(self, text: str) -> str:
        """Django glues the context to the text."""
        context, _glue, words = text.rpartition(CONTEXT_SEPARATOR)
        return self.speaker((context, words, "")) if words else ""

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The plural is asked for whatever the number is."""
        context, _glue, words = one.rpartition(CONTEXT_SEPARATOR)
        return self.speaker((context, words, many))

    def language(self) -> str:
        """Whose formats of numbers are used."""
        return STAND_IN

    to_language = language


@contextmanager
def spoken_by(speaker: Speaker) -> Iterator[str]:
    """A language of which a function knows the words; answers its code."""
    with patch.dict(trans_real._translations, {STAND_IN: Spoken(speaker)}):
        yield STAND_IN
