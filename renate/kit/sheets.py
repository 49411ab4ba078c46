"""A plain table as a spreadsheet or as CSV: nothing in it runs, and every letter arrives."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_BOLD, _PLAIN = Font(name="Noto Sans", bold=True), Font(name="Noto Sans")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def harmless(value: Any) -> Any:
    """A value that no spreadsheet takes for a formula; dates and numbers stay what they are."""
    if value is None or isinstance(value, bool | int | float | date):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def xlsx_table(title: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet with a bold first line that stays in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for place in range(len(header)):
        sheet.column_dimensions[chr(ord("A") + place)].width = 22
    sheet.append([_cell(sheet, name, _BOLD) for name in header])
    for row in rows:
        sheet.append([_cell(sheet, value, _PLAIN) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Any, font: Font) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=harmless(value))
    cell.font = font
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def csv_table(header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """Comma-separated, with a byte-order mark so that spreadsheets read the letters right."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(name) for name in header])
    writer.writerows([[harmless(value) for value in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")
