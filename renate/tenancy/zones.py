"""The time zone of the organisation in scope, asked so often that it is remembered."""

from renate.tenancy import scope
from renate.tenancy.models import Organisation

_zones: dict[int, str] = {}


def zone_of_scope() -> str | None:
    """IANA name, or None outside any organisation."""
    current = scope.current_or_none()
    if current is None or current.organisation_id is None:
        return None
    found = _zones.get(current.organisation_id)
    if found is None:
        found = Organisation.objects.values_list("time_zone", flat=True).get(pk=current.organisation_id)
        _zones[current.organisation_id] = found
    return found
