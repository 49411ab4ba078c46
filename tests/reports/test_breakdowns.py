"""Breakdowns by one or two groupings at once, and what they must not give away."""

from datetime import date

import pytest

from cases.codes import Exploitation, Sex
from renate.reports.indicators import Frame
from renate.reports.indicators.crossing import count_crossing
from renate.reports.indicators.groups import DIMENSIONS
from renate.reports.rules import Span, problems_of_report
from renate.reports.suppression import protect
from renate.reports.tables import Builder
from renate.reports.tables.breakdown import breakdown
from renate.reports.tables.voices import median_of
from tests.factories.reports import an_assisted_person, an_episode

SPAN = Span(date(2007, 1, 1), date(2010, 6, 30), date(2010, 6, 30))


def frame() -> Frame:
    """A fresh one for each test: it remembers whom it counts."""
    return Frame(date(2007, 1, 1), date(2010, 6, 30), date(2010, 6, 30), home="AL")


@pytest.mark.usefixtures("inside")
def test_crossing_counts_each_person_in_one_cell():
    for number in range(7):
        sex = Sex.MALE if number < 2 else Sex.FEMALE
        case = an_assisted_person(date(2008, 2, 1), sex=sex, born=1995 if number < 3 else 1980)
        an_episode(case, purposes=(Exploitation.LABOUR,))

    found = count_crossing(frame(), ["assisted", "before"], ["age", "sex"])

    assert found["assisted|sex=male|ages=0-17"] == 2
    assert found["assisted|sex=female|ages=0-17"] == 1
    assert found["assisted|sex=female"] == 5
    assert found["assisted|before|sex=female"] == 0


@pytest.mark.usefixtures("inside")
def test_every_grouping_puts_a_person_with_nothing_recorded_somewhere():
    an_assisted_person(date(2008, 2, 1), sex=Sex.UNKNOWN, born=None)

    for key, dimension in DIMENSIONS.items():
        found = count_crossing(frame(), ["assisted"], [key])
        assert found, key
        assert {cell.removeprefix(f"assisted|{dimension.word}=") for cell in found} <= set(dimension.groups)


@pytest.mark.parametrize("pair", [("nationality", "form"), ("form", "exploited_in"), ("sex", "age", "model")])
def test_rare_combinations_and_three_at_once_are_refused(pair):
    problems = problems_of_report(
        span=SPAN, today=date(2026, 1, 1), tables=["T1"], known=["T1"], breakdowns=pair
    )

    assert [field for field, _text in problems] == ["breakdowns"]


def grid(**cells: int) -> Builder:
    """Counts of persons by sex and age; sums follow."""
    measures: dict = {}
    for cell, number in cells.items():
        sex, age = cell.split("_", 1)
        tail = f"|sex={sex}", f"|ages={age.replace('_', '-')}"
        for key in ("assisted", "assisted" + tail[0], "assisted" + tail[1], "assisted" + "".join(tail)):
            measures[key] = measures.get(key, 0) + number
    return Builder(measures, 5)


def test_breakdown_joins_small_groups_and_hides_what_would_reveal():
    builder = grid(female_0_17=30, female_18_24=60, male_0_17=3, male_18_24=40, other_0_17=1, other_18_24=2)

    table = breakdown(builder, "assisted", ["sex", "age"])
    protected = protect(builder.figures, threshold=5)

    assert table is not None
    assert [str(row.label) for row in table.rows] == ["Female", "Male", "Other or not known", "Total"]
    assert protected.text("assisted|sex=male|ages=0-17") == "<5"
    assert protected.number("assisted") == 136
    assert protected.exposed == ()


def test_median_is_the_answer_in_the_middle_and_needs_ten():
    assert median_of({50: 5, 70: 5, 90: 1}) == 70
    assert median_of({50: 5, 70: 5}) == 60
    assert median_of({50: 5, 70: 4}) is None
