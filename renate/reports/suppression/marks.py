"""What a reader sees in place of a number, and what that tells about it."""

from dataclasses import dataclass
from enum import StrEnum

UNBOUNDED = 10**7


class Mark(StrEnum):
    """How a figure stands in a published table."""

    SHOWN = "shown"  # the number itself
    SMALL = "small"  # "<t": 1…t-1
    LOW = "low"  # "<t" where zero would also reveal: 0…t-1
    WITHHELD = "withheld"  # "[c]": t or more, hidden so that a small one can't be worked out
    CLOSED = "closed"  # "[c]": nothing is said at all
    UNPRINTED = "unprinted"  # stands in no table but follows from two that do

    @property
    def is_hidden(self) -> bool:
        """Whether the number itself stays unprinted."""
        return self is not Mark.SHOWN

    def bounds(self, threshold: int, value: int) -> tuple[int, int]:
        """What a reader who knows the rules may take for certain from this mark alone."""
        return {
            Mark.SHOWN: (value, value),
            Mark.SMALL: (1, threshold - 1),
            Mark.LOW: (0, threshold - 1),
            Mark.WITHHELD: (threshold, UNBOUNDED),
            Mark.CLOSED: (0, UNBOUNDED),
            Mark.UNPRINTED: (0, UNBOUNDED),
        }[self]


@dataclass(frozen=True)
class Shown:
    """One published figure: a number or a mark."""

    mark: Mark
    value: int | None = None

    def text(self, threshold: int) -> str:
        """The cell as it is printed."""
        if self.mark is Mark.SHOWN:
            return str(self.value)
        return f"<{threshold}" if self.mark in {Mark.SMALL, Mark.LOW} else "[c]"
