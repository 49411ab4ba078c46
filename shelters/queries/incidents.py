"""The incident log of a house, as far as the reader may know."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from cases.models import Case, Incident, IncidentPerson
from shelters.models import Shelter, Stay


@dataclass(frozen=True)
class LoggedIncident:
    """An incident; `text` is open only to who may open every file that it concerns."""

    incident: Incident
    cases: list[Case]
    others: int
    opens: bool


def incidents_of(shelter: Shelter, *, visible: QuerySet[Case], reads_risk: bool) -> list[LoggedIncident]:
    """Newest first; two queries."""
    incidents = list(
        Incident.objects.filter(house__shelter=shelter)
        .select_related("reported_by__user")
        .order_by("-on", "-id")
    )
    shown: dict[int, list[Case]] = {}
    counted: dict[int, int] = {}
    mine = set(visible.values_list("pk", flat=True))
    for person in IncidentPerson.objects.filter(incident__in=incidents).select_related("case__person"):
        counted[person.incident_id] = counted.get(person.incident_id, 0) + 1
        if person.case_id in mine:
            shown.setdefault(person.incident_id, []).append(person.case)
    return [_logged(incident, shown, counted, reads_risk) for incident in incidents]


def _logged(
    incident: Incident, shown: dict[int, list[Case]], counted: dict[int, int], reads_risk: bool
) -> LoggedIncident:
    cases = shown.get(incident.pk, [])
    others = counted.get(incident.pk, 0) - len(cases)
    return LoggedIncident(incident, cases, others, reads_risk and others == 0)


def residents(shelter: Shelter, *, visible: QuerySet[Case]) -> list[Case]:
    """Those who live in a house now, as far as the reader may know."""
    living = Stay.objects.open().filter(bed__shelter=shelter).values("case")
    return list(visible.filter(pk__in=living).select_related("person").order_by("person__case_code"))
