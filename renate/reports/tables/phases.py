"""T7 phases: where persons stand, who moved, for how long."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from reintegration.codes import Phase
from renate.reports.indicators import Words
from renate.reports.indicators.phases import BANDS
from renate.reports.indicators.spreads import SPREADS
from renate.reports.tables.base import Builder, Column, Count, Part, Row, Section, Sentence, Table
from renate.reports.tables.lines import bars, counted, joined, partition, spread_table

_BAND_LABELS = {
    "0-3": _("Up to 3 months"), "4-12": _("4 to 12 months"), "13-36": _("13 to 36 months"),
    "37+": _("More than 36 months"),
}  # fmt: skip


def _phases(builder: Builder) -> Section:
    lines, where = spread_table(builder, "phase")
    running = builder.count("running")
    builder.figures.add_share("assisted", running.key)
    extended = builder.count("running|extended")
    builder.figures.add_share(running.key, extended.key)
    labels = {band: _BAND_LABELS[band] for band, _days in BANDS}
    months = partition(builder, running.key, "running|months", labels)
    time = counted(
        _("Time in the programme"), _("Since the start"), running.key, months, total=_("Running cycles")
    )
    said = Sentence(
        _(
            "{n} of {all} assisted persons were in a running programme cycle[, {beyond} of them in an "
            "extension beyond month 36]."
        ),
        n=running,
        all=Count("assisted"),
        beyond=extended if builder.value(extended.key) else None,
    )
    _bind_running(builder)
    tables = (where, _moves(builder), time, *_in_phase(builder, labels))
    return Section((said,), tables, bars(where.title, lines))


def _bind_running(builder: Builder) -> None:
    """Who is in no running cycle stands in the list of phases and beside the running: one and the same."""
    ended, beside = "assisted|phase=ended", "assisted−running"
    if builder.value(ended) != builder.figures.cells[beside].value:
        return  # a cycle without any phase: the two are different things
    for codes in (each for _label, each in joined(builder, "assisted|phase", SPREADS["phase"].groups)):
        if "ended" in codes and len(codes) > 1:
            parts = [f"assisted|phase={code}" for code in codes]
            for part in parts:
                if part not in builder.figures.cells:
                    builder.figures.lay(part, int(builder.value(part)), guarded=True)
            builder.figures.add_sum(f"assisted|phase={'+'.join(codes)}", parts)
    if ended in builder.figures.cells:
        builder.figures.add_sum(beside, (ended,))


def _in_phase(builder: Builder, bands: Mapping[str, Words]) -> tuple[Table, ...]:
    """The lines of the list of phases, each by the time since that phase began."""
    rows = []
    for label, codes in joined(builder, "assisted|phase", SPREADS["phase"].groups):
        if "ended" in codes:
            continue  # alone or joined with others: no phase to be in
        whole = f"assisted|phase={'+'.join(codes)}"
        keys = [
            builder.merged(
                f"{whole}|since={band}", [f"assisted|phase={code}|since={band}" for code in codes]
            ).key
            for band in bands
        ]
        builder.total(whole, keys)
        rows.append(Row(label, tuple(map(Count, (*keys, whole)))))
    columns = (*(Column(label) for label in bands.values()), Column(_("Persons")))
    return (Table(_("Time in the present phase"), _("Phase"), columns, tuple(rows)),) if rows else ()


def _moves(builder: Builder) -> Table:
    rows = []
    for phase in Phase:
        keys = (f"assisted|entered={phase}", f"assisted|left={phase}")
        for key in keys:
            builder.count(key)
            builder.figures.add_share("assisted", key)
        rows.append(Row(phase.label, tuple(Count(key) for key in keys)))
    columns = (Column(_("Entered")), Column(_("Left")))
    return Table(_("Moves between phases in the period"), _("Phase"), columns, tuple(rows))


PARTS = (
    Part(
        "T7",
        _("Phases of the programme"),
        _("Phase at the cut-off, moves, time in the programme and the phase, extensions"),
        ("assisted", "phase", "movements", "months", "in_phase"),
        _phases,
        crossed="phase",
    ),
)
