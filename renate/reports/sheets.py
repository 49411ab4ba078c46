"""The figures of a snapshot as XLSX and CSV: numbers as numbers, marks as text, nothing that runs."""

import csv
import re
from collections.abc import Iterator, Mapping
from io import BytesIO, StringIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from renate.reports import wording
from renate.reports.languages import words_of

FORMATS = {"count": "#,##0", "share": "0.0%", "ratio": "0.00", "euros": '"EUR" #,##0'}
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOLD = Font(name="Noto Sans", bold=True)
_PLAIN = Font(name="Noto Sans")


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def xlsx_bytes(snapshot: Mapping[str, Any]) -> bytes:
    """One sheet a table, one with the definitions."""
    book = Workbook(write_only=True)
    book.properties.language = words_of(snapshot)
    with override(words_of(snapshot)):
        _about_sheet(book, snapshot)
        for name, table in _named_tables(snapshot):
            _table_sheet(book, name, table, snapshot["report"]["threshold"])
        _definitions_sheet(book, snapshot)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _named_tables(snapshot: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """A sheet's name is short and unique: the key of the part and the number of the table in it."""
    for section in snapshot["sections"]:
        for number, table in enumerate(section["tables"], start=1):
            yield (section["key"] if len(section["tables"]) == 1 else f"{section['key']}.{number}"), table


def _cell(sheet: Any, value: Any, *, bold: bool = False, number_format: str = "General") -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=harmless(value) if isinstance(value, str) else value)
    cell.font = _BOLD if bold else _PLAIN
    cell.number_format = number_format
    if isinstance(value, str):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _about_rows(snapshot: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    about = snapshot["report"]
    yield _("Report"), about["title"]
    yield _("Reference"), about["ref"]
    yield _("Organisation"), about["organisation"]
    if about["programme"]:
        yield _("Programme"), about["programme"]
    if about["grant"]:
        yield _("Grant"), about["grant"]
    yield _("Period"), wording.period(about["period_from"], about["period_to"])
    yield _("Figures as at"), about["cut_off_on"]
    yield _("Small numbers"), wording.note_on_marks(about["threshold"])


def _sheet_name(text: str) -> str:
    """A spreadsheet takes at most 31 characters, and some of them not at all."""
    return re.sub(r"[\\/*?:\[\]]", " ", text)[:31]


def _about_sheet(book: Workbook, snapshot: Mapping[str, Any]) -> None:
    sheet = book.create_sheet(_sheet_name(_("Report")))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 90
    for label, value in _about_rows(snapshot):
        sheet.append([_cell(sheet, label, bold=True), _cell(sheet, value)])


def _table_sheet(book: Workbook, name: str, table: Mapping[str, Any], threshold: int) -> None:
    sheet = book.create_sheet(name[:31])
    sheet.column_dimensions["A"].width = 46
    for place in range(len(table["columns"])):
        sheet.column_dimensions[chr(ord("B") + place)].width = 16
    sheet.freeze_panes = "B3"
    sheet.append([_cell(sheet, table["title"], bold=True)])
    sheet.append([_cell(sheet, text, bold=True) for text in (table["first_column"], *table["columns"])])
    for row in table["rows"]:
        bold = row["is_total"]
        cells = [
            _cell(sheet, cell["text"], bold=bold)
            if cell["number"] is None
            else _cell(sheet, cell["number"], bold=bold, number_format=FORMATS[cell["kind"]])
            for cell in row["cells"]
        ]
        sheet.append([_cell(sheet, row["label"], bold=bold), *cells])
    sheet.append([])
    sheet.append([_cell(sheet, wording.note_on_marks(threshold))])


def _definitions_sheet(book: Workbook, snapshot: Mapping[str, Any]) -> None:
    sheet = book.create_sheet(_sheet_name(_("Definitions")))
    for column, width in zip("ABCD", (30, 90, 20, 14), strict=True):
        sheet.column_dimensions[column].width = width
    heads = (_("Indicator"), _("Definition"), _("Unit"), _("Tables"))
    sheet.append([_cell(sheet, text, bold=True) for text in heads])
    for item in snapshot["definitions"]:
        texts = (item["name"], item["definition"], item["unit"], ", ".join(item["tables"]))
        sheet.append([_cell(sheet, text) for text in texts])


def csv_bytes(snapshot: Mapping[str, Any]) -> bytes:
    """One line a figure, with byte-order mark so that spreadsheets read the letters right."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    with override(words_of(snapshot)):
        writer.writerow([_("table"), _("title"), _("row"), _("column"), _("value")])
    for name, table in _named_tables(snapshot):
        for row in table["rows"]:
            for column, cell in zip(table["columns"], row["cells"], strict=True):
                if cell["text"]:
                    value = cell["text"] if cell["number"] is None else round(cell["number"], 6)
                    texts = (name, table["title"], row["label"], column)
                    writer.writerow(
                        [*map(harmless, texts), harmless(value) if isinstance(value, str) else value]
                    )
    return out.getvalue().encode("utf-8-sig")
