"""The sums between figures as a sparse matrix, and one call of the integer solver over it.

SciPy is imported where it is used: it takes 55 MB, in every process that knows the addresses of pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from renate.reports.suppression.figures import Sum

if TYPE_CHECKING:
    from scipy import sparse

Range = tuple[int, int]
_NEARLY = 1e-6


@dataclass(frozen=True)
class System:
    """Every sum as one row: total minus parts is zero."""

    keys: tuple[str, ...]
    matrix: sparse.csr_array

    @classmethod
    def of(cls, keys: Sequence[str], sums: Sequence[Sum]) -> System:
        """Build the rows for these keys."""
        from scipy import sparse

        place = {key: column for column, key in enumerate(keys)}
        rows, columns, signs = [], [], []
        for row, each in enumerate(sums):
            for key, sign in ((each.total, 1.0), *((part, -1.0) for part in each.parts)):
                rows.append(row)
                columns.append(place[key])
                signs.append(sign)
        shape = (len(sums), len(keys))
        return cls(tuple(keys), sparse.csr_array((signs, (rows, columns)), shape=shape))

    @property
    def up_and_down(self) -> System:
        """The same sums over twice the keys: how far each goes up, and how far down."""
        from scipy import sparse

        names = tuple(f"+{key}" for key in self.keys) + tuple(f"-{key}" for key in self.keys)
        return System(names, sparse.csr_array(sparse.hstack([self.matrix, -self.matrix])))


def solve(system: System, ranges: Mapping[str, Range], aim: np.ndarray) -> dict[str, int] | None:
    """Whole numbers within `ranges` that fit all sums and make `aim` smallest; None when there are none."""
    low = np.array([ranges[key][0] for key in system.keys], dtype=float)
    high = np.array([ranges[key][1] for key in system.keys], dtype=float)
    found = _best(system, low, high, aim, whole=False)
    if found is not None and np.abs(found - np.rint(found)).max(initial=0.0) > _NEARLY:
        found = _best(system, low, high, aim, whole=True)
    if found is None:
        return None
    return dict(zip(system.keys, np.rint(found).astype(int).tolist(), strict=True))


def _best(
    system: System, low: np.ndarray, high: np.ndarray, aim: np.ndarray, *, whole: bool
) -> np.ndarray | None:
    """The solver's answer. Without `whole` it is faster, mostly whole all the same, and never less good:
    where it is whole it is the answer, and where there is none there is none in whole numbers either.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    exact = np.zeros(system.matrix.shape[0])
    result = milp(
        aim,
        integrality=np.ones(len(system.keys)) if whole else None,
        bounds=Bounds(low, high),
        constraints=LinearConstraint(system.matrix, exact, exact) if len(exact) else (),
    )
    found: np.ndarray | None = result.x
    return found


def components(
    keys: Sequence[str], sums: Sequence[Sum], fixed: AbstractSet[str] = frozenset()
) -> list[tuple[list[str], list[Sum]]]:
    """The figures in groups that no sum connects, so that each is solved alone.

    A `fixed` figure is a constant: it connects nothing, and stands in every group whose sums name it.
    """
    leader = {key: key for key in keys}

    def find(key: str) -> str:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    loose = [(each, [key for key in each.keys if key not in fixed]) for each in sums]
    for _each, free in loose:
        for key in free[1:]:
            leader[find(key)] = find(free[0])
    groups: dict[str, tuple[list[str], list[Sum]]] = {}
    for key in keys:
        if key not in fixed:
            groups.setdefault(find(key), ([], []))[0].append(key)
    for each, free in loose:
        if free:
            groups[find(free[0])][1].append(each)
    return [(_with_constants(own, bound), bound) for own, bound in groups.values()]


def _with_constants(own: list[str], bound: Sequence[Sum]) -> list[str]:
    return list(dict.fromkeys([*own, *(key for each in bound for key in each.keys)]))
