"""What is left out because it would show nothing."""

from renate.reports.printing import Printer
from renate.reports.suppression import Figures, protect
from renate.reports.tables.base import Chart, Column, Count, Row, Section, Table


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
