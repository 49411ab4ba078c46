"""Issued reports through the API: their figures as published, hidden numbers hidden."""

from typing import Any

import pytest
from django.test import Client

from renate import audit
from renate.accounts.models import Membership
from renate.accounts.roles import ACTS, Role
from renate.reports.models import Report
from renate.tenancy import scope
from tests.api.conftest import FIGURES, issued
from tests.factories.reports import ReportFactory

LIST = "/api/v1/reports/"
READERS = {role for role, acts in ACTS.items() if acts & {"write_report", "issue_report", "read_issued"}}


@pytest.fixture
def client(officer: Membership, as_member: Any) -> Client:
    signed_in: Client = as_member(officer)
    return signed_in


def test_issued_reports_are_listed(client: Client, report: Report) -> None:
    [line] = client.get(LIST).json()["results"]

    assert (line["ref"], line["title"], line["issued_on"]) == (report.public_id, "Three years", "2026-11-01")


def test_a_draft_is_not_there(client: Client, officer: Membership) -> None:
    with scope.enter(organisation=officer.organisation_id):
        draft = ReportFactory()

    assert client.get(LIST).json()["count"] == 0
    assert client.get(f"{LIST}{draft.public_id}/").status_code == 404
    assert client.get(f"{LIST}{draft.public_id}/figures/").status_code == 404


def test_a_report_says_what_it_covers_and_what_was_issued(client: Client, report: Report) -> None:
    body = client.get(f"{LIST}{report.public_id}/").json()

    assert (body["version"], body["threshold"], body["snapshot_sha256"]) == (1, 5, "a" * 64)


@pytest.mark.rule("S3-90")
def test_figures_are_those_that_were_published(client: Client, report: Report) -> None:
    response = client.get(f"{LIST}{report.public_id}/figures/")

    assert response.json()["figures"] == FIGURES
    assert response.json()["definitions"][0]["key"] == "assisted"
    assert (response["ETag"], response["Content-Language"]) == (f'"{"a" * 64}"', "en")


def test_taking_figures_out_is_on_record(client: Client, report: Report, officer: Membership) -> None:
    client.get(f"{LIST}{report.public_id}/figures/")

    with scope.enter(organisation=report.organisation_id):
        [event] = audit.own_events(limit=1)
    assert (event.action, event.ref, event.actor_id, event.meta["kind"]) == (
        "report.exported", report.public_id, officer.user_id, "json",
    )  # fmt: skip


@pytest.mark.parametrize("role", Role.values)
def test_reports_open_to_the_roles_that_read_them(report: Report, client_of: Any, role: str) -> None:
    client = client_of(role)
    paths = [LIST, f"{LIST}{report.public_id}/", f"{LIST}{report.public_id}/figures/"]

    answers = {client.get(path).status_code for path in paths}

    assert answers == {200 if role in READERS else 404}


@pytest.mark.rule("R-25")
def test_a_foreign_report_is_not_there(client: Client, stranger: Membership) -> None:
    with scope.enter(organisation=stranger.organisation_id, user=stranger.user_id):
        foreign = issued("Foreign Canary", stranger)

    assert client.get(f"{LIST}{foreign.public_id}/").status_code == 404
    assert client.get(f"{LIST}{foreign.public_id}/figures/").status_code == 404
    assert b"Canary" not in client.get(LIST).content


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_the_same_number_of_queries_however_long(
    client: Client, report: Report, officer: Membership, django_assert_num_queries: Any, more: int
) -> None:
    with scope.enter(organisation=report.organisation_id, user=officer.user_id):
        for number in range(more):
            issued(f"More {number}", officer)
    client.get(LIST)

    with django_assert_num_queries(8):
        client.get(LIST)
