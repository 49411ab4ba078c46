"""T7 phases: where persons stand, who moved, for how long."""

from django.utils.translation import gettext_lazy as _

from reintegration.codes import Phase
from renate.reports.indicators.phases import BANDS
from renate.reports.tables.base import Builder, Column, Count, Part, Row, Section, Table
from renate.reports.tables.lines import bars, counted, partition, spread_table

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
    beyond = (", ", extended, _(" of them in an extension beyond month 36"))
    said = (
        running, _(" of "), Count("assisted"), _(" assisted persons were in a running programme cycle"),
        *((beyond,) if builder.value(extended.key) else ()), ".",
    )  # fmt: skip
    return Section((said,), (where, _moves(builder), time), bars(where.title, lines))


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
        _("Phase at the cut-off, moves, time in the programme, extensions"),
        ("assisted", "phase", "movements", "months"),
        _phases,
    ),
)
