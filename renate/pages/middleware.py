"""The network face: headers of every answer, what is too large or too often, and the answer for probes."""

from collections.abc import Callable
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader

from renate.kit.limits import Limit, seconds_to_wait
from renate.pages.views.health import health

HEALTH = "/health/"
API = "/api/"
_OFF = (
    "accelerometer", "ambient-light-sensor", "autoplay", "bluetooth", "browsing-topics", "camera",
    "display-capture", "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid",
    "identity-credentials-get", "idle-detection", "magnetometer", "microphone", "midi", "otp-credentials",
    "payment", "picture-in-picture", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _OFF),
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Cache-Control": "no-store",
}
SIGN_OUT = "account_logout"
# Pages that look people up, by name; a search of names opens many cells at once.
SEARCHES = frozenset({"cases:case_list", "cases:case_open", "cases:emergency_open"})
SEARCH = (Limit("search-member", 40), Limit("search-address", 120))
INTERFACE = (Limit("api-member", 600), Limit("api-address", 1200))

Answer = Callable[[HttpRequest], HttpResponse]


def refusal(request: HttpRequest, status: int, wait: int = 0) -> HttpResponse:
    """A refusal before anything is read: problem+json for the interface, else a page."""
    if request.path.startswith(API):
        body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
        response: HttpResponse = JsonResponse(body, status=status, content_type="application/problem+json")
    else:
        response = HttpResponse(loader.get_template(f"{status}.html").render(), status=status)
    if wait:
        response["Retry-After"] = str(wait)
    return response


class NetworkFaceMiddleware:
    """Stands outermost: every answer has the headers, also errors; what is too large is not read at all."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.MAX_REQUEST_BYTES:
            response = refusal(request, 413)
        else:
            response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class HealthMiddleware:
    """`/health/` is answered without session or user: with the database gone it still names the part."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return health(request) if request.path == HEALTH else self.get_response(request)  # type: ignore[return-value]


class LimitMiddleware:
    """Searches and the interface may be asked so often a minute, by one member and from one address."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None and match.view_name == SIGN_OUT and request.method == "POST":
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        limits = self._limits(request)
        if not settings.RATE_LIMITS or limits is None:
            return None
        of_member, of_address = limits
        member = f"user {request.user.pk}" if request.user.is_authenticated else ""
        waits = [seconds_to_wait(of_member, member)] if member else []
        waits.append(seconds_to_wait(of_address, get_adapter().get_client_ip(request)))
        return refusal(request, 429, max(waits)) if max(waits) else None

    @staticmethod
    def _limits(request: HttpRequest) -> tuple[Limit, Limit] | None:
        if request.path.startswith(API):
            return INTERFACE
        match = request.resolver_match
        searches = match is not None and match.view_name in SEARCHES and request.method == "POST"
        return SEARCH if searches else None
