"""Pages for what went wrong: they need no database and no context."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader


def _page(name: str, status: int) -> HttpResponse:
    return HttpResponse(loader.get_template(name).render(), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page("400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page("403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: what is not there and what is not yours look the same."""
    return _page("404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database is not there."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return _page("503.html", 503)
    return _page("500.html", 500)
