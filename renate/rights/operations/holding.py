"""Keeping a file as it is: restriction, asked for by the person, and legal hold, which bars deletion."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Person
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.rights.codes import RequestKind, RequestState
from renate.rights.models import LegalHold, RightsRequest
from renate.rights.operations.requests import finish_request


class HoldError(RuleError):
    """The restriction or hold can't be set or ended as things stand."""


@transaction.atomic
def restrict_person(*, by: Membership, on: date, request: RightsRequest) -> Person:
    """From now on the file is read-only and left out of reports (GDPR art. 18). Raises HoldError."""
    if request.kind != RequestKind.RESTRICTION or request.state != RequestState.GRANTED:
        raise HoldError(_("Only a granted request restricts a file."))
    person = _locked(request.person)
    if person.restricted_on is None:
        person.restricted_on = on
        person.save(update_fields=["restricted_on", "updated_at"])
        audit.record("person.restricted", on=person, request=request.public_id)
    finish_request(by=by, on=on, request=request)
    return person


@transaction.atomic
def lift_restriction(*, by: Membership, on: date, person: Person) -> Person:
    """Work with the file again; the person was told before. Raises HoldError."""
    person = _locked(person)
    if person.restricted_on is None:
        raise HoldError(_("The file is not restricted."))
    person.restricted_on = None
    person.save(update_fields=["restricted_on", "updated_at"])
    audit.record("person.restriction_lifted", on=person)
    return person


@transaction.atomic
def place_hold(
    *, by: Membership, on: date, person: Person, ground: str, from_on: date, note: str = ""
) -> LegalHold:
    """Nothing of the file is deleted while it stands. Raises HoldError."""
    if from_on > clock.today():
        raise HoldError(_("This day is in the future."), field="from_on")
    if LegalHold.objects.filter(person=person, ground=ground, ended_on__isnull=True).exists():
        raise HoldError(_("There is a hold on this ground already."), field="ground")
    hold = LegalHold(person=person, ground=ground, note=note, from_on=from_on, by=by)
    hold.full_clean()
    hold.save()
    audit.record("hold.placed", on=hold, person=person.public_id)
    return hold


@transaction.atomic
def end_hold(*, by: Membership, on: date, hold: LegalHold) -> LegalHold:
    """The ground is gone; by somebody other than the one who placed it. Raises HoldError."""
    hold = LegalHold.objects.select_for_update(of=("self",)).select_related("person").get(pk=hold.pk)
    if hold.ended_on is not None:
        raise HoldError(_("This hold has ended already."))
    if hold.by_id == by.pk:
        raise HoldError(_("Somebody other than the one who placed it ends a hold."))
    hold.ended_on, hold.ended_by = on, by
    hold.full_clean()
    hold.save()
    audit.record("hold.ended", on=hold, person=hold.person.public_id)
    return hold


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update().get(pk=person.pk)
