"""Donors, programmes, grants."""

from datetime import date

from renate.demo.money import DONORS, PROGRAMMES
from renate.demo.story import Row
from renate.demo.writing.sheet import Sheet
from renate.funding.models import Donor, Grant, Programme


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
    grants = {
        row["code"]: sheet.add(
            Grant, **row | {"donor": donors[row["donor"]], "programme": programmes[row["programme"]]}
        )
        for row in rows
    }
    sheet.write(Donor, Programme, Grant)
    return grants
