"""Donors, programmes, grants."""

from datetime import date

from renate.demo.money import DONORS, PROGRAMMES, parts_of
from renate.demo.story import Row
from renate.demo.writing.sheet import Sheet
from renate.funding.models import (
    BudgetLine,
    Cost,
    Donor,
    Grant,
    GrantDeadline,
    Instalment,
    Programme,
)


def write_grants(sheet: Sheet, rows: list[Row], today: date) -> dict[str, Grant]:
    """The grants of an organisation with their donors and programmes, by code."""
    donors = {name: sheet.add(Donor, name=name, kind=kind) for name, kind in DONORS.items()}
    programmes = {
        code: sheet.add(
            Programme,
            name=name,
            code=code,
            from_on=from_on or today.replace(month=1, day=1, year=today.year - 3),
            to_on=to_on,
        )
        for code, (name, from_on, to_on) in PROGRAMMES.items()
    }
    grants = {}
    for row in rows:
        own = row | {"donor": donors[row["donor"]], "programme": programmes[row["programme"]]}
        grants[row["code"]] = grant = sheet.add(Grant, **own)
        _write_parts(sheet, grant, today)
    sheet.write(Donor, Programme, Grant, BudgetLine, Instalment, GrantDeadline, Cost)
    return grants


def _write_parts(sheet: Sheet, grant: Grant, today: date) -> None:
    parts = parts_of(grant.amount, grant.from_on, grant.to_on, today)
    lines = {row["category"]: sheet.add(BudgetLine, grant=grant, **row) for row in parts.lines}
    for row in parts.instalments:
        sheet.add(Instalment, grant=grant, **row)
    for row in parts.deadlines:
        sheet.add(GrantDeadline, grant=grant, **row)
    for row in parts.costs:
        sheet.add(Cost, grant=grant, line=lines[row["category"]], **row)
