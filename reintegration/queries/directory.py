"""Looking up who offers what; one query."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from reintegration.models import ProviderEntry


@dataclass(frozen=True)
class EntryLine:
    """An entry, and whether it was verified in the last year."""

    entry: ProviderEntry
    is_stale: bool


def find_entries(on: date, *, service: str = "", language: str = "", area: str = "") -> list[EntryLine]:
    """Entries in use that fit; the shortest wait first, then by provider."""
    found = ProviderEntry.objects.filter(is_active=True)
    if service:
        found = found.filter(service=service)
    if language:
        found = found.filter(languages__contains=[language])
    if area.strip():
        found = found.filter(area__icontains=area.strip())
    ordered = found.order_by(F("waiting_days").asc(nulls_last=True), "provider", "service")
    return [EntryLine(entry, entry.is_stale_on(on)) for entry in ordered]
