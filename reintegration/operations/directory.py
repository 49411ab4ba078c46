"""Keeping the directory of who offers what (domain 3)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reintegration.models import ProviderEntry
from reintegration.queries.offering import find_service
from reintegration.reasons import rule_error
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError


class DirectoryError(RuleError):
    """The entry can't be kept as given."""


@transaction.atomic
def save_entry(
    *, by: Membership, on: date, entry: ProviderEntry | None = None, **details: Any
) -> ProviderEntry:
    """Add an entry, or change one; whoever writes it down has verified it on that day."""
    if on > clock.today():
        raise rule_error("in_future", "on", DirectoryError)
    row = entry or ProviderEntry()
    for name, value in details.items():
        setattr(row, name, value)
    service = find_service(row.service)
    if service is None:
        raise rule_error("unknown_service", "service", DirectoryError)
    twins = ProviderEntry.objects.filter(provider__iexact=row.provider, service=row.service, area=row.area)
    if twins.exclude(pk=row.pk).exists():
        raise DirectoryError(_("This provider has this service there already."), field="provider")
    row.service_name = service.label if service.is_own else ""
    row.verified_on = on
    row.full_clean()
    row.save()
    audit.record("service.entry_saved", on=row)
    return row


@transaction.atomic
def verify_entry(*, by: Membership, on: date, entry: ProviderEntry) -> ProviderEntry:
    """Somebody called: everything is as it says."""
    entry.verified_on = on
    entry.full_clean()
    entry.save()
    audit.record("service.entry_verified", on=entry)
    return entry
