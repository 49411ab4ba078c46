"""Every address of the product, walked from the URL conf, with what its view demands."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

UNKNOWN = "zzzzzzzzzzzz"
_PART = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Page:
    """One address: `demand` is what its view asks for, "" when it does not say."""

    name: str
    route: str
    demand: str
    parts: tuple[str, ...]

    def address(self, refs: dict[str, str]) -> str:
        return reverse(self.name, kwargs={part: refs[part] for part in self.parts})

    def unknown(self) -> dict[str, str]:
        """Refs that nothing has."""
        return {part: "999999999" if f"<int:{part}>" in self.route else UNKNOWN for part in self.parts}

    @property
    def is_api(self) -> bool:
        return self.route.startswith("api/")

    @property
    def is_of_a_case(self) -> bool:
        return self.route.startswith(("cases/<", "api/v1/cases/<"))


@cache
def pages() -> dict[str, Page]:
    """All pages by name."""
    return {page.name: page for page in _walk(get_resolver().url_patterns, "", ())}


def _walk(patterns: list[Any], route: str, spaces: tuple[str, ...]) -> Iterator[Page]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, here, inner)
        else:
            yield _page(pattern, here, spaces)


def _page(pattern: URLPattern, route: str, spaces: tuple[str, ...]) -> Page:
    name = ":".join((*spaces, pattern.name or route))
    fixed = pattern.default_args or {}
    parts = (*_PART.findall(route), *pattern.pattern.regex.groupindex)
    return Page(
        name, route, demand_of(pattern.callback), tuple(dict.fromkeys(p for p in parts if p not in fixed))
    )


def demand_of(view: Callable[..., Any]) -> str:
    """What a view asks for: left by a decorator, or said by the class of an endpoint."""
    said: str = getattr(view, "demand", "")
    if said:
        return said
    endpoint = getattr(view, "cls", None)
    if endpoint is not None:
        return _demand_of_endpoint(endpoint)
    # What allauth brings is its own and shows oneself only; the matrix asks it for errors and foreign words.
    return "library" if view.__module__.startswith("allauth.") else ""


def _demand_of_endpoint(endpoint: type) -> str:
    asked = {permission.__name__ for permission in endpoint.permission_classes}
    if "MayDo" in asked and "IsMember" in asked and endpoint.acts:
        return "act:" + "|".join(endpoint.acts)
    return "member" if asked == {"IsMember"} else ""
