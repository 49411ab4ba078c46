"""The calendar feed behind an address that nobody can guess, and the organisation's quiet days."""

from datetime import date

import pytest
import time_machine
from icalendar import Calendar

from renate.notices.calendar_feed import feed_address
from renate.notices.models import OfficeCalendar
from renate.notices.operations import renew_calendar_key, stop_calendar
from renate.tenancy import scope
from tests.factories.reintegration import open_file

NOON = "2026-11-24 12:00Z"
PAGE = "/settings/reminders/"
SENT = {"hour": "7", "on_closed_day": "stay", "closed_days": "", "holiday_country": ""}


def fetch(client, address: str):
    return client.get(address.removeprefix("http://127.0.0.1:8000"))


@pytest.fixture
def address(worker):
    with (
        time_machine.travel(NOON, tick=False),
        scope.enter(organisation=worker.organisation_id, user=worker.user_id),
    ):
        open_file(worker, date(2026, 11, 24), name="Arta Leka")
        return feed_address(renew_calendar_key(by=worker))


@pytest.mark.django_db
@pytest.mark.rule("R-24")
def test_the_feed_holds_days_references_and_links_and_nothing_that_tells(address, client):
    with time_machine.travel(NOON, tick=False):
        answer = fetch(client, address)

    events = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    assert answer["Content-Type"].startswith("text/calendar")
    assert date(2026, 12, 1) in {event.decoded("dtstart") for event in events}
    assert set().union(*events) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL", "TRANSP"}
    text = answer.content.decode().lower()
    telling = ("arta", "leka", "harbour", "follow", "consent", "risk", "crisis", "traffick", "renate")
    assert [word for word in telling if word in text] == []


@pytest.mark.django_db
def test_an_address_that_was_renewed_stopped_or_forged_or_whose_worker_left_shows_nothing(
    address, worker, client
):
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        newer = feed_address(renew_calendar_key(by=worker))
    dead = [fetch(client, address).status_code, fetch(client, newer[:-12] + "x/tasks.ics").status_code]
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        type(worker).objects.filter(pk=worker.pk).update(is_active=False)
    dead.append(fetch(client, newer).status_code)
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        type(worker).objects.filter(pk=worker.pk).update(is_active=True)
    alive = fetch(client, newer).status_code
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        stop_calendar(by=worker)

    assert (dead, alive, fetch(client, newer).status_code) == ([404, 404, 404], 200, 404)


@pytest.mark.django_db
def test_the_administrator_sets_quiet_days(admin, as_member):
    browser = as_member(admin)

    browser.post(PAGE, SENT | {"hour": "8", "quiet_weekdays": ["5", "6"], "closed_days": "2026-12-24"})

    with scope.enter(organisation=admin.organisation_id):
        calendar = OfficeCalendar.objects.get()
    assert (calendar.hour, calendar.quiet_weekdays) == (8, ["5", "6"])
    assert calendar.closed_days == [date(2026, 12, 24)]
    assert "2026-12-24" in browser.get(PAGE).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"closed_days": "24.12.2026"},
        {"holiday_country": "ZZ"},
        {"quiet_weekdays": list("0123456")},
        {"hour": "24"},
    ],
)
def test_what_makes_no_calendar_is_refused_beside_its_field_and_kept(admin, as_member, change):
    answer = as_member(admin).post(PAGE, SENT | change)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(change)
