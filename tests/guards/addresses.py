"""Every address of the product, walked from the URL conf."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLResolver, get_resolver

from tests.guards.sources import PRODUCT


@dataclass(frozen=True)
class Address:
    """A pattern, the name it is reversed by, and what answers there."""

    pattern: str
    namespace: str
    name: str
    view: Callable[..., Any]

    @property
    def module(self) -> str:
        return self.view.__module__

    @property
    def is_page(self) -> bool:
        """A page of ours: neither the API nor a part that was bought."""
        return self.module.startswith(tuple(f"{part}." for part in PRODUCT)) and ".api" not in self.module


def _walk(patterns: list[Any], before: str, namespaces: tuple[str, ...]) -> Iterator[Address]:
    for entry in patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inside = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry.url_patterns, path, inside)
        else:
            yield Address(path, ":".join(namespaces), entry.name or "", entry.callback)


@cache
def addresses() -> tuple[Address, ...]:
    """All of them."""
    return tuple(_walk(get_resolver().url_patterns, "", ()))
