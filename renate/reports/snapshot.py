"""The frozen content of a report: counted, protected, drawn. JSON all through, to be kept and hashed."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.utils.translation import override

from renate.funding.models import Grant
from renate.kit import clock
from renate.reports.codes import RunStage
from renate.reports.indicators import INDICATORS, Frame, Measures, measure
from renate.reports.indicators.crossing import count_crossing, in_order
from renate.reports.languages import language_of_words
from renate.reports.models import Report
from renate.reports.narrative import narrative_html
from renate.reports.presets import group_of, in_preset_order
from renate.reports.printing import Printer
from renate.reports.rules import crossings
from renate.reports.suppression import Figures, Protected, protect
from renate.reports.tables import PARTS, Builder
from renate.reports.tables.base import Section, with_tables
from renate.reports.tables.breakdown import breakdown
from renate.reports.tables.members import Member, member_tables

VERSION = 3  # since then a report says in which language its words are
TEXTS = ("narrative", "challenges", "changes", "lessons")
Progress = Callable[[RunStage, int], None]


@dataclass(frozen=True)
class Earlier:
    """What an issued report already shows: of the very same population, and of another period."""

    ref: str = ""
    same: Mapping[str, int] = field(default_factory=dict)
    same_hidden: frozenset[str] = frozenset()
    other: Mapping[str, int] = field(default_factory=dict)


def frame_of(report: Report) -> Frame:
    """Period, cut-off and, where only charged services count, the grants."""
    grants: tuple[int, ...] | None = None
    if report.only_charged and report.grant_id:
        grants = (report.grant_id,)
    elif report.only_charged and report.programme_id:
        grants = tuple(Grant.objects.filter(programme=report.programme_id).values_list("pk", flat=True))
    home = report.organisation.country
    return Frame(report.period_from, report.period_to, report.cut_off_on, grants, home)


def chosen_parts(report: Report) -> list[str]:
    """The chosen tables in the order of the list; unknown ones of older versions fall away."""
    return in_preset_order(report.preset, [key for key in PARTS if key in report.tables])


@dataclass(frozen=True)
class Counted:
    """What the database answered; from here on no database is needed."""

    parts: tuple[str, ...]
    measures: Measures
    about: dict[str, Any]
    texts: dict[str, str]
    threshold: int
    preset: str = ""
    breakdowns: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()


def count(report: Report) -> Counted:
    """All counts of the chosen tables, by the database."""
    return counted(report, count_in(frame_of(report), chosen_parts(report), report.breakdowns))


def count_in(frame: Frame, parts: Sequence[str], breakdowns: Sequence[str]) -> Measures:
    """What the tables and breakdowns need, in one frame."""
    wanted = (each for key in parts for each in PARTS[key].indicators)
    broken = [each for key in parts for each in PARTS[key].broken]
    found = measure(frame, wanted) | count_crossing(frame, broken, breakdowns)
    for pair in dict.fromkeys(pair for key in parts for pair in crossings(PARTS[key].crossed, breakdowns)):
        found |= count_crossing(frame, ["assisted"], pair)
    return found


def counted(report: Report, measures: Measures, members: tuple[Member, ...] = ()) -> Counted:
    """Counts with everything else that the report says."""
    return Counted(
        parts=tuple(chosen_parts(report)),
        measures=measures,
        about=_about(report, members),
        texts={name: narrative_html(getattr(report, name)) for name in TEXTS},
        threshold=report.threshold,
        preset=report.preset,
        breakdowns=tuple(report.breakdowns),
        members=members,
    )


def assemble(counted: Counted, earlier: Earlier, progress: Progress) -> dict[str, Any]:
    """Protect and draw. The threshold is the report's; there is no way round the protection.

    This is where the language of a report's words is set, whoever is at work: page, worker or command.
    """
    words = language_of_words(counted.about["language"])
    with override(words):
        return _assembled(counted, words, earlier, progress)


def _assembled(counted: Counted, words: str, earlier: Earlier, progress: Progress) -> dict[str, Any]:
    progress(RunStage.PROTECTING, 35)
    builder = Builder(dict(counted.measures), counted.threshold, counted.preset)
    sections = build_sections(builder, counted)
    protected = _protect(builder.figures, earlier, counted.threshold)
    progress(RunStage.DRAWING, 60)
    printer = Printer(protected)
    return {
        "version": VERSION,
        "made_at": clock.now().isoformat(timespec="seconds"),
        "report": counted.about | {"words": words, "breakdowns": _labels(counted.breakdowns)},
        "texts": counted.texts,
        "quotes": [],  # a person's words come in when the report is issued, not before
        "sections": [
            {
                "key": key,
                "title": str(PARTS[key].title),
                "group": group_of(counted.preset, key),
                **printer.section(section),
            }
            for key, section in sections.items()
        ],
        "definitions": _definitions(counted.parts),
        "protection": _protection(protected, earlier),
        "published": {
            key: shown.value for key, shown in protected.shown.items() if _is_printed(builder, key)
        },
    }


def build_sections(builder: Builder, counted: Counted) -> dict[str, Section]:
    """Each chosen part, with its breakdowns; in a report of the network first the members."""
    sections = {key: PARTS[key].build(builder) for key in counted.parts}
    for key, section in sections.items():
        more = [breakdown(builder, population, counted.breakdowns) for population in PARTS[key].broken]
        pairs = crossings(PARTS[key].crossed, counted.breakdowns)
        more += [breakdown(builder, "assisted", pair) for pair in pairs]
        sections[key] = with_tables(section, [table for table in more if table])
    if counted.members and "T1" in sections:
        sections["T1"] = with_tables(sections["T1"], member_tables(builder, counted.members))
    return sections


def _protect(figures: Figures, earlier: Earlier, threshold: int) -> Protected:
    figures.publish_elsewhere(earlier.same)
    figures.keep_hidden(earlier.same_hidden)
    changed = {key: value for key, value in earlier.same.items() if _differs(figures, key, value)}
    figures.compare({**earlier.other, **changed})
    return protect(figures, threshold=threshold)


def _differs(figures: Figures, key: str, value: int) -> bool:
    return key in figures.cells and figures.cells[key].value != value


def _is_printed(builder: Builder, key: str) -> bool:
    return builder.figures.cells[key].printed and "@" not in key


def _about(report: Report, members: Sequence[Member]) -> dict[str, Any]:
    grant = report.grant
    return {
        "correction": report.correction,
        "is_network": report.is_network,
        "members": [{"name": member.name, "country": member.country} for member in members],
        "ref": report.public_id,
        "title": report.title,
        "organisation": report.organisation.name,
        "programme": report.programme.name if report.programme else "",
        "grant": f"{grant.code}, {grant.donor.name}" if grant else "",
        "only_charged": report.only_charged,
        "period_from": report.period_from.isoformat(),
        "period_to": report.period_to.isoformat(),
        "cut_off_on": report.cut_off_on.isoformat(),
        "threshold": report.threshold,
        "audience": report.audience,
        "language": report.language,
    }


def _labels(breakdowns: Sequence[str]) -> list[str]:
    return [str(dimension.label) for dimension in in_order(breakdowns)]


def _definitions(keys: Sequence[str]) -> list[dict[str, Any]]:
    used: dict[str, list[str]] = {}
    for key in keys:
        for indicator in PARTS[key].indicators:
            used.setdefault(indicator, []).append(key)
    return [
        {
            "key": name,
            "name": str(INDICATORS[name].name),
            "definition": str(INDICATORS[name].definition),
            "unit": str(INDICATORS[name].unit),
            "source": list(INDICATORS[name].source),
            "tables": tables,
        }
        for name, tables in used.items()
    ]


def _protection(protected: Protected, earlier: Earlier) -> dict[str, Any]:
    """What the proof found, in numbers that tell nothing about anybody."""
    hidden = [key for key in protected.proof if "@" not in key and "−" not in key]
    steps = [key.removesuffix("@difference") for key in protected.proof if key.endswith("@difference")]
    return {
        "threshold": protected.threshold,
        "hidden": len(hidden),
        "narrowest": protected.narrowest,
        "exposed": list(protected.exposed),
        "compared_with": earlier.ref,
        "small_differences": steps,
    }


def snapshot_hash(snapshot: Mapping[str, Any]) -> str:
    """SHA-256 of the snapshot, written the same way each time."""
    return sha256(json.dumps(snapshot, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
