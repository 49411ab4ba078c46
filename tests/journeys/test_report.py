"""A donor report from the first form to the file, by the three roles that stand for it."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings

from renate.accounts.roles import Role
from renate.tenancy import scope
from tests.journeys import walks
from tests.journeys.conftest import Visit
from tests.reports.conftest import people
from tests.reports.reading import text_of
from tests.reports.ua import faults

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

PERIOD = (date(2007, 1, 1), date(2010, 6, 30))


@pytest.fixture
def window(visit, as_member):
    """A browser window of a member whose session began elsewhere."""

    def open_for(membership) -> Visit:
        opened = visit()
        key = as_member(membership).cookies[settings.SESSION_COOKIE_NAME].value
        opened.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": opened.base}])
        return opened

    return open_for


@pytest.mark.rule("S3-90", "S3-62")
def test_officer_writes_coordinator_reviews_director_issues_and_the_file_says_what_was_counted(
    window, cast, officer, coordinator
):
    with scope.enter(organisation=officer.organisation_id, user=officer.user_id):
        people()
    desk, head = window(officer), window(cast(Role.DIRECTOR))
    walks.work_out_report(desk.page, desk.base, "Живот, three years", PERIOD, PERIOD[1])
    assert desk.page.get_by_text("In the period 23 persons were assisted").is_visible()
    assert desk.page.locator("figure.chart svg").count() >= 5
    assert desk.page.get_by_text("you have written the report yourself").is_visible()
    report = desk.page.url

    house = window(coordinator)
    house.page.goto(report)
    walks.take_step(house.page, "Review", "I have reviewed it")
    head.page.goto(report)
    walks.take_step(head.page, "Approve", "Approve the report")
    walks.take_step(head.page, "Issue", "Issue the report")
    desk.page.goto(report)
    with desk.page.expect_download() as download:
        walks.follow(desk.page, "Download PDF")
    content = download.value.path().read_bytes()

    text = text_of(content)
    assert "12 persons were successfully reintegrated as at the cut-off date: 52.2% of all 23" in text
    assert "EUR 875,000" in text
    assert "Fewer than 5 of 23 persons assisted so far were re-trafficked" in text
    with pikepdf.open(BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert len(pdf.pages) > 10
    assert faults(content) == []
    assert all(each.complaints == [] for each in (desk, house, head))
