"""A service for many at once: what each participant's share of the cost is."""

from decimal import Decimal

_CENT = Decimal("0.01")


def shares(total: Decimal | None, count: int) -> list[Decimal | None]:
    """The cost in equal parts, to the cent; what can't be divided goes to the first."""
    if not total or count == 0:
        return [None] * count
    cents = int(total / _CENT)
    each, rest = divmod(cents, count)
    return [(each + (n < rest)) * _CENT for n in range(count)]
