"""The whole file of a child, from identification to a second cycle, by the two who work it."""

import pytest
from django.conf import settings

from renate.accounts.roles import Role
from renate.tenancy import scope
from tests.factories.shelters import BedFactory
from tests.journeys import walks

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

NAME = "Лејла Хоџа"


@pytest.fixture
def beside(visit, as_member, live_server):
    """Open a window for somebody who is signed in already."""

    def open_for(membership):
        session = as_member(membership).cookies[settings.SESSION_COOKIE_NAME].value
        window = visit()
        window.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        return window

    return open_for


@pytest.mark.rule("S0-06", "S2-06", "S2-09", "S2-10", "R-01", "R-03", "R-08", "R-09", "R-14", "R-16", "R-20")
def test_the_file_of_a_child_from_identification_to_a_second_cycle(
    beside, worker, coordinator, cast, live_server
):
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        BedFactory()
    helper = cast(Role.PSYCHOLOGIST, user__full_name="Vesa Gashi")
    desk, lead = beside(worker), beside(coordinator)
    page, other = desk.page, lead.page

    page.goto(f"{live_server.url}/cases/new/")
    file = walks.open_case_of_a_minor(page, NAME)
    assert page.get_by_text("Missing: child-protection authority").is_visible()
    walks.protect_child(page, file)
    walks.consent(page, file, "family_contact", scope="Тетка", guardian=True)

    walks.tick_danger(page, file)
    assert page.get_by_role("heading", name="Critical: today").is_visible()
    other.goto(f"{live_server.url}/notices/")
    assert other.get_by_text("Look at this now").first.is_visible()

    other.goto(f"{file}stay/start/")
    walks.choose(other, "Bed", 1)
    walks.choose(other, "Reason for the stay", "First arrival")
    walks.press(other, "Start the stay")
    other.goto(f"{file}stay/end/")
    assert other.get_by_text("The risk is critical: this waits until it is lower.").is_visible()
    walks.add_to_team(other, file, helper)
    walks.assess_needs(page, file)
    assert page.get_by_text("2 Great").first.is_visible()

    walks.stay_in_phase(page, file, "Таа допрва пристигна.")
    walks.log_setback(page, file)
    assert page.get_by_text("Severe: safety or the whole plan is in question").first.is_visible()

    walks.set_levels(page, file, "1")
    walks.consent(page, file, "post_closure", guardian=True)
    other.goto(f"{file}stay/end/")
    walks.choose(other, "Reason for leaving", 1)
    walks.press(other, "End the stay")
    walks.ask_for_closure(page, file)
    other.goto(f"{file}closure/approve/")
    walks.press(other, "Approve and close")
    assert other.get_by_text("The case is closed.").is_visible()

    other.goto(f"{file}closure/reopen/")
    walks.press(other, "Open again")
    page.goto(f"{file}phase/")
    assert page.get_by_text("cycle 2 since").is_visible()
    assert NAME not in page.title()
    assert desk.complaints == lead.complaints == []
