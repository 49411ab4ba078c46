"""Donors, programmes, grants; made inside a scope."""

from datetime import date
from decimal import Decimal

import factory

from renate.funding.models import Donor, Grant, Programme


class DonorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Donor

    name = factory.Sequence(lambda n: f"Foundation {n}")


class ProgrammeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Programme

    name = factory.Sequence(lambda n: f"Programme {n}")
    code = factory.Sequence(lambda n: f"P{n}")
    from_on = date(2007, 1, 1)


class GrantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Grant

    donor = factory.SubFactory(DonorFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    code = factory.Sequence(lambda n: f"G{n}")
    amount = Decimal("10000.00")
    from_on = date(2007, 1, 1)
    to_on = date(2011, 12, 31)
