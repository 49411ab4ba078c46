"""The directory of outside bodies."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from referrals.models import Partner
from renate import audit
from renate.accounts.models import Membership
from renate.kit.errors import RuleError


class PartnerError(RuleError):
    """The entry cannot be kept like this."""


@transaction.atomic
def add_partner(*, by: Membership, on: date, **details: Any) -> Partner:
    """Add a body outside the network; `details` are the fields of `Partner` (S3-71)."""
    partner = Partner(**details)
    _check_name(partner)
    partner.full_clean()
    partner.save()
    audit.record("partner.added", on=partner, kind=partner.kind)
    return partner


@transaction.atomic
def change_partner(*, by: Membership, on: date, partner: Partner, **details: Any) -> Partner:
    """Change an entry of the directory."""
    for name, value in details.items():
        setattr(partner, name, value)
    _check_name(partner)
    partner.full_clean()
    partner.save()
    audit.record("partner.changed", on=partner, fields=sorted(details))
    return partner


def _check_name(partner: Partner) -> None:
    if Partner.objects.filter(name=partner.name).exclude(pk=partner.pk).exists():
        raise PartnerError(_("There is a partner of this name."), field="name")
