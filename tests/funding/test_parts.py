"""What a grant is made of: lines, instalments, deadlines, costs."""

from datetime import date
from decimal import Decimal

import pytest

from reintegration.models import ServiceDelivery
from renate.accounts.roles import Role
from renate.funding import operations
from renate.funding.operations import GrantError
from renate.funding.queries import budget_of
from renate.funding.rules import problems_of_cost
from renate.notices.due import SOURCES, gather
from tests.factories.accounts import MembershipFactory
from tests.factories.funding import GrantFactory
from tests.factories.reports import an_assisted_person

TODAY = date(2026, 11, 22)
COST = {
    "amount": Decimal(10), "on": date(2008, 5, 5), "today": TODAY, "grant_from": date(2007, 1, 1),
    "grant_to": date(2011, 12, 31), "category": "staff", "restricted_to": None,
}  # fmt: skip


@pytest.mark.rule("S1-16")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({}, None),
        ({"amount": Decimal(0)}, "amount"),
        ({"on": date(2012, 1, 1)}, "on"),
        ({"on": date(2026, 11, 23)}, "on"),
        ({"restricted_to": "services"}, "category"),
        ({"restricted_to": "staff"}, None),
    ],
)
def test_cost_is_charged_within_the_grant_and_to_its_purpose(change, field):
    problems = problems_of_cost(**COST | change)

    assert [name for name, _text in problems] == ([field] if field else [])


def test_lines_are_never_more_than_the_grant(inside, worker):
    grant = GrantFactory(amount=1000)
    operations.add_line(by=worker, grant=grant, name="Staff", category="staff", amount=Decimal(700))

    with pytest.raises(GrantError, match="Only EUR 300"):
        operations.add_line(by=worker, grant=grant, name="Rent", category="premises", amount=Decimal(301))


@pytest.mark.rule("S1-16", "S3-58")
def test_budget_stands_against_costs_and_services_charged(inside, worker):
    grant = GrantFactory(amount=1000)
    for name, category, amount in (("Help", "services", 600), ("Staff", "staff", 400)):
        operations.add_line(by=worker, grant=grant, name=name, category=category, amount=Decimal(amount))
    operations.charge_cost(
        by=worker, today=TODAY, grant=grant, on=date(2008, 5, 5), category="staff", amount=Decimal(450)
    )
    case = an_assisted_person()
    ServiceDelivery.objects.create(
        case=case, on=date(2008, 5, 5), service="legal.advice", cost=200, grant=grant
    )

    rows = {row.label: (row.budget, row.spent, row.is_over) for row in budget_of(grant)}

    assert rows == {
        "Services to persons": (600, 200, False), "Staff": (400, 450, True), "Whole grant": (1000, 650, False)
    }  # fmt: skip


@pytest.mark.rule("R-23")
def test_open_deadline_is_due_for_whoever_manages_grants_and_names_no_donor(inside, worker):
    officer = MembershipFactory(role=Role.OFFICER)
    grant = GrantFactory()
    open_one = operations.add_deadline(by=worker, grant=grant, kind="final", due_on=date(2012, 3, 1))
    met = operations.add_deadline(by=worker, grant=grant, kind="report", due_on=date(2012, 3, 1))
    operations.meet_deadline(by=worker, on=date(2012, 2, 1), deadline=met)

    [due] = gather([(SOURCES["grant-deadline"], date(2012, 2, 1), date(2012, 3, 31))])

    assert (due.row, due.workers) == (open_one.public_id, (officer.pk,))
    assert grant.donor.name not in f"{due.ref}{due.url}"
