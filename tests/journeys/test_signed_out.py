"""The session ends while somebody types: nothing is lost or read, and nothing goes out under another name."""

import pytest
from django.conf import settings

from cases.models import Task
from renate.tenancy import scope
from tests.factories.cases import CaseFactory
from tests.journeys import walks

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

TYPED = "Да се јави мајката до петок"


@pytest.fixture
def session(as_member, live_server):
    """Give a window the session of a member; without a member: take it away, with its token."""

    def become(window, member=None):
        window.context.clear_cookies()
        if member is not None:
            value = as_member(member).cookies[settings.SESSION_COOKIE_NAME].value
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}
            window.context.add_cookies([cookie])

    return become


def _tasks(worker) -> list[str]:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        return [task.title for task in Task.objects.all()]


def test_what_is_sent_after_the_session_has_ended_stays_in_its_form(visit, session, worker, coordinator):
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        case = CaseFactory(case_manager=worker)
    window = visit()
    session(window, worker)
    page = window.go(f"/cases/{case.ref}/tasks/new/")
    walks.field(page, "What is to be done").fill(TYPED)
    walks.field(page, "By").fill("2030-01-15")
    send = page.get_by_role("button", name="Give the task", exact=True)

    session(window)
    send.click()
    page.get_by_role("heading", name="You were signed out").wait_for()
    assert not page.locator("form:has([name=title])").count()
    session(window, coordinator)
    page.get_by_role("button", name="I am signed in again").click()
    page.get_by_role("heading", name="Another sign-in").wait_for()
    assert not page.locator("form:has([name=title])").count()
    session(window, worker)
    page.get_by_role("button", name="Look again").click()
    page.get_by_text("This was not sent").wait_for()
    assert _tasks(worker) == []

    session(window, coordinator)
    send.click()
    page.get_by_role("heading", name="Another sign-in").wait_for()
    session(window, worker)
    page.get_by_role("button", name="Look again").click()
    page.context.set_offline(True)
    send.click()
    page.get_by_text("No connection").wait_for()
    page.context.set_offline(False)
    walks.press(page, "Give the task")
    assert _tasks(worker) == [TYPED]
