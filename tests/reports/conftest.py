"""A programme's worth of people, and a report about them."""

from collections.abc import Sequence
from datetime import date

import pytest

from cases.codes import Exploitation, RelationToAssistance, Sex
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.kit import clock
from renate.reports.models import Report
from renate.reports.operations import (
    approve_report,
    carry_out,
    draft_report,
    issue_report,
    preview_tables,
    review_report,
)
from renate.tenancy import scope
from tests.factories.accounts import MembershipFactory
from tests.factories.funding import GrantFactory
from tests.factories.reports import a_closed_case, an_assisted_person, an_episode


def people() -> None:
    """Twenty-three persons: 20 women and girls, 3 men; 12 reintegrated, 5 not, 3 trafficked again."""
    for number in range(23):
        sex = Sex.MALE if number >= 20 else Sex.FEMALE
        case = an_assisted_person(date(2008, 2, 1), sex=sex, born=1993 if number < 6 else 1982)
        an_episode(case, purposes=(Exploitation.LABOUR if number >= 17 else Exploitation.SEXUAL,))
        if number < 17:
            outcome = "reintegrated_successfully" if number < 12 else "not_reintegrated"
            a_closed_case(case, date(2010, 1, 1), outcome=outcome)
        if number in {4, 5, 6}:
            an_episode(case, RelationToAssistance.AFTER, started_on=date(2010, 4, 1))
    GrantFactory(amount=875_000)


def a_draft(by: Membership, tables: Sequence[str]) -> Report:
    """A report about the twenty-three."""
    return draft_report(
        by=by,
        on=date(2026, 11, 22),
        title="Three years, Живот",
        period_from=date(2007, 1, 1),
        period_to=date(2010, 6, 30),
        cut_off_on=date(2010, 6, 30),
        tables=tables,
        narrative="# What happened\n\nMany found **work**.",
    )


def worked(by: Membership, report: Report) -> Report:
    """Its figures are worked out."""
    with scope.enter(organisation=by.organisation_id, user=by.user_id):
        run = preview_tables(by=by, report=report)
    carry_out(by.organisation_id, run.public_id)
    return report


def approved(report: Report) -> Membership:
    """Reviewed by the coordinator and approved by the director, who may issue it."""
    director = MembershipFactory(role=Role.DIRECTOR)
    review_report(by=MembershipFactory(role=Role.COORDINATOR), on=clock.today(), report=report)
    approve_report(by=director, on=clock.today(), report=report)
    return director


def issued(report: Report) -> Membership:
    """The same, and issued."""
    with scope.enter(organisation=report.organisation_id):
        director = approved(report)
        run = issue_report(by=director, on=clock.today(), report=report)
    carry_out(report.organisation_id, run.public_id)
    return director


@pytest.fixture
def report(officer: Membership) -> Report:
    """A draft with two tables; nothing worked out."""
    with scope.enter(organisation=officer.organisation_id, user=officer.user_id):
        people()
        return a_draft(officer, ["T1", "T2"])


@pytest.fixture
def worked_out(report: Report, officer: Membership) -> Report:
    """The same report with its figures."""
    return worked(officer, report)
