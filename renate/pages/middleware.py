"""Answering for the house before anything that could be down is asked."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from renate.pages.views.health import health

HEALTH = "/health/"


class HealthMiddleware:
    """`/health/` is answered without session or user: with the database gone it still names the part."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return health(request) if request.path == HEALTH else self.get_response(request)  # type: ignore[return-value]
