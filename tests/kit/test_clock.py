"""Now and today, where the organisation is."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from renate.kit import clock
from renate.tenancy import scope, zones
from renate.tenancy.models import Organisation
from tests.factories.accounts import new_organisation

LATE_EVENING_IN_UTC = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)


@time_machine.travel(LATE_EVENING_IN_UTC, tick=False)
def test_now_is_aware() -> None:
    assert clock.now() == LATE_EVENING_IN_UTC
    assert clock.now().tzinfo is not None


@time_machine.travel(LATE_EVENING_IN_UTC, tick=False)
def test_today_outside_an_organisation_is_the_day_in_utc() -> None:
    assert clock.today() == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("zone", "day"), [("Europe/Tirane", date(2026, 4, 1)), ("Atlantic/Azores", date(2026, 3, 31))]
)
def test_today_is_the_day_where_the_organisation_is(db: None, zone: str, day: date) -> None:
    organisation = new_organisation(time_zone=zone)

    with time_machine.travel(LATE_EVENING_IN_UTC, tick=False), scope.enter(organisation=organisation):
        assert clock.today() == day


def test_a_changed_time_zone_is_not_believed_for_ever(
    organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scope.enter(organisation=organisation), time_machine.travel(LATE_EVENING_IN_UTC, tick=False):
        before = clock.today()
        Organisation.objects.filter(pk=organisation.pk).update(time_zone="Atlantic/Azores")
        monkeypatch.setattr(zones, "REMEMBERED_SECONDS", 0.0)
        after = clock.today()

    assert (before, after) == (date(2026, 4, 1), date(2026, 3, 31))
