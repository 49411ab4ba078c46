"""A file opened on a Monday, and the day on which the tests of this app stand."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from cases.models import Case
from renate.accounts.models import Membership
from tests.factories.reintegration import open_file

OPENED = date(2026, 6, 1)
TODAY = date(2026, 6, 22)


def noon(day: date) -> datetime:
    """The moment at which a test stands on a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """It is noon on 22 June 2026; `clock.move_to` goes elsewhere."""
    with time_machine.travel(noon(TODAY), tick=False) as traveller:
        yield traveller


@pytest.fixture
def case(clock: time_machine.Traveller, inside: Membership) -> Case:
    """A case of the worker, opened three weeks ago, without risk; nobody has been in touch since."""
    clock.move_to(noon(OPENED))
    opened = open_file(inside, OPENED)
    clock.move_to(noon(TODAY))
    return opened
