"""The catalogue as an organisation offers it (domain 3): pure functions of codes."""

from collections.abc import Collection, Iterable

from reintegration.catalogue import Category, Service


def offered(
    categories: Iterable[Category], *, off: Collection[str], own: Iterable[Service]
) -> list[Category]:
    """The catalogue without what is off here, with our own services at the end of their category."""
    mine = list(own)
    return [
        Category(
            category.code,
            category.label,
            tuple(
                service
                for service in (*category.services, *(s for s in mine if s.category == category.code))
                if service.code not in off
            ),
        )
        for category in categories
    ]


def emptied_while_in_use(offer: Iterable[Category], in_use: Collection[str]) -> list[str]:
    """Labels of categories that would offer nothing although plans still count on a service of theirs."""
    used = {code.partition(".")[0] for code in in_use}
    return [category.label for category in offer if not category.services and category.code in used]
