"""Disclosure without consent: an exception record of its own (domain 4)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case, Disclosure
from cases.rules.disclosure import review_due
from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError


class DisclosureError(RuleError):
    """The record can't be made as given."""


@transaction.atomic
def record_disclosure(
    *,
    by: Membership,
    on: date,
    case: Case,
    reason: str,
    receiver: str,
    facts: str,
    grounds: str,
    person_told: str,
    receiver_name: str = "",
) -> Disclosure:
    """Record that facts were passed on without consent: authorised by a coordinator, reviewed in 7 days.

    The least facts, the duty or danger behind it, whether the person knows. Raises DisclosureError.
    """
    if not can(by, Act.OVERRIDE_CONSENT):
        raise DisclosureError(_("Only a coordinator authorises a disclosure without consent."))
    if on > clock.today():
        raise DisclosureError(_("This date is in the future. Enter a date up to today."), field="on")
    if on < case.opened_on:
        raise DisclosureError(_("This date is before the case was opened."), field="on")
    disclosure = Disclosure(
        case=case, on=on, reason=reason, receiver=receiver, receiver_name=receiver_name, facts=facts,
        grounds=grounds, authorised_by=by, person_told=person_told, review_due=review_due(on),
    )  # fmt: skip
    disclosure.full_clean()
    disclosure.save()
    audit.record("disclosure.recorded", on=disclosure, reason=reason, receiver=receiver)
    return disclosure


@transaction.atomic
def review_disclosure(
    *, by: Membership, on: date, disclosure: Disclosure, review_note: str, person_told: str
) -> Disclosure:
    """Look at it again, once: was it right, was it the least, does the person know by now."""
    if not can(by, Act.OVERRIDE_CONSENT):
        raise DisclosureError(_("Only a coordinator reviews a disclosure."))
    if disclosure.reviewed_on is not None:
        raise DisclosureError(_("This was reviewed already."))
    if not disclosure.on <= on <= clock.today():
        raise DisclosureError(_("The review lies between the disclosure and today."), field="on")
    disclosure.reviewed_on, disclosure.reviewed_by = on, by
    disclosure.review_note, disclosure.person_told = review_note, person_told
    disclosure.full_clean()
    disclosure.save()
    audit.record("disclosure.reviewed", on=disclosure)
    return disclosure
