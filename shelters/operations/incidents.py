"""The incident log of a house."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from cases.models import Case
from cases.operations import log_incident
from renate import audit
from renate.accounts.models import Membership
from shelters.models import HouseIncident, Shelter


@transaction.atomic
def log_house_incident(
    *, by: Membership, on: date, shelter: Shelter, cases: Sequence[Case] = (), **details: Any
) -> HouseIncident:
    """Write down what happened in a house, and which residents it concerns. Raises IncidentError."""
    incident = log_incident(by=by, on=on, cases=cases, **details)
    logged = HouseIncident.objects.create(shelter=shelter, incident=incident)
    audit.record("shelter.incident_logged", on=shelter)
    return logged
