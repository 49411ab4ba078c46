"""T13 outcomes."""

from django.utils.translation import gettext_lazy as _

from cases.codes import ClosureOutcome, ClosureReason
from renate.reports.indicators.outcomes import NO_REASON, OUTCOMES
from renate.reports.tables.base import Builder, Chart, Column, Count, Part, Row, Section, Share, Table

SUCCESS = f"assisted|outcome={ClosureOutcome.SUCCESSFUL}"
ENDED = "assisted|ended"


def _labels() -> dict[str, str]:
    labels = {f"assisted|outcome={outcome}": str(outcome.label) for outcome in OUTCOMES}
    return labels | {"assisted|outcome=overtaken": str(_("Overtaken by a new trafficking experience"))}


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
    labels = {code: str(label) for code, label in ClosureReason.choices} | {NO_REASON: _("Not recorded")}
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
            (
                Count(SUCCESS),
                _(" persons were successfully reintegrated as at the cut-off date: "),
                Share((SUCCESS,), ("assisted",)),
                _(" of all "),
                Count("assisted"),
                _(" assisted persons and "),
                Share((SUCCESS,), (ENDED,)),
                _(" of the "),
                Count(ENDED),
                _(" whose programme cycle has ended."),
            ),
        ),
        tables=(
            _success_table(),
            Table(_("Outcomes"), _("Outcome"), columns, tuple(rows)),
            _reasons_table(builder),
        ),
        chart=Chart(
            _("Outcomes"), _("persons"), tuple((label, (Count(key),)) for key, label in labels.items())
        ),
    )


PARTS = (
    Part(
        "T13",
        _("Outcomes"),
        _("Successfully reintegrated, outcomes, reasons for closing"),
        ("assisted", "outcomes", "reasons"),
        _outcomes,
    ),
)
