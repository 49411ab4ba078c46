"""T21 grants."""

from django.utils.translation import gettext_lazy as _

from renate.funding.codes import FundingKind
from renate.reports.tables.base import Builder, Chart, Column, Companion, Part, Row, Section, Table


def _grants(builder: Builder) -> Section:
    kinds = [kind for kind in FundingKind if builder.value(f"grants|kind={kind}")]
    rows = [
        Row(
            str(kind.label),
            (
                Companion(builder.value(f"grants|kind={kind}")),
                Companion(builder.value(f"grants|kind={kind}|euros"), kind="euros"),
            ),
        )
        for kind in kinds
    ]
    total = Companion(builder.value("grants|euros"), kind="euros")
    rows.append(Row(_("Total"), (Companion(builder.value("grants")), total), is_total=True))
    return Section(
        lead=((_("Grants of "), total, _(" ran in the period.")),),
        tables=(
            Table(
                _("Grants by kind of source"),
                _("Source"),
                (Column(_("Grants")), Column(_("Amount"))),
                tuple(rows),
            ),
        ),
        chart=Chart(
            _("Grants by kind of source"),
            _("euros"),
            tuple((row.label, (row.cells[1],)) for row in rows[:-1]),
        ),
    )


PARTS = (Part("T21", _("Grants"), _("Number and amount by kind of source"), ("grants",), _grants),)
