"""Where people land, and what they see there."""

from datetime import date, timedelta

import pytest
import time_machine

from cases.codes import ConsentPurpose, FlagKind
from renate.notices.codes import NoticeKind
from renate.notices.models import Notice
from renate.notices.operations import post_notice
from renate.tenancy import scope
from tests.factories.cases import (
    CaseNoteFactory,
    ConsentFactory,
    FlagFactory,
    RiskAssessmentFactory,
    SafetyPlanFactory,
)
from tests.factories.reintegration import open_file
from tests.factories.shelters import StayFactory

TODAY = date(2026, 11, 20)
MY_DAY_QUERIES = 13
CASELOAD_QUERIES = 14
OVERVIEW_QUERIES = 15


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-20T09:00:00+01:00", tick=False):
        yield


def open_files(by, how_many):
    with scope.enter(organisation=by.organisation_id, user=by.user_id):
        return [
            open_file(by, TODAY - timedelta(days=8 + number), name=f"Arta Leka {number}")
            for number in range(how_many)
        ]


@pytest.mark.rule("S3-84", "R-24")
def test_my_day_names_who_is_due_and_its_title_names_nobody(worker, as_member):
    open_files(worker, 1)

    page = as_member(worker).get("/").content.decode()

    assert "Arta Leka 0" in page
    assert "<title>Work</title>" in page


@pytest.mark.parametrize("how_many", [1, 3])
def test_my_day_asks_the_database_as_often_for_three_people_as_for_one(
    worker, as_member, how_many, django_assert_num_queries
):
    open_files(worker, how_many)
    browser = as_member(worker)
    browser.get("/")

    with django_assert_num_queries(MY_DAY_QUERIES):
        browser.get("/")


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_caseload_asks_no_more_than_fifteen_times(
    worker, coordinator, as_member, how_many, django_assert_num_queries
):
    open_files(worker, how_many)
    browser = as_member(coordinator)
    browser.get("/caseload/")

    with django_assert_num_queries(CASELOAD_QUERIES):
        page = browser.get("/caseload/").content.decode()

    assert CASELOAD_QUERIES <= 15
    assert str(worker) in page


def test_a_coordinator_lands_on_the_caseload(coordinator, as_member):
    assert as_member(coordinator).get("/").url == "/caseload/"


def test_a_programme_officer_lands_on_the_reports(officer, as_member):
    assert as_member(officer).get("/").url == "/reports/"


def test_a_programme_officer_finds_neither_the_caseload_nor_a_file(worker, officer, as_member):
    case = open_files(worker, 1)[0]

    browser = as_member(officer)

    assert browser.get("/caseload/").status_code == 404
    assert browser.get(f"/cases/{case.ref}/").status_code == 404


def test_a_notice_leads_to_its_page_and_is_seen(worker, as_member):
    with scope.enter(organisation=worker.organisation_id):
        post_notice(to=worker, key="one", kind=NoticeKind.FOLLOW_UP_DUE, ref="7Q2K-M4", url="/cases/")
        notice = Notice.objects.get()

    answer = as_member(worker).post(f"/notices/{notice.public_id}/read/", {"follow": "1"})

    assert answer.url == "/cases/"
    with scope.enter(organisation=worker.organisation_id):
        assert Notice.objects.get().read_at is not None


def test_a_notice_of_somebody_else_is_not_there(worker, coordinator, as_member):
    with scope.enter(organisation=worker.organisation_id):
        post_notice(to=worker, key="one", kind=NoticeKind.FOLLOW_UP_DUE, ref="7Q2K-M4", url="/cases/")
        notice = Notice.objects.get()

    assert as_member(coordinator).post(f"/notices/{notice.public_id}/read/").status_code == 404


def test_the_overview_shows_each_role_its_sections_only(worker, coordinator, as_member):
    case = open_files(worker, 1)[0]

    own = as_member(worker).get(f"/cases/{case.ref}/").content.decode()
    overseen = as_member(coordinator).get(f"/cases/{case.ref}/").content.decode()

    assert "Fourteen factors now" in own
    assert "Fourteen factors now" not in overseen


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_overview_of_a_full_file_asks_no_more_than_fifteen_times(
    worker, as_member, how_many, django_assert_num_queries
):
    case = open_files(worker, 1)[0]
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        for day in range(how_many):
            CaseNoteFactory(case=case)
            RiskAssessmentFactory(case=case, on=TODAY - timedelta(days=day), traffickers=3)
            ConsentFactory(case=case, purpose=ConsentPurpose.values[day])
            FlagFactory(case=case, kind=FlagKind.values[day])
        SafetyPlanFactory(case=case)
        StayFactory(case=case, bed__shelter__name="Lime House")
    browser = as_member(worker)
    browser.get(case.get_absolute_url())

    with django_assert_num_queries(OVERVIEW_QUERIES):
        page = browser.get(case.get_absolute_url()).content.decode()

    assert OVERVIEW_QUERIES <= 15
    assert "Lime House" in page
    assert "Fourteen factors now" in page


def test_health_says_which_part_is_up(client, db):
    answer = client.get("/health/")

    assert answer.json()["database"] == "up"


def test_health_names_the_part_that_is_down_even_to_somebody_signed_in(worker, as_member, monkeypatch):
    browser = as_member(worker)
    monkeypatch.setattr("renate.pages.views.health._database", lambda: False)

    answer = browser.get("/health/")

    assert answer.status_code == 503
    assert answer.json()["database"] == "down"


def test_the_overview_links_to_a_contact_only_for_those_who_may_record_it(worker, coordinator, as_member):
    case = open_files(worker, 1)[0]
    record = f"/cases/{case.ref}/follow-ups/"

    own = as_member(worker).get(f"/cases/{case.ref}/").content.decode()
    overseen = as_member(coordinator).get(f"/cases/{case.ref}/").content.decode()

    assert own.count(record) > overseen.count(record)
    assert overseen.count(record) == 3  # the tab, in the row and in the menu, and the list of all
