"""Counting persons of the network without knowing who they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.rules.network import distinct_people


@pytest.mark.parametrize(
    ("entries", "persons"),
    [
        ([], 0),
        ([set(), set()], 2),
        ([{"a"}, {"a"}], 1),
        ([{"a"}, {"a", "b"}, {"b"}, set()], 2),
        ([{"a"}, {"b"}, {"c"}, {"a", "c"}], 2),
    ],
)
def test_entries_that_share_a_mark_are_one_person(entries: list[set[str]], persons: int) -> None:
    assert distinct_people(entries) == persons


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=3), max_size=12))
def test_count_depends_neither_on_order_nor_on_saying_it_twice(entries: list[frozenset[str]]) -> None:
    marked = [entry for entry in entries if entry]

    assert distinct_people(entries) == distinct_people(list(reversed(entries)))
    assert distinct_people(marked + marked) == distinct_people(marked)
