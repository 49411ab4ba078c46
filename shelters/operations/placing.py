"""Who waits for a bed, and who should be kept apart."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case, Person
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError
from shelters.codes import WAIT_ENDS
from shelters.models import BedRequest, KeepApart, Shelter, Stay


class WaitingError(RuleError):
    """The person cannot be put on the list, or taken off it, like this."""


class ApartError(RuleError):
    """The two cannot be noted as to be kept apart."""


@transaction.atomic
def ask_for_bed(
    *,
    by: Membership,
    on: date,
    case: Case,
    level: str,
    urgency: int,
    shelter: Shelter | None = None,
    needed_from: date | None = None,
    children: int = 0,
    needs: str = "",
) -> BedRequest:
    """Put a person on the waiting list; the first bed they get takes them off it."""
    Person.objects.select_for_update().get(pk=case.person_id)
    if on > clock.today():
        raise WaitingError(_("The day of asking cannot be in the future."), field="on")
    if BedRequest.objects.filter(case__person=case.person_id, ended_on__isnull=True).exists():
        raise WaitingError(_("This person is on the waiting list already."))
    if shelter is not None and (shelter.level != level or shelter.closed_on is not None):
        raise WaitingError(_("This house has no beds of the chosen level."), field="shelter")
    if Stay.objects.open().of_person(case.person_id).filter(bed__shelter__level=level).exists():
        raise WaitingError(_("This person has a bed of this level."), field="level")
    request = BedRequest(
        case=case,
        level=level,
        shelter=shelter,
        urgency=urgency,
        asked_on=on,
        needed_from=needed_from,
        children=children,
        needs=needs,
    )
    request.full_clean()
    request.save()
    audit.record("stay.bed_asked", on=request, level=level, urgency=int(urgency))
    return request


@transaction.atomic
def end_waiting(*, by: Membership, on: date, request: BedRequest, end: str) -> BedRequest:
    """Take a person off the list for another reason than a bed given."""
    request = BedRequest.objects.select_for_update().get(pk=request.pk)
    if request.ended_on is not None:
        raise WaitingError(_("This person is no longer on the list."))
    if end not in WAIT_ENDS:
        raise WaitingError(_("Say why the bed is not needed."), field="end")
    if not request.asked_on <= on <= clock.today():
        raise WaitingError(_("Choose a day since the bed was asked for, not after today."), field="on")
    request.ended_on, request.end = on, end
    request.full_clean()
    request.save()
    audit.record("stay.bed_not_needed", on=request, reason=end)
    return request


@transaction.atomic
def keep_apart(
    *, by: Membership, on: date, case: Case, person: Person, kind: str, note: str = ""
) -> KeepApart:
    """Note that two people should not be housed together without thought."""
    if person.pk == case.person_id:
        raise ApartError(_("This is the code of the person of this file."), field="code")
    there = KeepApart.objects.standing().of_person(case.person_id).of_person(person.pk)
    if there.filter(kind=kind).exists():
        raise ApartError(_("This is noted already."), field="kind")
    pair = KeepApart(case=case, person=person, kind=kind, note=note, noted_on=on)
    pair.full_clean()
    pair.save()
    audit.record("stay.apart_noted", on=pair)
    return pair


@transaction.atomic
def end_keep_apart(*, by: Membership, on: date, pair: KeepApart) -> KeepApart:
    """The reason to keep the two apart is gone."""
    if pair.ended_on is None:
        pair.ended_on = on
        pair.full_clean()
        pair.save()
        audit.record("stay.apart_ended", on=pair)
    return pair
