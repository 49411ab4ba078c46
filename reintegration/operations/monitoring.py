"""How often an organisation wants to be in touch (domain 2.8)."""

from typing import Any

from django.db import transaction

from reintegration.codes import Phase
from reintegration.models import MonitoringSchedule
from reintegration.queries.schedule import monitoring
from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit.errors import RuleError

LONGEST = 180


class MonitoringError(RuleError):
    """The intervals can't stand."""


@transaction.atomic
def change_monitoring(*, by: Membership, **values: Any) -> MonitoringSchedule:
    """Change the days between contacts; schedules follow as soon as their case is planned again.

    Raises MonitoringError beside the field: an interval is a day at least and half a year at most.
    """
    if not can(by, Act.MANAGE_SETTINGS):
        raise MonitoringError("You may not change the settings.")
    row = monitoring()
    for phase in Phase.values:
        days = values.get(name := f"{phase}_days", getattr(row, name))
        if days is None or not 1 <= days <= LONGEST:
            raise MonitoringError(f"Between 1 and {LONGEST} days.", field=name)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    row.full_clean()
    row.save()
    audit.record("settings.changed", on=row, fields=changed)
    return row
