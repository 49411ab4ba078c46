"""Ids that stand in addresses and notices."""

from renate.kit.public_ids import ALPHABET, LENGTH, new_public_id


def test_an_id_is_twelve_signs_of_the_alphabet() -> None:
    ref = new_public_id()

    assert len(ref) == LENGTH == 12
    assert set(ref) <= set(ALPHABET)


def test_the_alphabet_makes_no_words_and_no_doubt() -> None:
    assert set(ALPHABET).isdisjoint("aeiouy01l")
    assert len(set(ALPHABET)) == len(ALPHABET)


def test_ten_thousand_ids_differ() -> None:
    assert len({new_public_id() for _ in range(10_000)}) == 10_000
