"""Shelters, beds and stays; made inside a scope."""

from datetime import date

import factory

from shelters.codes import ReasonIn, ShelterLevel
from shelters.models import Bed, Shelter, Stay
from tests.factories.cases import CaseFactory


class ShelterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Shelter

    name = factory.Sequence(lambda n: f"House {n}")
    level = ShelterLevel.CRISIS
    region = "North"
    address = "12 Quiet Street"
    max_children = 4
    opened_on = date(2020, 1, 1)


class BedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Bed

    shelter = factory.SubFactory(ShelterFactory)
    room = "Room 1"
    label = factory.Sequence(lambda n: f"{n}")
    in_use_from = date(2020, 1, 1)


class StayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Stay

    case = factory.SubFactory(CaseFactory)
    bed = factory.SubFactory(BedFactory)
    from_on = date(2026, 11, 1)
    reason_in = ReasonIn.ARRIVAL
