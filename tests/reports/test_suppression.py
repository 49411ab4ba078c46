"""Small numbers in published tables: the five cases of domain 6, and an attacker with a solver."""

import itertools
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renate.reports.suppression import Cell, Figures, Interval, Mark, Sum, intervals, protect

T = 5
ATTACKS = 500 if os.environ.get("RENATE_LONG") else 70


def one_way(values: dict[str, int], *, sensitive: tuple[str, ...] = ()) -> Figures:
    figures = Figures()
    for key, value in values.items():
        figures.add(key, value, sensitive=key in sensitive)
    figures.add("all", sum(values.values()), headline=True)
    figures.add_sum("all", values)
    return figures


def two_way(rows: list[list[int]]) -> Figures:
    figures = Figures()
    for (i, row), j in itertools.product(enumerate(rows), range(len(rows[0]))):
        figures.add(f"r{i}c{j}", row[j])
    for i, row in enumerate(rows):
        figures.add(f"r{i}", sum(row))
        figures.add_sum(f"r{i}", [f"r{i}c{j}" for j in range(len(row))])
    for j in range(len(rows[0])):
        figures.add(f"c{j}", sum(row[j] for row in rows))
        figures.add_sum(f"c{j}", [f"r{i}c{j}" for i in range(len(rows))])
    figures.add("all", sum(map(sum, rows)), headline=True)
    figures.add_sum("all", [f"r{i}" for i in range(len(rows))])
    figures.add_sum("all", [f"c{j}" for j in range(len(rows[0]))])
    return figures


def test_single_small_cell_hides_a_second_one():
    protected = protect(one_way({"women": 40, "men": 3, "other": 12}), threshold=T)

    assert {key: protected.text(key) for key in ("women", "men", "other", "all")} == {
        "women": "40",
        "men": "<5",
        "other": "[c]",
        "all": "55",
    }
    assert protected.proof["men"] == Interval(1, 4)


def test_small_total_of_a_row_hides_its_zeros_too():
    protected = protect(two_way([[0, 3, 0], [20, 30, 25]]), threshold=T)

    assert [protected.text(key) for key in ("r0c0", "r0c1", "r0c2", "r0")] == ["<5", "<5", "<5", "<5"]
    assert protected.text("all") == "78"
    assert protected.text("r1") == "[c]"


def test_two_way_table_cannot_be_subtracted():
    protected = protect(two_way([[2, 10, 20], [15, 30, 9], [8, 7, 40]]), threshold=T)

    hidden = {key for key, shown in protected.shown.items() if shown.mark.is_hidden}
    assert len(hidden) == 4  # the small one, one in its row, one in its column, and their corner
    assert protected.proof["r0c0"] == Interval(1, 4)


def test_all_zero_row_is_shown():
    protected = protect(two_way([[0, 0], [20, 30]]), threshold=T)

    assert [protected.text(key) for key in ("r0c0", "r0c1", "r0", "r1c0")] == ["0", "0", "0", "20"]


def test_zero_in_sensitive_column_is_hidden():
    figures = one_way({"plain": 30, "other": 20, "delicate": 0}, sensitive=("delicate",))

    protected = protect(figures, threshold=T)

    assert protected.text("delicate") == "<5"
    assert protected.proof["delicate"] == Interval(0, 4)


def test_second_report_with_one_more_person_hides_the_total():
    figures = one_way({"women": 41, "men": 20})
    figures.compare({"all": 60})

    protected = protect(figures, threshold=T)

    assert protected.text("all") == "[c]"
    assert protected.proof["all@difference"].high >= 4


def test_second_report_with_many_more_hides_nothing():
    figures = one_way({"women": 60, "men": 20})
    figures.compare({"all": 60, "women": 40})

    assert not any(shown.mark is Mark.WITHHELD for shown in protect(figures, threshold=T).shown.values())


def test_remainder_of_a_share_is_protected():
    figures = Figures()
    figures.add("assisted", 503)
    figures.add("housed", 500)
    figures.add_share("assisted", "housed")

    protected = protect(figures, threshold=T)

    assert "[c]" in {protected.text("assisted"), protected.text("housed")}


def test_overlapping_parts_that_cover_the_whole_do_not_narrow_a_small_one():
    figures = Figures()
    for key, value in (("assisted", 20), ("sexual", 18), ("labour", 2)):
        figures.add(key, value)
    for part in ("sexual", "labour"):
        figures.add_share("assisted", part)
    figures.add_cover("assisted", ("sexual", "labour"))

    proof = protect(figures, threshold=T).proof

    assert (proof["labour"].low, proof["labour"].high) == (1, 4)


