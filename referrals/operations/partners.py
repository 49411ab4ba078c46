"""The directory of bodies: entries, contacts, agreements, the log of contacts, and of cooperation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from referrals.codes import Audience, PartnerKind
from referrals.models import (
    ActivityPartner,
    Agreement,
    ContactEntry,
    CooperationActivity,
    Partner,
    PartnerContact,
)
from renate import audit
from renate.accounts.models import Membership
from renate.kit.errors import RuleError
from renate.tenancy.models import Organisation


class PartnerError(RuleError):
    """The entry cannot be kept like this."""


@transaction.atomic
def add_partner(*, by: Membership, on: date, **details: Any) -> Partner:
    """Add a body; `details` are the fields of `Partner` (S3-69…71, S3-80)."""
    partner = Partner(**details)
    _check_name(partner)
    partner.full_clean()
    partner.save()
    audit.record("partner.added", on=partner, kind=partner.kind)
    return partner


@transaction.atomic
def add_member_entry(*, by: Membership, on: date, member: Organisation) -> Partner:
    """The entry of a member of the network, made when somebody first keeps a contact or agreement there."""
    known = Partner.objects.filter(member=member).first()
    if known is not None:
        return known
    return add_partner(
        by=by, on=on, member=member, name=member.name, kind=PartnerKind.MEMBER, country=member.country
    )


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


@transaction.atomic
def keep_contact(
    *, by: Membership, on: date, partner: Partner, contact: PartnerContact | None = None, **details: Any
) -> PartnerContact:
    """Add somebody to call there, or change what is known of them."""
    contact = contact or PartnerContact(partner=partner)
    return _keep(contact, "partner.contact_kept", details)


@transaction.atomic
def keep_agreement(
    *, by: Membership, on: date, partner: Partner, agreement: Agreement | None = None, **details: Any
) -> Agreement:
    """Add a memorandum or another agreement, or change its dates (S3-70)."""
    agreement = agreement or Agreement(partner=partner)
    if details.get("signed_on") and details["signed_on"] > on:
        raise PartnerError(_("The day is in the future."), field="signed_on")
    return _keep(agreement, "partner.agreement_kept", details)


@transaction.atomic
def log_contact(
    *, by: Membership, on: date, partner: Partner, happened_on: date, **details: Any
) -> ContactEntry:
    """Write down a contact with a body (S1-20)."""
    if happened_on > on:
        raise PartnerError(_("The day is in the future."), field="happened_on")
    return _keep(ContactEntry(partner=partner, by=by, on=happened_on), "partner.contact_logged", details)


@transaction.atomic
def log_activity(
    *,
    by: Membership,
    on: date,
    happened_on: date,
    participants: Mapping[str, int],
    partners: Iterable[Partner] = (),
    activity: CooperationActivity | None = None,
    **details: Any,
) -> CooperationActivity:
    """Write down a meeting, training, draft or piece of advocacy, or correct it (S3-66, S3-68…70, S3-79)."""
    if happened_on > on:
        raise PartnerError(_("The day is in the future."), field="happened_on")
    if unknown := sorted(set(participants) - set(Audience.values)):
        raise PartnerError(_("There is no group %(name)s.") % {"name": unknown[0]}, field="participants")
    activity = activity or CooperationActivity(by=by)
    activity.on = happened_on
    activity.participants = {group: count for group, count in participants.items() if count}
    _keep(activity, "cooperation.logged", details)
    ActivityPartner.objects.filter(activity=activity).delete()
    ActivityPartner.objects.bulk_create(
        ActivityPartner(activity=activity, partner=partner) for partner in partners
    )
    return activity


def _keep(row: Any, action: str, details: Mapping[str, Any]) -> Any:
    for name, value in details.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    audit.record(action, on=row)
    return row


def _check_name(partner: Partner) -> None:
    if Partner.objects.filter(name=partner.name).exclude(pk=partner.pk).exists():
        raise PartnerError(_("There is a partner of this name."), field="name")
