"""Breakdowns: a population by one or two groupings at once, in one question to the database (domain 6)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.codes import ClosureOutcome, RelationToAssistance
from cases.models import TraffickingEpisode
from renate.reports.indicators.base import Frame, Measures, Words
from renate.reports.indicators.groups import DIMENSIONS, Dimension
from renate.reports.indicators.outcomes import ended_cycles, still_stands


@dataclass(frozen=True)
class Population:
    """A part of the assisted persons that can be broken down; `key` is its printed count."""

    key: str
    label: Words
    belongs: Callable[[Frame], Q]


def _all(_frame: Frame) -> Q:
    return Q(pk__isnull=False)


def _succeeded(frame: Frame) -> Q:
    good = ended_cycles(frame).filter(still_stands(frame), end_outcome=ClosureOutcome.SUCCESSFUL)
    return Q(pk__among=list(good.values_list("case__person", flat=True)))


def _before(_frame: Frame) -> Q:
    earlier = TraffickingEpisode.objects.filter(
        person=OuterRef("pk"), relation_to_assistance=RelationToAssistance.BEFORE
    )
    return Q(Exists(earlier))


POPULATIONS: dict[str, Population] = {
    "assisted": Population("assisted", _("Assisted persons"), _all),
    "success": Population(
        f"assisted|outcome={ClosureOutcome.SUCCESSFUL}", _("Successfully reintegrated persons"), _succeeded
    ),
    "before": Population("assisted|before", _("Persons trafficked before"), _before),
}


def in_order(keys: Sequence[str]) -> list[Dimension]:
    """The chosen breakdowns in the order of the list, so that a cell has one name."""
    return [dimension for key, dimension in DIMENSIONS.items() if key in keys]


def cell_key(whole: str, dimensions: Sequence[Dimension], groups: Sequence[str]) -> str:
    """The name of a cell; of assisted women it is the one that other tables use."""
    return whole + "".join(f"|{d.word}={group}" for d, group in zip(dimensions, groups, strict=True))


def count_crossing(frame: Frame, populations: Sequence[str], breakdowns: Sequence[str]) -> Measures:
    """Each population by each group, and by both groupings together."""
    dimensions = in_order(breakdowns)
    if not dimensions:
        return {}
    names = [f"d{place}" for place in range(len(dimensions))]
    counts = {
        f"n_{name}": Count("pk", filter=POPULATIONS[name].belongs(frame))
        for name in dict.fromkeys(populations)
    }
    people = frame.assisted().annotate(
        **{name: each.expression(frame) for name, each in zip(names, dimensions, strict=True)}
    )
    found: Measures = {}
    for row in people.values(*names).annotate(**counts):
        groups = [row[name] for name in names]
        for population in populations:
            _add(found, POPULATIONS[population].key, dimensions, groups, row[f"n_{population}"])
    return found


def _add(
    found: Measures, whole: str, dimensions: Sequence[Dimension], groups: Sequence[Any], number: int
) -> None:
    groups = [g if g in d.groups else list(d.groups)[-1] for d, g in zip(dimensions, groups, strict=True)]
    keys = {cell_key(whole, dimensions, groups)}
    keys |= {cell_key(whole, [d], [g]) for d, g in zip(dimensions, groups, strict=True)}
    for key in keys:
        found[key] = found.get(key, 0) + number
