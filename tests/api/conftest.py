"""A case with something in every section, seen by each role; and another organisation with the same."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from cases.access import ROLES_WITHOUT_CASES
from cases.models import Case
from reintegration.models import FollowUp
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.funding.models import Grant
from renate.kit import clock
from renate.reports.models import Report, ReportIssue
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories.accounts import MembershipFactory
from tests.factories.cases import EpisodeFactory, RiskAssessmentFactory, TeamMemberFactory
from tests.factories.reintegration import assess, open_file
from tests.factories.reports import ReportFactory

CASE_ROLES = [role for role in Role.values if role not in ROLES_WITHOUT_CASES]
FIGURES = {"assisted": 23, "male": None}


def _file(by: Membership, name: str) -> Case:
    case = open_file(by, clock.today() - timedelta(days=60), name=name)
    EpisodeFactory(person=case.person, narrative=f"told by {name}")
    RiskAssessmentFactory(case=case, note=f"risk of {name}")
    assess(by, clock.today() - timedelta(days=3), case)
    return case


@pytest.fixture
def case(worker: Membership) -> Case:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        return _file(worker, "Arta Leka")


@pytest.fixture
def foreign_case(stranger: Membership) -> Case:
    with scope.enter(organisation=stranger.organisation_id, user=stranger.user_id):
        return _file(stranger, "Foreign Canary")


@pytest.fixture
def follow_up(case: Case) -> FollowUp:
    with scope.enter(organisation=case.organisation_id):
        return FollowUp.objects.planned().filter(case=case).order_by("due_on").first()


@pytest.fixture
def client_of(organisation: Organisation, as_member: Any) -> Any:
    """A signed-in client in a role; on the team of the case, if one is given."""

    def sign_in(role: str, on_team_of: Case | None = None) -> Client:
        with scope.enter(organisation=organisation):
            member = MembershipFactory(role=role)
            if on_team_of is not None:
                TeamMemberFactory(case=on_team_of, membership=member)
        return as_member(member)

    return sign_in


def issued(title: str, by: Membership, grant: Grant | None = None) -> Report:
    """An issued report with two figures, one of them hidden."""
    report = ReportFactory(title=title, state="issued", grant=grant)
    ReportIssue.objects.create(
        report=report,
        issued_on=date(2026, 11, 1),
        issued_by=by,
        pdf=b"%PDF-1.7",
        pdf_sha256="b" * 64,
        snapshot_sha256="a" * 64,
        snapshot={
            "report": {"words": "en"},
            "published": FIGURES,
            "definitions": [
                {"key": "assisted", "name": "Assisted", "definition": "People.", "unit": "persons"}
            ],
        },
    )
    return report


@pytest.fixture
def report(officer: Membership) -> Report:
    with scope.enter(organisation=officer.organisation_id, user=officer.user_id):
        return issued("Three years", officer)
