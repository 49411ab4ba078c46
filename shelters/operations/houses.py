"""Opening and changing houses and their beds."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from renate import audit
from renate.accounts.models import Membership
from renate.kit.errors import RuleError
from shelters.models import Bed, Shelter, Stay


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


def _check_name(shelter: Shelter) -> None:
    if Shelter.objects.filter(name=shelter.name).exclude(pk=shelter.pk).exists():
        raise ShelterError(_("There is a shelter of this name."), field="name")
