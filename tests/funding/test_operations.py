"""Entering donors, programmes and grants."""

from datetime import date
from decimal import Decimal

import pytest

from renate import audit
from renate.funding.models import Grant
from renate.funding.operations import GrantError, add_grant
from renate.tenancy import scope
from tests.factories.funding import DonorFactory, GrantFactory, ProgrammeFactory


def enter(by, **changes):
    values = {
        "donor": DonorFactory(),
        "programme": ProgrammeFactory(),
        "code": "KB-1",
        "amount": Decimal("875000.00"),
        "from_on": date(2007, 1, 1),
        "to_on": date(2011, 12, 31),
    }
    return add_grant(by=by, **values | changes)


@pytest.mark.rule("S3-02")
def test_add_grant_keeps_it_and_writes_the_audit(inside):
    grant = enter(inside)

    assert Grant.objects.total() == Decimal("875000.00")
    event = audit.own_events(limit=1)[0]
    assert (event.action, event.ref) == ("grant.added", grant.public_id)


def test_add_grant_refuses_the_same_code_twice(inside):
    enter(inside)

    with pytest.raises(GrantError) as refused:
        enter(inside)

    assert refused.value.field == "code"
    assert Grant.objects.count() == 1


def test_grants_running_between_are_counted_whole(inside):
    GrantFactory(amount=Decimal(600), from_on=date(2007, 1, 1), to_on=date(2007, 12, 31))
    GrantFactory(amount=Decimal(30), from_on=date(2011, 1, 1), to_on=date(2011, 12, 31))

    assert Grant.objects.running_between(date(2007, 6, 1), date(2010, 6, 30)).total() == Decimal(600)


def test_grants_of_another_organisation_are_not_added_up(inside, other_organisation):
    with scope.enter(organisation=other_organisation):
        GrantFactory(amount=Decimal(5))
    GrantFactory(amount=Decimal(7))

    assert Grant.objects.total() == Decimal(7)
