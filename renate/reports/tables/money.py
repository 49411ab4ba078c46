"""T20 sustainability, T21 grants, budget and spending."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from reintegration.catalogue import CATEGORY_LABELS
from renate.funding.codes import CostCategory, FundingKind
from renate.reports.indicators.money import EACH_GRANT
from renate.reports.tables.base import (
    Builder,
    Chart,
    Column,
    Companion,
    Count,
    Part,
    Row,
    Section,
    Sentence,
    Share,
    Table,
)


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
        rows.append(Row(kind.label, (number, _euros(euros), _percent(euros, whole))))
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
        Sentence(_("Grants of {amount} ran in the period."), amount=total),
        Sentence(
            _("Out of them {spent} were spent in the period; {left} were left at the cut-off date."),
            spent=spending.rows[-1].cells[1],
            left=left,
        ),
        Sentence(_("At the same pace, {amount} will have been spent when they end."), amount=forecast),
    )
    tables = (table, *_each_grant(builder), spending, *_by_service(builder))
    return Section(lead=lead, tables=tables, chart=chart)


def _each_grant(builder: Builder) -> tuple[Table, ...]:
    """Amount, share and spending of each; where few persons stand behind one, nothing is said of spending."""
    stems = sorted(
        key.removesuffix("|amount")
        for key in builder.measures
        if key.startswith(EACH_GRANT) and key.endswith("|amount")
    )
    if not stems:
        return ()
    whole = builder.value("grants|euros")
    builder.count("ever", headline=True)
    persons = [builder.count(f"{stem}|persons").key for stem in stems if builder.value(f"{stem}|persons")]
    for key in persons:
        builder.figures.add_share("ever", key)
    rows, of = [], tuple(persons)
    for stem in stems:
        amount, spent = builder.value(f"{stem}|amount"), builder.value(f"{stem}|spent")
        cells = (_euros(amount), _percent(amount, whole), _euros(spent, of), _percent(spent, amount, of))
        rows.append(Row(stem.removeprefix(EACH_GRANT), cells))
    columns = (_("Amount"), _("Share of all grants"), _("Spent by the cut-off"), _("Share of its amount"))
    return (Table(_("Each grant"), _("Grant"), tuple(map(Column, columns)), tuple(rows)),)


def _by_service(builder: Builder) -> tuple[Table, ...]:
    """Euros of services by category. Small categories stand in one line with the next larger one, so that
    nobody can take them from the sum.
    """
    used = [code for code in CATEGORY_LABELS if builder.value(f"charged|service={code}")]
    used.sort(key=lambda code: -int(builder.value(f"charged|service={code}")))
    large = [code for code in used if builder.value(f"charged|service={code}") >= builder.threshold]
    if len(large) < len(used):
        large = large[:-1]
    if not large:
        return ()
    rows = []
    for code in large:
        key = builder.count(f"charged|service={code}").key
        builder.figures.add_share("charged", key)
        rows.append(Row(CATEGORY_LABELS[code], (_euros(builder.value(f"{key}|euros"), (key,)), Count(key))))
    rest = [code for code in used if code not in large]
    if rest:
        euros = sum((Decimal(builder.value(f"charged|service={code}|euros")) for code in rest), Decimal(0))
        rows.append(Row(_("All others"), (_euros(euros, ("charged",)), Share((), ()))))
    columns = (Column(_("Euros")), Column(_("Persons")))
    return (Table(_("Cost of services by category"), _("Category"), columns, tuple(rows)),)


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
        rows.append(Row(code.label, cells))
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
    lead = (Sentence(_("{share} of the services of the period were provided by the state."), share=share),)
    return Section(lead=lead, tables=(table, services), chart=chart)


PARTS = (
    Part("T20", _("Sustainability"), _("Mix of sources, services by the state"), ("grants", "state"),
         _sustainability),
    Part("T21", _("Grants, budget and spending"),
         _("Amounts by kind of source and grant, budget, spent, forecast"),
         ("grants", "each_grant", "ever", "spending", "charged"), _grants),
)  # fmt: skip
