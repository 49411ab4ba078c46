"""Pages that only tests have: what a request does in its scope, from the view to the last rendered byte."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import path

from renate.accounts.models import Invitation
from renate.kit import clock
from renate.tenancy import scope


def _invite() -> None:
    Invitation.objects.create(email="somebody@example.org", full_name="Somebody", role="deputy",
                              expires_at=clock.now())  # fmt: skip


def here(request: HttpRequest) -> HttpResponse:
    """Which organisation the request works in."""
    current = scope.current_or_none()
    return HttpResponse(str(current.organisation_id if current else None))


def write(request: HttpRequest) -> HttpResponse:
    """Leaves a row."""
    _invite()
    return HttpResponse("written")


def write_and_fail(request: HttpRequest) -> HttpResponse:
    """Leaves a row and falls over."""
    _invite()
    raise ZeroDivisionError


def write_and_refuse(request: HttpRequest) -> HttpResponse:
    """Leaves a row and answers with an error of its own."""
    _invite()
    return HttpResponse(status=503)


def lazy(request: HttpRequest) -> TemplateResponse:
    """A page that asks the database while it is rendered, after the view has returned."""
    template = engines["django"].from_string("{% for row in rows %}{{ row.email }};{% endfor %}")
    return TemplateResponse(request, template, {"rows": Invitation.objects.order_by("email")})


urlpatterns = [
    path("here/", here),
    path("write/", write),
    path("write-and-fail/", write_and_fail),
    path("write-and-refuse/", write_and_refuse),
    path("lazy/", lazy),
]
