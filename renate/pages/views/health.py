"""Which part of the house is up."""

from celery.exceptions import CeleryError
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from kombu.exceptions import KombuError

from renate.accounts.decorators import public
from renate.celery import app


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return True
    except Error:
        return False


def _queue() -> bool:
    try:
        with app.connection_for_write(connect_timeout=2) as queue:
            queue.ensure_connection(max_retries=1, timeout=2)
        return True
    except (OSError, CeleryError, KombuError):
        return False


@public
def health(request: HttpRequest) -> JsonResponse:
    """200 when every part answers, else 503 and which part does not."""
    parts = {"database": _database(), "queue": _queue()}
    return JsonResponse(
        {name: "up" if up else "down" for name, up in parts.items()},
        status=200 if all(parts.values()) else 503,
    )
