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


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """It is noon on 22 June 2026; `clock.move_to` goes elsewhere."""
    with time_machine.travel(datetime(2026, 6, 22, 12, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def case(clock: time_machine.Traveller, inside: Membership) -> Case:
    """A case of the worker, three weeks old, without risk."""
    return open_file(inside, OPENED)
