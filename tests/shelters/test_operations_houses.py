"""Houses and beds."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from cases.rules.closing import blockers_for
from renate.accounts.models import Membership
from shelters.codes import ReasonOut, ShelterLevel
from shelters.models import Bed, Shelter
from shelters.operations import (
    BedError,
    ShelterError,
    add_bed,
    change_shelter,
    close_shelter,
    end_stay,
    open_shelter,
    retire_bed,
)
from tests.factories.shelters import BedFactory, ShelterFactory, StayFactory

TODAY = date(2026, 11, 22)


def test_address_is_sealed_in_the_table(inside: Membership) -> None:
    shelter = open_shelter(
        by=inside, on=TODAY, name="House", level=ShelterLevel.CRISIS, address="7 Hidden Lane"
    )

    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM shelters_shelter WHERE id = %s", [shelter.pk])
        stored = bytes(cursor.fetchone()[0])
    assert b"Hidden" not in stored
    assert Shelter.objects.get().address == "7 Hidden Lane"


@pytest.mark.rule("S0-08")
def test_level_of_a_shelter_does_not_change(inside: Membership) -> None:
    shelter = ShelterFactory(level=ShelterLevel.CRISIS)

    with pytest.raises(ShelterError) as refused:
        change_shelter(by=inside, on=TODAY, shelter=shelter, level=ShelterLevel.LONG_TERM)

    assert refused.value.field == "level"


def test_ages_out_of_order_are_refused(inside: Membership) -> None:
    with pytest.raises(ValidationError):
        open_shelter(by=inside, on=TODAY, name="House", level=ShelterLevel.CRISIS, min_age=40, max_age=20)


def test_second_bed_of_one_label_in_a_room_is_refused(inside: Membership) -> None:
    bed = BedFactory()

    with pytest.raises(BedError) as refused:
        add_bed(by=inside, on=TODAY, shelter=bed.shelter, room=bed.room, label=bed.label)

    assert refused.value.field == "label"


@pytest.mark.rule("R-17")
def test_bed_with_somebody_in_it_stays(inside: Membership) -> None:
    stay = StayFactory()

    with pytest.raises(BedError):
        retire_bed(by=inside, on=TODAY, bed=stay.bed)

    assert stay.bed.in_use


def test_retired_bed_keeps_its_past(inside: Membership) -> None:
    stay = StayFactory(to_on=date(2026, 11, 10), reason_out=ReasonOut.FAMILY)

    retire_bed(by=inside, on=date(2026, 11, 10), bed=stay.bed)

    assert Bed.objects.in_use_on(date(2026, 11, 9)).get() == stay.bed
    assert not Bed.objects.in_use_on(date(2026, 11, 10)).exists()


@pytest.mark.rule("R-14")
def test_open_stay_blocks_closing(inside: Membership) -> None:
    stay = StayFactory()
    ended = StayFactory(to_on=date(2026, 11, 10), reason_out=ReasonOut.FAMILY)
    sentence = "The person still has a bed: end the stay first."

    assert sentence in blockers_for(stay.case)
    assert sentence not in blockers_for(ended.case)


def test_house_closes_when_nobody_lives_there_or_waits_for_it(inside: Membership) -> None:
    stay = StayFactory(from_on=date(2026, 11, 1))
    shelter = stay.bed.shelter

    with pytest.raises(ShelterError, match="1 person still has a bed here"):
        close_shelter(by=inside, on=date(2026, 11, 10), shelter=shelter)
    end_stay(by=inside, on=date(2026, 11, 9), stay=stay, reason_out=ReasonOut.HOSPITAL)
    close_shelter(by=inside, on=date(2026, 11, 10), shelter=shelter)

    stay.bed.refresh_from_db()
    shelter.refresh_from_db()
    assert (shelter.closed_on, stay.bed.out_of_use_on) == (date(2026, 11, 10), date(2026, 11, 10))
    with pytest.raises(BedError, match="closed"):
        add_bed(by=inside, on=TODAY, shelter=shelter, room="1", label="new")


@pytest.mark.rule("S3-72", "S3-73")
def test_model_of_care_without_a_roof_has_no_beds(inside: Membership) -> None:
    flat = ShelterFactory(model_of_care="res_semi_independent")
    centre = ShelterFactory(model_of_care="nonres_day_centre")

    add_bed(by=inside, on=TODAY, shelter=flat, room="1", label="A")
    with pytest.raises(BedError, match="no beds"):
        add_bed(by=inside, on=TODAY, shelter=centre, room="1", label="A")
