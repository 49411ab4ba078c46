"""One's own reminders: the daily mail and the calendar."""

import pytest

from renate.notices.models import Preference
from renate.tenancy import scope

PAGE = "/account/reminders/"


def own(member):
    with scope.enter(organisation=member.organisation_id):
        return Preference.objects.get(membership=member)


@pytest.mark.django_db
def test_a_worker_chooses_hour_language_and_amount(worker, as_member):
    browser = as_member(worker)

    wrong = browser.post(PAGE, {"mail": "all", "hour": "25", "language": "xx"})
    browser.post(PAGE, {"mail": "pressing", "hour": "9", "language": "sq"})

    assert wrong.status_code == 422
    assert (own(worker).mail, own(worker).hour, own(worker).language) == ("pressing", 9, "sq")
    assert "09:00" in browser.get(PAGE).content.decode()


@pytest.mark.django_db
def test_the_calendar_has_an_address_until_it_is_ended(worker, as_member):
    browser = as_member(worker)
    before = browser.get(PAGE).content.decode()

    browser.post(f"{PAGE}calendar/")
    shown = browser.get(PAGE).content.decode()
    browser.post(f"{PAGE}calendar/stop/")

    assert ["tasks.ics" in page for page in (before, shown)] == [False, True]
    assert own(worker).calendar_key == ""
