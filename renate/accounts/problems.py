"""What the interface answers before any of its views is reached: a problem, never a page (RFC 9457)."""

from http import HTTPStatus

from django.http import HttpResponse, JsonResponse

API_PATH = "/api/"


def refusal(code: int, detail: str) -> HttpResponse:
    """One problem as JSON."""
    body = {"type": "about:blank", "title": HTTPStatus(code).phrase, "status": code, "detail": detail}
    return JsonResponse(body, status=code, content_type="application/problem+json")
