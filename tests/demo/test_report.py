"""The figures of the first years, through the report of the network and the PDF's own text."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.reports.network import count_network
from renate.reports.operations import draft_report
from renate.reports.pdf import render_pdf
from renate.reports.snapshot import Earlier, assemble
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.reports.reading import text_of

TABLES = ["T1", "T13", "T14", "T21"]
SAID = (
    "9 organisations in 6 countries",
    "In the period 927 persons were assisted",
    "258 family members and dependants received services of their own",
    "464 persons were successfully reintegrated as at the cut-off date: 50.1% of all 927 assisted persons",
    "97 of 927 assisted persons had been trafficked before",
    "50 of 927 persons assisted so far were re-trafficked after assistance",
    "Grants of EUR 875,000 ran in the period",
    "Figures as at 30 Jun 2010",
)


@pytest.fixture
def secretary(network: list[Organisation]) -> Iterator[Membership]:
    """The secretary of the demo; what is drafted is undone."""
    with scope.enter(platform=True):
        office = Organisation.objects.get(kind="secretariat")
    with scope.enter(organisation=office):
        member = Membership.objects.get(role=Role.SECRETARIAT)
    with transaction.atomic():
        yield member
        transaction.set_rollback(True)


@pytest.mark.rule("S3-02", "S3-03", "S3-35", "S3-61", "S3-62", "S3-63", "S3-64")
def test_the_papers_table_comes_out_of_the_network_report(secretary: Membership) -> None:
    inside = {"organisation": secretary.organisation_id, "user": secretary.user_id}
    with scope.enter(**inside):
        report = draft_report(
            by=secretary, on=date(2026, 11, 22), title="Three years", period_from=date(2007, 1, 1),
            period_to=date(2010, 6, 30), cut_off_on=date(2010, 6, 30), tables=TABLES,
        )  # fmt: skip

    counted = count_network(report, inside, lambda stage, percent: None)
    text = text_of(render_pdf(assemble(counted, Earlier(), lambda stage, percent: None)))

    assert [words for words in SAID if words not in text] == []
