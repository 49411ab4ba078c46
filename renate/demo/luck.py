"""Chance that repeats: the same seed tells the same stories."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeVar

from renate.kit.public_ids import ALPHABET, LENGTH

T = TypeVar("T")


@cache
def _letters(alphabet: str) -> bytes:
    """Every byte to a letter."""
    return bytes(ord(alphabet[byte % len(alphabet)]) for byte in range(256))


class Luck:
    """A stream of chance of its own for each thing told, so that one story never changes another."""

    def __init__(self, *key: object) -> None:
        self._random = random.Random("/".join(map(str, key)))  # noqa: S311 - invented lives, no secrets

    def chance(self, share: float) -> bool:
        """True with this probability."""
        return self._random.random() < share

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(low, high)

    def between(self, low: float, high: float) -> float:
        """A number in the range."""
        return self._random.uniform(low, high)

    def pick(self, choices: Sequence[T]) -> T:
        """One of them, all alike."""
        return choices[int(self._random.random() * len(choices))]

    def weighted(self, table: Mapping[T, float]) -> T:
        """One of the keys, by weight."""
        point = self._random.random() * sum(table.values())
        for key, weight in table.items():
            point -= weight
            if point < 0:
                return key
        return list(table)[-1]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """Several different ones."""
        return self._random.sample(choices, min(count, len(choices)))

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """All of them in another order."""
        return self._random.sample(items, len(items))

    def day(self, first: date, last: date) -> date:
        """A day, both ends included; the first where the last is earlier."""
        return first + timedelta(days=self.number(0, max(0, (last - first).days)))

    def code(self, alphabet: str = ALPHABET, length: int = LENGTH) -> str:
        """A random word over an alphabet, such as a public id."""
        return self._random.randbytes(length).translate(_letters(alphabet)).decode("ascii")

    def values(self, tables: Mapping[str, Mapping[Any, float]]) -> dict[str, Any]:
        """One weighted value for each named table."""
        return {name: self.weighted(table) for name, table in tables.items()}
