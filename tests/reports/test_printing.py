"""What is left out because it would show nothing."""

from collections import defaultdict

import pytest

from renate.reports.printing import Printer
from renate.reports.suppression import Figures, protect
from renate.reports.tables import PARTS
from renate.reports.tables.base import Builder, Chart, Column, Count, Row, Section, Table
from shelters.codes import ShelterLevel


def printer() -> Printer:
    figures = Figures()
    for key, value in (("many", 20), ("few", 2), ("none", 0)):
        figures.add(key, value)
    return Printer(protect(figures, threshold=5))


def test_chart_without_a_bar_is_left_out():
    bars = {key: (key, (Count(key),)) for key in ("many", "few", "none")}

    assert printer().chart(Chart("A", "persons", (bars["few"], bars["none"]))) is None
    assert printer().chart(Chart("A", "%", (("x", (Count("many"), Count("few"))),), ("a", "b"))) is None
    assert printer().chart(Chart("A", "persons", (bars["few"], bars["many"]))) is not None


def test_table_of_nothing_but_its_sum_is_left_out():
    total = Row("All", (Count("none"),), is_total=True)
    bare = Table("Bare", "Kind", (Column("Persons"),), (total,))
    full = Table("Full", "Kind", (Column("Persons"),), (Row("Many", (Count("many"),)), total))

    assert [table["title"] for table in printer().section(Section((), (bare, full)))["tables"]] == ["Full"]


@pytest.mark.rule("T9")
def test_stays_of_few_persons_are_hidden_like_the_persons():
    level = ShelterLevel.REHABILITATION
    measures = defaultdict(int, {"stayed": 5, f"stayed|level={level}": 5, f"capacity|level={level}": 90})
    measures |= {f"stays|level={level}|nights={band}": n for band, n in (("31-90", 1), ("181+", 6))}
    builder = Builder(measures, threshold=5)

    section = PARTS["T9"].build(builder)

    printed = Printer(protect(builder.figures, threshold=5)).section(section)
    [line] = next(table for table in printed["tables"] if table["title"] == "Stays by nights")["rows"]
    texts = [cell["text"] for cell in line["cells"]]
    assert texts[2] == "<5"
    assert "1" not in texts
