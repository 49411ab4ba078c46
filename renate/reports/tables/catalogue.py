"""All parts, in the order in which a report prints them."""

from renate.reports.tables import (
    beyond,
    experience,
    factors,
    money,
    origins,
    outcomes,
    people,
    phases,
    quality,
    services,
    voices,
    work,
)
from renate.reports.tables.base import Part

_MODULES = (
    people,
    origins,
    experience,
    phases,
    services,
    factors,
    voices,
    work,
    beyond,
    outcomes,
    money,
    quality,
)
PARTS: dict[str, Part] = {
    part.key: part
    for part in sorted(
        (part for module in _MODULES for part in module.PARTS), key=lambda part: int(part.key[1:])
    )
}
