"""All parts, in the order in which a report prints them."""

from renate.reports.tables import experience, factors, money, outcomes, people, services
from renate.reports.tables.base import Part

PARTS: dict[str, Part] = {
    part.key: part
    for part in sorted(
        (
            *people.PARTS,
            *experience.PARTS,
            *services.PARTS,
            *factors.PARTS,
            *outcomes.PARTS,
            *money.PARTS,
        ),
        key=lambda part: int(part.key[1:]),
    )
}
