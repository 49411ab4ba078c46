"""Browsers in which somebody signed in before: wrong guesses made elsewhere don't lock their owner out.

A limit on guesses that counts an account alone is a weapon: whoever knows its address closes it. So a browser
that was let in before carries a signed mark and has a count of its own; all others are counted by account and
place, and together by account, which is high (issue 3; the idea is OWASP's device cookie).
"""

from secrets import token_urlsafe

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

_SALT = "renate.known_device"
DAYS = 180
# People who share one computer.
MOST = 8


def known(request: HttpRequest, login: str) -> str:
    """What this browser is counted by for the account, or "" where nobody signed in to it here before."""
    if request.user.is_authenticated and request.user.email == login:
        return f"session {request.session.session_key}"
    return _marks(request).get(_name(login), "")


def remember(request: HttpRequest, response: HttpResponse, login: str) -> None:
    """Mark the browser after a sign-in; what it holds names nobody."""
    marks = {**_marks(request), _name(login): token_urlsafe(12)}
    response.set_cookie(
        settings.KNOWN_DEVICE_COOKIE,
        signing.dumps(dict(list(marks.items())[-MOST:]), salt=_SALT),
        max_age=DAYS * 86_400,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def address_of(request: HttpRequest) -> str:
    """Where the request comes from; of IPv6 the part that one household has."""
    return truncate_ip(get_adapter().get_client_ip(request))


def _name(login: str) -> str:
    return salted_hmac(_SALT, login).hexdigest()[:16]


def _marks(request: HttpRequest) -> dict[str, str]:
    try:
        found = signing.loads(
            request.COOKIES.get(settings.KNOWN_DEVICE_COOKIE, ""), salt=_SALT, max_age=DAYS * 86_400
        )
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}
