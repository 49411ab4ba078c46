"""The directory of outside bodies."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from referrals.models import Partner
from renate import audit
from renate.accounts.models import Membership


@transaction.atomic
def add_partner(*, by: Membership, on: date, **details: Any) -> Partner:
    """Add a body outside the network; `details` are the fields of `Partner` (S3-71)."""
    partner = Partner(**details)
    partner.full_clean()
    partner.save()
    audit.record("partner.added", on=partner, kind=partner.kind)
    return partner


@transaction.atomic
def change_partner(*, by: Membership, on: date, partner: Partner, **details: Any) -> Partner:
    """Change an entry of the directory."""
    for name, value in details.items():
        setattr(partner, name, value)
    partner.full_clean()
    partner.save()
    audit.record("partner.changed", on=partner, fields=sorted(details))
    return partner
