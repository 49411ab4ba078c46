"""The time zone of the organisation in scope, asked so often that it is remembered."""

import time

from renate.tenancy import scope
from renate.tenancy.models import Organisation

# Another process may have changed it, so it is not believed for long.
REMEMBERED_SECONDS = 60.0
_zones: dict[int, tuple[str, float]] = {}


def remember(organisation: Organisation) -> None:
    """Take the zone from a row that was just read: a web request asks no query for it."""
    _zones[organisation.pk] = (organisation.time_zone, time.monotonic())


def zone_of_scope() -> str | None:
    """IANA name, or None outside any organisation."""
    current = scope.current_or_none()
    if current is None or current.organisation_id is None:
        return None
    zone, read_at = _zones.get(current.organisation_id, ("", 0.0))
    if not zone or time.monotonic() - read_at > REMEMBERED_SECONDS:
        remember(Organisation.objects.get(pk=current.organisation_id))
        zone = _zones[current.organisation_id][0]
    return zone
