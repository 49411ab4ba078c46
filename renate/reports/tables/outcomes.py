"""T13 outcomes."""

from django.utils.translation import gettext_lazy as _

from cases.codes import ClosureOutcome, ClosureReason
from reintegration.codes import PlacementKind
from renate.reports.indicators import Words
from renate.reports.indicators.outcomes import NO_REASON, OUTCOMES
from renate.reports.tables.base import (
    Builder,
    Chart,
    Column,
    Count,
    Part,
    Row,
    Section,
    Sentence,
    Share,
    Table,
)
from renate.reports.tables.lines import counted, overlap

SUCCESS = f"assisted|outcome={ClosureOutcome.SUCCESSFUL}"
ENDED = "assisted|ended"


def _labels() -> dict[str, Words]:
    labels: dict[str, Words] = {f"assisted|outcome={outcome}": outcome.label for outcome in OUTCOMES}
    return labels | {"assisted|outcome=overtaken": _("Overtaken by a new trafficking experience")}


def _success_table() -> Table:
    rows = tuple(
        Row(label, (Count(SUCCESS), Count(whole), Share((SUCCESS,), (whole,))))
        for label, whole in (
            (_("Of all assisted persons"), "assisted"),
            (_("Of persons whose cycle has ended"), ENDED),
        )
    )
    columns = (Column(_("Successfully reintegrated")), Column(_("Of")), Column(_("Share")))
    return Table(_("Successfully reintegrated, as at the cut-off date"), _("Measured against"), columns, rows)


def _reasons_table(builder: Builder) -> Table:
    labels: dict[str, Words] = {**dict(ClosureReason.choices), NO_REASON: _("Not recorded")}
    used = {
        f"assisted|reason={code}": label
        for code, label in labels.items()
        if builder.value(f"assisted|reason={code}")
    }
    if used:
        builder.total(ENDED, used)
    rows = [Row(label, (Count(key), Share((key,), (ENDED,)))) for key, label in used.items()]
    rows.append(Row(_("Cycle ended"), (Count(ENDED), Share((ENDED,), (ENDED,))), is_total=True))
    return Table(
        _("Reasons for closing"), _("Reason"), (Column(_("Persons")), Column(_("Share"))), tuple(rows)
    )


def _outcomes(builder: Builder) -> Section:
    builder.count("assisted", headline=True)
    builder.measures["assisted|running"] = builder.value("assisted") - builder.value(ENDED)
    builder.count(ENDED, headline=True)
    builder.total("assisted", (ENDED, "assisted|running"))
    labels = _labels()
    builder.total(ENDED, labels)
    rows = [Row(label, (Count(key), Share((key,), (ENDED,)))) for key, label in labels.items()]
    rows.append(Row(_("Cycle ended"), (Count(ENDED), Share((ENDED,), (ENDED,))), is_total=True))
    rows.append(Row(_("Still in the programme"), (Count("assisted|running"), Share((), ()))))
    columns = (Column(_("Persons")), Column(_("Share of ended")))
    return Section(
        lead=(
            Sentence(
                _(
                    "{n} persons were successfully reintegrated as at the cut-off date: {share} of all {all} "
                    "assisted persons and {share_of_ended} of the {ended} whose programme cycle has ended."
                ),
                n=Count(SUCCESS),
                share=Share((SUCCESS,), ("assisted",)),
                all=Count("assisted"),
                share_of_ended=Share((SUCCESS,), (ENDED,)),
                ended=Count(ENDED),
            ),
        ),
        tables=(
            _success_table(),
            Table(_("Outcomes"), _("Outcome"), columns, tuple(rows)),
            _reasons_table(builder),
            _after_table(builder),
            _placements_table(builder),
        ),
        chart=Chart(
            _("Outcomes"), _("persons"), tuple((label, (Count(key),)) for key, label in labels.items())
        ),
    )


def _after_table(builder: Builder) -> Table:
    """On their own feet at the end; reached half a year and a year later."""
    builder.count("assisted|own_feet")
    builder.figures.add_share(ENDED, "assisted|own_feet")
    rows = [
        Row(
            _("Own rented home or a job at the end"),
            (Count("assisted|own_feet"), Count(ENDED), Share(("assisted|own_feet",), (ENDED,))),
        )
    ]
    for months, label in ((6, _("Reached about 6 months later")), (12, _("Reached about 12 months later"))):
        whole = builder.count(f"ended|months={months}").key
        reached = builder.count(f"{whole}|reached").key
        builder.figures.add_share(ENDED, whole)
        builder.figures.add_share(whole, reached)
        rows.append(Row(label, (Count(reached), Count(whole), Share((reached,), (whole,)))))
    builder.figures.add_share("ended|months=6", "ended|months=12")
    columns = (Column(_("Persons")), Column(_("Of")), Column(_("Share")))
    return Table(_("After the programme"), _("What"), columns, tuple(rows))


def _placements_table(builder: Builder) -> Table:
    lines = overlap(builder, "assisted", "assisted|placed", dict(PlacementKind.choices))
    return counted(
        _("Homes, jobs and trainings in the period"), _("Moved into"), "assisted", lines,
        total=_("Assisted persons"),
    )  # fmt: skip


PARTS = (
    Part(
        "T13",
        _("Outcomes"),
        _("Successfully reintegrated, outcomes, reasons, placements, contact afterwards"),
        ("assisted", "outcomes", "reasons", "placements", "reached"),
        _outcomes,
        broken=("success",),
    ),
)
