"""What re/integration adds to the one list of everything due."""

from datetime import date

import pytest

from reintegration import operations
from renate.notices.due import due_between
from renate.notices.models import Notice
from renate.notices.operations import remind_due
from tests.reintegration.conftest import TODAY

A_YEAR_ON = date(2027, 6, 22)


@pytest.mark.rule("R-23", "R-24")
def test_who_leads_is_reminded_once_a_year_to_verify_an_entry_of_the_directory(inside, coordinator, clock):
    entry = operations.save_entry(
        by=inside, on=TODAY, service="legal.legal_advice", provider="Legal Aid", provider_kind="state_service"
    )

    told = [remind_due(on=day) for day in (date(2027, 6, 21), A_YEAR_ON, date(2027, 6, 23))]
    [due] = due_between(coordinator, A_YEAR_ON, A_YEAR_ON)

    assert told == [0, 1, 0]
    assert Notice.objects.get().to == coordinator
    assert "Legal" not in f"{due.ref} {due.url}"
    assert due_between(inside, A_YEAR_ON, A_YEAR_ON) == []
    clock.move_to(A_YEAR_ON)
    operations.verify_entry(by=inside, on=A_YEAR_ON, entry=entry)
    assert due_between(coordinator, A_YEAR_ON, A_YEAR_ON) == []
