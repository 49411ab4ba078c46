"""One person's file from first contact to a donor's PDF, by the three roles that the product is for."""

from datetime import date, timedelta

import pytest
from django.core import mail

from renate.accounts.roles import Role
from renate.kit import clock
from renate.tenancy import scope
from tests.factories.accounts import MembershipFactory
from tests.journeys import walks

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

NAME = "Мира Ковачевић"
SHARED = ["Identity and contact", "Needs, plan and services"]


@pytest.fixture
def door(other_organisation):
    """The receiving organisation's coordinator and case manager."""
    with scope.enter(organisation=other_organisation):
        return MembershipFactory(role=Role.COORDINATOR), MembershipFactory(
            role=Role.CASE_MANAGER, user__full_name="Milica Petrović"
        )


@pytest.fixture
def director(cast):
    return cast(Role.DIRECTOR)


@pytest.mark.rule("S3-31", "S3-27", "S0-36", "R-01", "R-25")
def test_a_person_is_helped_from_first_contact_to_the_donors_report(
    visit, worker, coordinator, officer, director, door, live_server
):
    base = live_server.url
    opened = date.today() - timedelta(days=40)

    desk = visit().sign_in(worker)
    page = desk.go("/cases/new/")
    file = walks.open_case(page, NAME, opened_on=opened)
    assert NAME not in page.title()
    assert page.get_by_text("Crisis, month 2").is_visible()
    code = page.locator(".case-name").inner_text().split()[-1]

    walks.plan_a_service(page, "A room where I can close the door", "Crisis shelter")
    walks.log_delivery(page)
    assert page.get_by_text("1 ×").is_visible()
    walks.assess(page, "3", but={1: "2", 10: "1"})
    assert page.get_by_role("row", name="10 Mental well-being").get_by_text("1", exact=True).is_visible()
    walks.record_contact(page)

    walks.consent_to_share(page, file, "Open Door", SHARED)
    walks.offer_referral(page, file, "Open Door", SHARED)
    there = visit(door[0])
    walks.accept_referral(there.page, base, "Milica Petrović")
    walks.follow(there.page, "Identity and contact")
    section = there.page.url
    assert there.page.get_by_text(NAME).first.is_visible()

    page.goto(f"{file}referrals/")
    page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    walks.follow(page, "Withdraw")
    walks.press(page, "Withdraw")
    assert there.page.goto(section).status == 404
    assert NAME not in there.page.content()

    house = visit(coordinator)
    walks.add_shelter_with_bed(house.page, base, "North wing")
    walks.start_stay(house.page, base, code)
    house.go("/caseload/")
    assert house.page.get_by_role("row", name=str(worker)).is_visible()

    reports = visit(officer)
    assert reports.page.goto(file).status == 404
    walks.work_out_report(
        reports.page, base, "Half year", (opened - timedelta(days=90), clock.today()), clock.today()
    )
    report = reports.page.url
    house.page.goto(report)
    walks.take_step(house.page, "Review", "I have reviewed it")
    head = visit(director)
    head.page.goto(report)
    walks.take_step(head.page, "Approve", "Approve the report")
    walks.take_step(head.page, "Issue", "Issue the report")
    reports.page.goto(report)
    with reports.page.expect_download() as download:
        reports.page.get_by_role("main").get_by_role("link", name="Download PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    assert "Ковачевић" not in "".join(message.body + message.subject for message in mail.outbox)
    for window in (desk, there, house, reports, head):
        assert all(url.startswith((base, "data:")) for url in window.requested)
