"""Opening and changing houses and their beds."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.codes import ModelOfCare
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError
from shelters.models import Bed, BedRequest, HouseRules, Shelter, Stay

#: Models of care without a roof (S3-73).
WITHOUT_BEDS = frozenset({ModelOfCare.DAY_CENTRE, ModelOfCare.FIELD_TEAM, ModelOfCare.COMMUNITY})


class ShelterError(RuleError):
    """The shelter cannot be kept like this."""


class BedError(RuleError):
    """The bed cannot be added or taken out of use."""


@transaction.atomic
def open_shelter(*, by: Membership, on: date, **details: Any) -> Shelter:
    """Add a house with a fixed level (S0-08); `details` are the fields of `Shelter`."""
    shelter = Shelter(**{"opened_on": on, **details})
    _check_name(shelter)
    shelter.full_clean()
    shelter.save()
    audit.record("shelter.opened", on=shelter, level=shelter.level)
    return shelter


@transaction.atomic
def change_shelter(*, by: Membership, on: date, shelter: Shelter, **details: Any) -> Shelter:
    """Change a house; its level stays, since another level is another house for its people (S0-08)."""
    if details.get("level", shelter.level) != shelter.level:
        raise ShelterError(_("The level of a shelter does not change. Add another shelter."), field="level")
    for name, value in details.items():
        setattr(shelter, name, value)
    _check_name(shelter)
    shelter.full_clean()
    shelter.save()
    audit.record("shelter.changed", on=shelter, fields=sorted(details))
    return shelter


@transaction.atomic
def add_bed(
    *, by: Membership, on: date, shelter: Shelter, room: str, label: str, is_extra: bool = False
) -> Bed:
    """Put a bed into a room from `on`; an extra bed does not add to the capacity (R-17)."""
    if shelter.closed_on is not None:
        raise BedError(_("This shelter is closed."))
    if shelter.model_of_care in WITHOUT_BEDS:
        raise BedError(_("Nobody lives here: this model of care has no beds."))
    if Bed.objects.filter(shelter=shelter, room=room, label=label).exists():
        raise BedError(_("This room has a bed of this label."), field="label")
    bed = Bed(shelter=shelter, room=room, label=label, is_extra=is_extra, in_use_from=on)
    bed.full_clean()
    bed.save()
    audit.record("bed.added", on=bed, shelter=shelter.public_id, extra=is_extra)
    return bed


@transaction.atomic
def retire_bed(*, by: Membership, on: date, bed: Bed) -> Bed:
    """Take a bed out of use from the night of `on`; refused while somebody sleeps in it (R-17)."""
    bed = Bed.objects.select_for_update().get(pk=bed.pk)
    if (
        Stay.objects.filter(bed=bed).on_night(on).exists()
        or Stay.objects.filter(bed=bed, from_on__gt=on).exists()
    ):
        raise BedError(_("Somebody has this bed. Move the stay first."))
    if bed.out_of_use_on is not None:
        raise BedError(_("This bed is out of use already."))
    bed.out_of_use_on = on
    bed.full_clean()
    bed.save()
    audit.record("bed.retired", on=bed, shelter=bed.shelter.public_id)
    return bed


@transaction.atomic
def close_shelter(*, by: Membership, on: date, shelter: Shelter) -> Shelter:
    """Close a house for good from the night of `on`: nobody may live in it or wait for it; its past stays."""
    shelter = Shelter.objects.select_for_update().get(pk=shelter.pk)
    faults = []
    if shelter.closed_on is not None:
        raise ShelterError(_("This shelter is closed already."))
    if on > clock.today():
        faults.append(_("The closing day cannot be in the future."))
    living = Stay.objects.filter(bed__shelter=shelter).filter(Q(to_on__isnull=True) | Q(to_on__gt=on)).count()
    if living:
        faults.append(
            ngettext(
                "%(count)d person still has a bed here. Move the stay first.",
                "%(count)d people still have a bed here. Move the stays first.",
                living,
            )
            % {"count": living}
        )
    if BedRequest.objects.filter(shelter=shelter, ended_on__isnull=True).exists():
        faults.append(_("Somebody waits for a bed in this house. Change or end the wait first."))
    if faults:
        raise ShelterError(faults, field="on")
    for bed in Bed.objects.filter(shelter=shelter, out_of_use_on__isnull=True):
        retire_bed(by=by, on=max(on, bed.in_use_from), bed=bed)
    shelter.closed_on = on
    shelter.full_clean()
    shelter.save()
    audit.record("shelter.closed", on=shelter)
    return shelter


@transaction.atomic
def write_house_rules(*, by: Membership, on: date, shelter: Shelter, text: str) -> HouseRules:
    """A new version of the house rules; stays keep the version that was explained to them."""
    Shelter.objects.select_for_update().get(pk=shelter.pk)
    last = HouseRules.objects.filter(shelter=shelter).order_by("version").last()
    if last is not None and last.text == text:
        raise ShelterError(_("Nothing has changed since the last version."), field="text")
    number = 1 if last is None else last.version + 1
    written = HouseRules(shelter=shelter, version=number, valid_from=on, text=text)
    written.full_clean()
    written.save()
    audit.record("shelter.rules_written", on=shelter, version=number)
    return written


def _check_name(shelter: Shelter) -> None:
    if Shelter.objects.filter(name=shelter.name).exclude(pk=shelter.pk).exists():
        raise ShelterError(_("There is a shelter of this name."), field="name")
