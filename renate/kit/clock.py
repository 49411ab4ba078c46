"""The one clock: every rule that needs "now" or "today" is given it from here."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

_zone_of_scope: Callable[[], str | None] | None = None


def use_zone(provider: Callable[[], str | None]) -> None:
    """Let the tenancy layer say which time zone the current organisation lives in."""
    global _zone_of_scope
    _zone_of_scope = provider


def now() -> datetime:
    """The present moment, aware."""
    return timezone.now()


def today() -> date:
    """Today where the current organisation is; UTC outside any organisation."""
    name = _zone_of_scope() if _zone_of_scope else None
    return now().astimezone(ZoneInfo(name) if name else UTC).date()
