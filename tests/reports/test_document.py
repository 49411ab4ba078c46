"""The PDF, the spreadsheets and the narrative of a report."""

import csv
import re
import socket
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from django.db import transaction
from openpyxl import load_workbook

from renate.accounts.roles import Role
from renate.kit.charts import Bar, bar_chart, stacked_chart
from renate.kit.pdf import write_pdf
from renate.reports.narrative import narrative_html
from renate.reports.pdf import Issue, document_html, render_pdf
from renate.reports.sheets import csv_bytes, harmless, xlsx_bytes
from renate.reports.snapshot import Earlier, assemble, count
from renate.reports.tables import PARTS
from renate.tenancy import scope
from tests.factories.accounts import MembershipFactory, new_organisation
from tests.reports.conftest import a_draft, people
from tests.reports.reading import text_of
from tests.reports.ua import faults, reading_order

DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)


@pytest.fixture(scope="module")
def snapshot(django_db_setup: None, django_db_blocker: Any) -> dict:
    """All tables about the twenty-three persons, worked out once; no row of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        house = new_organisation(name="Harbour House", short_name="Harbour", country="AL")
        with scope.enter(organisation=house):
            by = MembershipFactory(role=Role.OFFICER)
        with scope.enter(organisation=house, user=by.user_id):
            people()
            counted = count(a_draft(by, list(PARTS)))
        transaction.set_rollback(True)
    return assemble(counted, Earlier(), lambda stage, percent: None)


@pytest.fixture(scope="module")
def document(snapshot: dict) -> bytes:
    """Its PDF."""
    return render_pdf(snapshot, Issue(issued_on=date(2026, 11, 22)))


def small(**changes) -> dict:
    """A snapshot as short as one can be."""
    about = {
        "ref": "7q2kx9w4m2bd", "title": "Живјети даље, Ελπίδα, Đorđević", "organisation": "Harbour House",
        "programme": "", "grant": "", "only_charged": False, "period_from": "2007-01-01",
        "period_to": "2010-06-30", "cut_off_on": "2010-06-30", "threshold": 5, "audience": "donor",
        "language": "en", "is_network": False, "members": [], "breakdowns": [], "correction": "",
    }  # fmt: skip
    return {
        "version": 1, "made_at": "2026-11-22T10:00:00+00:00", "report": about, 
        "texts": dict.fromkeys(("narrative", "challenges", "changes", "lessons"), ""), "quotes": [],
        "sections": [], "definitions": [], "protection": {"hidden": 0, "narrowest": None},
    } | changes  # fmt: skip


@pytest.mark.rule("S3-62", "S3-63", "S3-02")
def test_pdf_says_what_was_counted(document):
    text = text_of(document)

    assert "In the period 23 persons were assisted, 23 of them for the first time." in text
    assert "12 persons were successfully reintegrated as at the cut-off date: 52.2% of all 23" in text
    assert "Fewer than 5 of 23 persons assisted so far were re-trafficked after assistance." in text
    assert "EUR 875,000" in text
    assert "suppressed to protect persons" in text


def test_pdf_stands_the_checks_of_pdf_ua(document, snapshot):
    assert faults(document) == []
    assert reading_order(document) == sorted(reading_order(document))
    with pikepdf.open(BytesIO(document)) as pdf:
        dictionaries = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        says = [str(each.Alt) for each in dictionaries if each.get("/S") == "/Figure"]
        outline = [str(each.title) for each in pdf.open_outline().root[0].children]
        assert str(pdf.Root.Lang) == "en"
    assert len(says) == len([section for section in snapshot["sections"] if section["chart"]])
    assert "Assisted persons and secondary beneficiaries. New in the period: 23" in " ".join(says)
    assert "How the figures are made" in " ".join(outline)


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<h1>A</h1><h3>B</h3>", "a heading of level 3 follows one of level 1"),
        (f'<img src="{DOT}">', "a picture is not told in words"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "a table has no heads"),
        (
            "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>",
            "a table has rows of [1, 2] cells",
        ),
    ],
)
def test_checks_of_pdf_ua_find_what_is_wrong(html, fault):
    page = f'<html lang="en"><head><title>x</title></head><body>{html}</body></html>'

    assert fault in faults(write_pdf(page))


def test_checks_of_pdf_ua_find_what_is_neither_tagged_nor_decoration():
    from weasyprint import HTML

    running = "<style>@page { @bottom-left { content: 'note' } }</style>"
    bare = HTML(string=f"<html><head>{running}</head><body><p>One</p></body></html>")

    assert faults(bare.write_pdf())[-1] == "no tags at all"
    assert "page 1 has 1 pieces that no tag names" in faults(bare.write_pdf(pdf_variant="pdf/ua-1"))


def test_pdf_embeds_its_fonts_with_all_three_alphabets():
    pdf = render_pdf(small())

    with pikepdf.open(BytesIO(pdf)) as opened:
        fonts = [obj for obj in opened.objects if isinstance(obj, pikepdf.Dictionary) and "/FontFile2" in obj]
        names = {str(font.FontName) for font in fonts}
    assert "Живјети даље, Ελπίδα, Đorđević" in text_of(pdf)
    assert names
    assert all("Noto-Sans" in name for name in names)


def test_pdf_fetches_nothing(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of the house")
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setblocking(False)
    there = f"http://127.0.0.1:{listening.getsockname()[1]}"
    outside = (
        f'<img src="file://{secret}"><link rel="stylesheet" href="{there}/x.css"><img src="{there}/x.png">'
        f'<object data="file://{secret}"></object><a rel="attachment" href="file://{secret}">x</a>'
        '<img src="http://169.254.169.254/latest"><style>@import "file:///etc/passwd";</style>'
    )

    texts = dict.fromkeys(("challenges", "changes", "lessons"), "") | {"narrative": outside}
    pdf = render_pdf(small(texts=texts))

    with listening, pytest.raises(BlockingIOError):  # nobody has called
        listening.accept()
    with pikepdf.open(BytesIO(pdf)) as opened:
        everything = b"".join(obj.unparse() for obj in opened.objects) + b"".join(
            obj.read_bytes() for obj in opened.objects if isinstance(obj, pikepdf.Stream)
        )
    assert b"secret of the house" not in everything
    assert b"root:" not in everything
    assert b"EmbeddedFile" not in everything


def test_finished_html_names_no_other_place(snapshot):
    html = document_html(snapshot)

    sources = re.findall(r'(?:src|href)="([^"]*)"|url\(([^)]*)\)', html)
    assert {(a or b)[:5] for a, b in sources} <= {"data:"} | {a[:5] for a, _ in sources if a.startswith("#")}


def test_same_snapshot_gives_the_same_pages():
    assert text_of(render_pdf(small())) == text_of(render_pdf(small()))


def test_correction_says_so():
    issue = Issue(version=2, issued_on=date(2026, 11, 22), correction="The title was wrong.")

    assert "2: corrects version 1. The title was wrong." in text_of(render_pdf(small(), issue))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# A\n\n## B", "<h3>A</h3>\n<h4>B</h4>\n"),
        ("**a** *b*", "<p><strong>a</strong> <em>b</em></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
    ],
)
def test_narrative_keeps_headings_lists_and_emphasis(text, html):
    assert narrative_html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](http://127.0.0.1/x.png)",
        "[x](javascript:alert(1))",
        "<http://127.0.0.1/>",
        "<style>@import 'http://127.0.0.1/'</style>",
    ],
)
def test_narrative_makes_no_tag_that_runs_or_fetches(text):
    assert set(re.findall(r"<(\w+)", narrative_html(text))) <= {"p"}


def test_xlsx_has_numbers_as_numbers_and_marks_as_text(snapshot):
    book = load_workbook(BytesIO(xlsx_bytes(snapshot)))
    sheet = book["T2.2"]

    rows = {row[0].value: [cell.value for cell in row[1:]] for row in sheet.iter_rows(min_row=3)}
    assert rows["Male"][3] == "<5"
    assert rows["Total"][3] == 23
    assert rows["Total"][4] == 1
    assert sheet["F6"].number_format == "0.0%"
    assert {"Report", "T1.1", "T21.1", "Definitions"} <= set(book.sheetnames)


def test_csv_has_one_line_a_figure(snapshot):
    content = csv_bytes(snapshot)

    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    found = {(line["table"], line["row"], line["column"]): line["value"] for line in lines}
    assert found["T1.1", "Assisted persons", "Number"] == "23"
    assert found["T2.2", "Male", "Total"] == "<5"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_text_that_would_run_in_a_spreadsheet_is_made_harmless(text):
    assert harmless(text) == f"'{text}"


def test_export_holds_no_number_that_is_hidden(snapshot):
    """Page, PDF, spreadsheet and CSV print one and the same protected snapshot."""
    hidden = {key for key, value in snapshot["published"].items() if value is None}

    assert "assisted|sex=male" in hidden
    assert "<5" in csv_bytes(snapshot).decode("utf-8-sig")
    male = next(row for row in snapshot["sections"][1]["tables"][1]["rows"] if row["label"] == "Male")
    assert [cell["number"] for cell in male["cells"]][3] is None


def test_chart_is_plain_svg_with_its_sentence():
    svg = bar_chart(
        [Bar("Живот & <b>", 12, "12"), Bar("Small", None, "<5")], unit="persons", says="It says so."
    )

    root = ElementTree.fromstring(svg)  # noqa: S314 (drawn two lines ago)
    texts = [
        element.text for element in root.iter() if element.tag.endswith(("text", "tspan")) and element.text
    ]
    assert (root.get("role"), root.get("aria-label")) == ("img", "It says so.")
    assert {"Живот & <b>", "12", "<5"} <= set(texts)
    assert not re.search(r"style=|<script|href=|url\(", svg)


def test_chart_draws_nothing_to_scale_that_is_hidden():
    svg = stacked_chart({"One": [1, None, 5], "Two": [10, 20, 70]}, ["a", "b", "c"], unit="%", says="x",
                        colours=("#111111", "#222222", "#333333"), on_colours=("#ffffff",) * 3)  # fmt: skip

    assert "not shown: small numbers" in svg
    assert svg.count('fill="#111111"') == 2  # the legend and the row that may be drawn
