"""T20 sustainability, T21 grants, budget and spending."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from renate.funding.codes import CostCategory, FundingKind
from renate.reports.tables.base import Builder, Chart, Column, Companion, Part, Row, Section, Table


def _euros(value: int | Decimal, of: tuple[str, ...] = ()) -> Companion:
    return Companion(value, of=of, kind="euros")


def _percent(part: int | Decimal, whole: int | Decimal, of: tuple[str, ...] = ()) -> Companion:
    return Companion(100 * Decimal(part) / Decimal(whole) if whole else None, of=of, kind="percent")


def _mix(builder: Builder) -> tuple[Table, Chart]:
    kinds = [kind for kind in FundingKind if builder.value(f"grants|kind={kind}")]
    whole = builder.value("grants|euros")
    rows = []
    for kind in kinds:
        euros = builder.value(f"grants|kind={kind}|euros")
        number = Companion(builder.value(f"grants|kind={kind}"))
        rows.append(Row(str(kind.label), (number, _euros(euros), _percent(euros, whole))))
    total = (Companion(builder.value("grants")), _euros(whole), _percent(whole, whole))
    columns = (Column(_("Grants")), Column(_("Amount")), Column(_("Share")))
    table = Table(
        _("Grants by kind of source"), _("Source"), columns, (*rows, Row(_("Total"), total, is_total=True))
    )
    chart = Chart(table.title, _("euros"), tuple((row.label, (row.cells[1],)) for row in rows))
    return table, chart


def _grants(builder: Builder) -> Section:
    table, chart = _mix(builder)
    total = _euros(builder.value("grants|euros"))
    charged = (builder.count("charged").key,)
    left, forecast = (_euros(builder.value(f"{what}|euros"), charged) for what in ("left", "forecast"))
    spending = _spending(builder)
    lead = (
        (_("Grants of "), total, _(" ran in the period.")),
        (_("Out of them "), spending.rows[-1].cells[1], _(" were spent in the period; "), left,
         _(" were left at the cut-off date.")),
        (_("At the same pace, "), forecast, _(" will have been spent when they end.")),
    )  # fmt: skip
    return Section(lead=lead, tables=(table, spending), chart=chart)


def _spending(builder: Builder) -> Table:
    """Euros of services follow the persons served: where these are few, so is said of neither."""
    charged = (builder.count("charged").key,)
    used = [
        code for code in CostCategory
        if builder.value(f"spent|{code}|euros") or builder.value(f"budget|{code}|euros")
    ]  # fmt: skip
    whole = builder.value("spent|euros")
    rows = []
    for code in used:
        spent, of = builder.value(f"spent|{code}|euros"), charged if code == CostCategory.SERVICES else ()
        cells = (
            _euros(builder.value(f"budget|{code}|euros")),
            _euros(spent, of),
            _percent(spent, whole, charged),
        )
        rows.append(Row(str(code.label), cells))
    planned = sum((Decimal(builder.value(f"budget|{code}|euros")) for code in used), Decimal(0))
    sums = (_euros(planned), _euros(whole, charged), _percent(whole, whole))
    columns = (
        Column(_("Budget of the grants")),
        Column(_("Spent in the period")),
        Column(_("Share of spent")),
    )
    return Table(
        _("Budget and spending"), _("Category"), columns, (*rows, Row(_("Total"), sums, is_total=True))
    )


def _sustainability(builder: Builder) -> Section:
    table, chart = _mix(builder)
    every, state = builder.value("deliveries"), builder.value("deliveries|by=state")
    enterprise = builder.value(f"grants|kind={FundingKind.SOCIAL_ENTERPRISE}|euros")
    share = _percent(state, every)
    rows = (
        Row(_("Services of the period"), (Companion(every),)),
        Row(_("Of these, provided by the state"), (Companion(state),)),
        Row(_("Share provided by the state"), (share,)),
        Row(_("Income from social enterprise"), (_euros(enterprise),)),
    )
    services = Table(_("Beyond grants"), _("What"), (Column(_("Number")),), rows)
    lead = ((share, _(" of the services of the period were provided by the state.")),)
    return Section(lead=lead, tables=(table, services), chart=chart)


PARTS = (
    Part("T20", _("Sustainability"), _("Mix of sources, services by the state"), ("grants", "state"),
         _sustainability),
    Part("T21", _("Grants, budget and spending"), _("Amounts by kind of source, budget, spent, forecast"),
         ("grants", "spending"), _grants),
)  # fmt: skip