def test_many_ones_do_not_add_up_to_themselves():
    protected = protect(one_way({f"k{i}": 1 for i in range(5)}), threshold=T)

    assert all(len(protected.proof[f"k{i}"]) >= T - 1 for i in range(5))


def test_what_an_issued_report_shows_is_named_when_it_gives_a_figure_away():
    figures = one_way({"women": 40, "men": 3})
    figures.publish_elsewhere({"all": 43, "women": 40})

    assert protect(figures, threshold=T).exposed == ("men",)


def test_public_threshold_hides_up_to_ten():
    protected = protect(one_way({"a": 10, "b": 40, "c": 11}), threshold=11)

    assert [protected.text(key) for key in ("a", "b", "c", "all")] == ["<11", "40", "[c]", "61"]


def test_figures_refuse_sums_that_do_not_fit():
    figures = one_way({"a": 10, "b": 40})

    with pytest.raises(ValueError, match="the parts of all make 10"):
        figures.add_sum("all", ["a"])
    with pytest.raises(ValueError, match="is 10 in one table and 11 in another"):
        figures.add("a", 11)


counts = st.one_of(st.integers(0, 6), st.integers(0, 60))
tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(counts, min_size=width, max_size=width), min_size=1, max_size=5)
)


def assert_criterion(figures: Figures, threshold: int) -> None:
    """Attack what is printed, as someone who was given nothing else, and look for a figure known too well."""
    protected = protect(figures, threshold=threshold)
    found = intervals(protected.shown, figures.sums, threshold)

    assert protected.exposed == ()
    for key, cell in figures.cells.items():
        if cell.printed and 0 < cell.value < threshold:
            assert protected.shown[key].value is None, key
            assert {1, threshold - 1} <= set(found[key].values()), (key, found[key])
        elif cell.value and cell.printed and protected.shown[key].mark.is_hidden:
            assert len(found[key]) >= threshold - 1, (key, found[key])


@settings(max_examples=ATTACKS, deadline=None)
@given(tables, st.sampled_from([5, 5, 5, 11]))
def test_random_two_way_tables_withstand_the_solver(rows, threshold):
    assert_criterion(two_way(rows), threshold)


@settings(max_examples=ATTACKS // 2, deadline=None)
@given(tables, st.lists(counts, min_size=1, max_size=4))
def test_random_linked_tables_withstand_the_solver(rows, parts):
    """A second breakdown of the same column, and overlapping parts of the same whole."""
    figures = two_way(rows)
    whole = figures.cells["all"].value
    for place, part in enumerate(parts):
        figures.add(f"p{place}", min(part, whole))
        figures.add_share("all", f"p{place}")

    assert_criterion(figures, T)


@settings(max_examples=ATTACKS // 2, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=2, max_size=4))
def test_random_rows_withstand_someone_who_tries_every_table(values):
    """No solver at all: every table of whole numbers that could have been printed like this one."""
    figures = one_way({f"k{place}": value for place, value in enumerate(values)})
    protected = protect(figures, threshold=T)
    parts = [f"k{place}" for place in range(len(values))]
    ranges = []
    for key in parts:
        shown = protected.shown[key]
        low, high = shown.mark.bounds(T, shown.value or 0)
        ranges.append(range(low, min(high, 40) + 1))
    total = protected.shown["all"]
    low, high = total.mark.bounds(T, total.value or 0)

    possible = [table for table in itertools.product(*ranges) if low <= sum(table) <= high]

    for place, value in enumerate(values):
        if 0 < value < T:
            assert {1, 2, 3, 4} <= {table[place] for table in possible}


def test_the_attacker_finds_a_table_that_was_only_blanked():
    """The proof itself is tried: primary suppression alone must fail it."""
    figures = two_way([[2, 10], [15, 30]])
    careless = {
        key: protect(Figures({key: Cell(key, cell.value)}), threshold=T).shown[key]
        for key, cell in figures.cells.items()
    }

    found = intervals(careless, figures.sums, T)

    assert (found["r0c0"].low, found["r0c0"].high) == (2, 2)


def test_contradicting_publication_is_refused():
    figures = one_way({"a": 10, "b": 40})
    shown = dict(protect(figures, threshold=T).shown)
    shown["a"] = protect(one_way({"a": 3, "b": 40}), threshold=T).shown["a"]

    with pytest.raises(ValueError, match="contradict"):
        intervals(shown, [Sum("all", ("a", "b"))], T)
