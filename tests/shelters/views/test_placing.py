"""The waiting list, and who is to be kept apart."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from cases.models import Case
from renate.accounts.models import Membership
from shelters.models import BedRequest, KeepApart
from tests.factories.cases import CaseFactory
from tests.factories.shelters import BedFactory, StayFactory

SignIn = Callable[[Membership], Client]


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


@pytest.fixture
def case(inside: Membership) -> Case:
    return CaseFactory(case_manager=inside)


def test_worker_asks_for_a_bed_and_the_coordinator_finds_it_waiting(
    as_member: SignIn, worker: Membership, coordinator: Membership, case: Case
) -> None:
    BedFactory()
    asked = {"level": "crisis", "urgency": "1", "children": "0", "needs": "No stairs"}

    as_member(worker).post(f"/cases/{case.ref}/stay/waiting/", asked)
    page = as_member(coordinator).get("/shelters/waiting/").content.decode()

    assert case.person.case_code in page
    assert "No stairs" in page
    assert f"/cases/{case.ref}/stay/start/" in page


def test_waiting_is_ended_with_a_reason(as_member: SignIn, worker: Membership, case: Case) -> None:
    waits = BedRequest.objects.create(case=case, level="crisis", urgency=2, asked_on="2026-11-20")
    client, url = as_member(worker), f"/cases/{case.ref}/stay/waiting/end/"

    refused = client.post(url, {"end": "", "on": "2026-11-22"})
    client.post(url, {"end": "not_wanted", "on": "2026-11-22"})

    waits.refresh_from_db()
    assert refused.status_code == 422
    assert waits.end == "not_wanted"
    assert client.get(url).status_code == 404


def test_pair_is_noted_by_code_and_shown_to_whoever_gives_a_bed(
    as_member: SignIn, coordinator: Membership, case: Case
) -> None:
    other = StayFactory().case
    client, url = as_member(coordinator), f"/cases/{case.ref}/stay/"
    noted = {"code": other.person.case_code.lower(), "kind": "conflict", "note": "Quarrel over money"}

    client.post(f"{url}apart/", noted)
    page = client.get(f"{url}start/").content.decode()
    theirs = client.get(f"/cases/{other.ref}/stay/").content.decode()
    pair = KeepApart.objects.get()
    client.post(f"{url}apart/{pair.public_id}/end/")

    assert other.person.case_code in page
    assert case.person.case_code in theirs
    assert "Quarrel" not in theirs
    assert "To be kept apart" not in client.get(url).content.decode()


def test_code_of_a_file_one_may_not_open_is_as_good_as_none(
    as_member: SignIn, worker: Membership, coordinator: Membership, case: Case
) -> None:
    sealed = CaseFactory(confidentiality="sealed", case_manager=coordinator)

    answer = as_member(worker).post(
        f"/cases/{case.ref}/stay/apart/", {"code": sealed.person.case_code, "kind": "conflict"}
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"code": ["No file that you may open has this code."]}
    assert not KeepApart.objects.exists()
