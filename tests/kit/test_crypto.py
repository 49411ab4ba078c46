"""Sealed values open where they were sealed, whole, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renate.kit.crypto import SealBroken, key_version_of, keyed_hash, new_key, open_sealed, seal

KEY, PLACE = bytes(range(32)), b"1|cases_person|legal_name|7q2k"


@given(st.text(max_size=200))
def test_what_was_sealed_opens_again(text: str) -> None:
    cell = seal(KEY, text.encode(), PLACE)

    assert open_sealed(KEY, cell, PLACE).decode() == text


def test_twenty_thousand_characters_open_again() -> None:
    story = "Ђ" * 20_000

    assert open_sealed(KEY, seal(KEY, story.encode(), PLACE), PLACE).decode() == story


def test_the_same_value_is_sealed_differently_each_time() -> None:
    assert seal(KEY, b"Elira", PLACE) != seal(KEY, b"Elira", PLACE)


def test_a_flip_of_any_bit_is_noticed() -> None:
    cell = seal(KEY, b"Elira", PLACE)

    for position in range(len(cell) * 8):
        flipped = bytearray(cell)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises(SealBroken):
            open_sealed(KEY, bytes(flipped), PLACE)


def test_a_cut_value_is_refused() -> None:
    cell = seal(KEY, b"Elira", PLACE)

    for length in range(len(cell)):
        with pytest.raises(SealBroken):
            open_sealed(KEY, cell[:length], PLACE)


def test_another_key_opens_nothing() -> None:
    cell = seal(KEY, b"Elira", PLACE)

    with pytest.raises(SealBroken):
        open_sealed(new_key(), cell, PLACE)


def test_another_place_opens_nothing() -> None:
    cell = seal(KEY, b"Elira", PLACE)

    with pytest.raises(SealBroken):
        open_sealed(KEY, cell, PLACE + b"x")


def test_the_version_that_stands_in_the_cell_is_authenticated() -> None:
    cell = seal(KEY, b"Elira", PLACE, key_version=3)
    relabelled = cell[:1] + (4).to_bytes(2, "big") + cell[3:]

    assert key_version_of(cell) == 3
    with pytest.raises(SealBroken):
        open_sealed(KEY, relabelled, PLACE)


def test_plain_text_is_never_taken_for_a_sealed_value() -> None:
    with pytest.raises(SealBroken):
        open_sealed(KEY, b"Elira Hoxha, Tirana, 12 May 2001", PLACE)


def test_the_keyed_hash_depends_on_key_and_text() -> None:
    assert keyed_hash(KEY, "a1") == keyed_hash(KEY, "a1")
    assert keyed_hash(KEY, "a1") != keyed_hash(KEY, "a2")
    assert keyed_hash(KEY, "a1") != keyed_hash(new_key(), "a1")
