"""Two coordinators, two browsers, two connections, one bed."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client

from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.tenancy import scope
from shelters.models import Stay
from tests.factories.cases import CaseFactory
from tests.factories.shelters import BedFactory


@pytest.mark.rule("R-17")
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_two_browsers_at_once_get_one_stay_and_one_clear_refusal(
    cast: Callable[..., Membership], as_member: Callable[[Membership], Client]
) -> None:
    coordinators = [cast(Role.COORDINATOR), cast(Role.COORDINATOR)]
    first = coordinators[0]
    with scope.enter(organisation=first.organisation_id, user=first.user_id):
        bed, cases = BedFactory(), [CaseFactory(), CaseFactory()]
    barrier, answers = Barrier(2), []

    def give(browser: Client, ref: str) -> None:
        values = {"bed": bed.public_id, "on": "2026-11-20", "reason_in": "arrival", "children_with": 0}
        try:
            barrier.wait(timeout=20)
            answers.append(browser.post(f"/cases/{ref}/stay/start/", values))
        finally:
            connections.close_all()

    pairs = zip(map(as_member, coordinators), cases, strict=True)
    threads = [Thread(target=give, args=(browser, case.ref)) for browser, case in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    refused = max(answers, key=lambda answer: answer.status_code)
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    # Refused by the form when the other was through, by the database when both asked at once.
    assert "This bed is taken" in refused.content.decode()
    with scope.enter(organisation=first.organisation_id, user=first.user_id):
        assert Stay.objects.count() == 1
