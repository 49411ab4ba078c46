"""Pages for what went wrong: they need no database and no context."""

import sys

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template import loader

# Fields that are no text of the sender's, or that no page may show.
UNSHOWN = ("csrfmiddlewaretoken", "version", "draft", "draft_seal", "discard", "leave")
SECRET = ("password", "code", "token", "secret")
SHORTEST = 20
# A body that is broken, too large, of too many parts, or cut off: an error page must stand all the same.
UNREADABLE = (MultiPartParserError, SuspiciousOperation, UnreadablePostError)


def _page(name: str, status: int, **context: object) -> HttpResponse:
    return HttpResponse(loader.get_template(name).render(context), status=status)


def _typed(request: HttpRequest) -> list[str]:
    """Longer texts that were sent from a page of ours to one that can't take them: to be copied, not lost."""
    ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    if request.method != "POST" or not ours or getattr(request, "membership", None) is None:
        return []
    try:
        sent = request.POST
    except UNREADABLE:
        return []
    names = [n for n in sent if n not in UNSHOWN and not any(word in n for word in SECRET)]
    return [text for name in names for text in sent.getlist(name) if len(text) >= SHORTEST]


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page("400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page("403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: what is not there and what is not yours look the same."""
    return _page("404.html", 404, typed=_typed(request))


def stale_seal(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's seal is older than the sign-in; what was written can be copied."""
    return _page("403_csrf.html", 403, typed=_typed(request))


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database is not there."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return _page("503.html", 503)
    return _page("500.html", 500)
