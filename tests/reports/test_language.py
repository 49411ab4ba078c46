"""A report speaks one language: none of our words stays English in it, and numbers and days follow."""

import re
from datetime import date
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from types import SimpleNamespace

import polib
import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from bin import messages
from bin.printable import Key, Kind, kinds, pages_of, sheets_of, snapshot_of, spoken_by
from renate.kit.charts import Bar, bar_chart
from renate.reports import languages, wording
from renate.reports.forms import language_choices
from renate.reports.presenting import content
from renate.reports.tables.base import Count, Sentence
from tests.reports.test_printing import printer

THERE = sorted(path.parent.parent.name for path in messages.LOCALE.glob("*/LC_MESSAGES/django.po"))
_KEPT = re.compile(r"({\w+}|%\(\w+\)s|\[c\])")
collected = cache(messages.collected)


def foreign(key: Key) -> str:
    """Every letter of ours in another shape, so that one in the usual shape has not been translated."""
    parts = _KEPT.split(key[2] or key[1])
    wide = [re.sub("[A-Za-z]", lambda letter: chr(ord(letter[0]) + 0xFEE0), part) for part in parts[::2]]
    return "".join(piece for pair in zip(wide, [*parts[1::2], ""], strict=True) for piece in pair)


class _Visible(HTMLParser):
    """What a reader of the pages sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag, attrs):
        self.hidden = tag in {"style", "title"}
        self.said += [value for name, value in attrs if name in {"alt", "aria-label"}]

    def handle_endtag(self, tag):
        self.hidden = False

    def handle_data(self, data):
        self.said += [] if self.hidden else [data]


def english_in(*texts: str) -> set[str]:
    """Words in the usual letters; keys of tables, marks and the hash are no words."""
    bare = re.sub(r"\[c\]|\bT\d+(\.\d+)?\b|\b[0-9a-f]{64}\b", "", "\n".join(texts))
    return set(re.findall("[A-Za-z]+", bare))


def visible(html: str) -> list[str]:
    reader = _Visible()
    reader.feed(html)
    return reader.said


def said_in(snapshot: dict) -> list[str]:
    """All words of the pages, and those of the charts on them."""
    charts = [section["chart"]["svg"] for section in snapshot["sections"] if section["chart"]]
    return [*visible(pages_of(snapshot)), *charts]


def cells_of(xlsx: bytes) -> list[str]:
    book = load_workbook(BytesIO(xlsx))
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    return [*book.sheetnames, *(str(value) for row in rows for value in row if isinstance(value, str))]


@pytest.mark.rule("S3-90")
@pytest.mark.parametrize("kind", kinds(), ids=str)
def test_no_word_of_a_report_stays_english(kind):
    with spoken_by(foreign) as language:
        snapshot = snapshot_of(kind, language)
        said = said_in(snapshot)

    assert english_in(*said) == set()
    assert len("".join(said)) > 10_000


def test_no_word_of_the_sheets_stays_english():
    with spoken_by(foreign) as language:
        xlsx, csv = sheets_of(snapshot_of(Kind(1), language))

    assert english_in(*cells_of(xlsx), csv.decode("utf-8-sig")) == set()


def test_word_that_stays_english_would_be_found():
    def forgets(key: Key) -> str:
        return key[1] if key[1] == "All others" else foreign(key)

    with spoken_by(forgets) as language:
        said = said_in(snapshot_of(Kind(1), language))

    assert english_in(*said) == {"All", "others"}


def test_language_is_the_report_s_and_not_that_of_whoever_works_it_out():
    with spoken_by(foreign) as other, override(other):
        snapshot = snapshot_of(Kind(1000), "en")
        html = pages_of(snapshot)

    assert snapshot["report"]["words"] == "en"
    assert '<html lang="en">' in html
    assert "In the period 1,000 persons were assisted, 1,000 of them for the first time." in html


def test_page_shows_the_report_in_its_language():
    with spoken_by(foreign) as language:
        shown = content(SimpleNamespace(snapshot=snapshot_of(Kind(1), language)))

    assert shown["words"] == language
    assert english_in(shown["note"], *(heading for heading, _html in shown["texts"])) == set()


def test_report_frozen_before_words_had_a_language_is_english():
    snapshot = snapshot_of(Kind(1), "en")
    snapshot["report"] = {k: v for k, v in snapshot["report"].items() if k != "words"} | {"language": "sq"}

    html = pages_of(snapshot)

    assert '<html lang="en">' in html
    assert '<div lang="sq">' in html


def test_language_without_a_catalogue_is_english_as_a_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(languages, "LOCALE", tmp_path)

    labels = dict(language_choices())

    assert languages.language_of_words("sq") == "en"
    assert labels["sq"] == "Shqip, for your texts only; the rest is printed in English"
    assert labels["en"] == "English"


@pytest.mark.parametrize(
    ("language", "number", "day"),
    [("en", "1,234.5", "22 Nov 2026"), ("de", "1.234,5", "22.\xa0November 2026")],
)
def test_numbers_and_days_follow_the_language(language, number, day):
    with override(language):
        assert wording.number(1234.49999, 1) == number
        assert wording.day(date(2026, 11, 22)).startswith(day)


def test_countries_stand_in_the_order_of_their_alphabet():
    named = ["Јапан", "Ђорђија", "Иран", "Албанија", "Österreich", "Polen", "Čile", "Cipar", "Estonija"]

    assert sorted(named, key=wording.alphabetical) == [
        "Čile", "Cipar", "Estonija", "Österreich", "Polen", "Албанија", "Ђорђија", "Иран", "Јапан",
    ]  # fmt: skip


def test_axis_of_a_chart_follows_the_language():
    svg = bar_chart([Bar("a", 4000, "4.000")], unit="b", says="c", marks=(".", ","))

    assert ">1.000<" in svg or ">2.000<" in svg


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{many} of {many}[, {few} of them small].", "20 of 20, fewer than 5 of them small."),
        ("{few} of {many}[ ({gone})].", "Fewer than 5 of 20."),
        ("{gone} of {many}[ ({few})].", ""),
    ],
)
def test_sentence_is_filled_where_the_translation_wants_it(text, said):
    sentence = Sentence(text, many=Count("many"), few=Count("few"), gone=None)

    assert printer().sentence(sentence) == said


@pytest.mark.parametrize(
    ("english", "translation", "faulty"),
    [
        ("{n} of {all}[ ({share})].", "{all}, davon {n}[ ({share})].", False),
        ("{n} of {all}[ ({share})].", "{n} von {all} ({share}).", True),
        ("{n} of {all}[ ({share})].", "{n} von {al}[ ({share})].", True),
        ("%(n)s days", "%(n)s Tage", False),
        ("%(n)s days", "%(n) Tage", True),
        ("Persons", " ", True),
    ],
)
def test_translation_has_the_places_and_asides_of_the_english(english, translation, faulty):
    assert bool(messages.faults(messages.Message("", english), [translation])) is faulty


@pytest.mark.parametrize("language", THERE)
def test_catalogue_is_complete_and_compiled(language):
    path = messages.LOCALE / language / "LC_MESSAGES" / "django.po"
    source = polib.pofile(str(path))
    known = messages.known_of(source)

    assert language in dict(languages.LANGUAGES)
    assert messages.wrong(language, collected().messages, known) == []
    assert messages.twins(language, collected(), known) == []
    assert [entry.msgid for entry in source if entry.fuzzy or entry.obsolete] == []
    assert set(known) == {message.key for message in collected().messages}
    assert path.with_suffix(".mo").read_bytes() == source.to_binary()
