"""The board, the page of a house, and its beds in the browser."""

from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from renate import audit
from renate.accounts.models import Membership
from renate.tenancy import scope
from shelters.models import Bed, Shelter, Stay
from tests.factories.cases import CaseFactory
from tests.factories.shelters import BedFactory, ShelterFactory, StayFactory

SignIn = Callable[[Membership], Client]


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


@pytest.fixture
def house(inside: Membership) -> Shelter:
    return ShelterFactory(name="Lime House", address="12 Quiet Street")


def test_board_shows_codes_and_free_beds(as_member: SignIn, coordinator: Membership, house: Shelter) -> None:
    stay = StayFactory(bed=BedFactory(shelter=house))
    BedFactory(shelter=house)

    page = as_member(coordinator).get("/shelters/").content.decode()

    assert stay.case.person.case_code in page
    assert stay.case.person.legal_name not in page
    assert "1 of 2" in page


def test_board_hides_who_is_in_a_case_one_may_not_open(
    as_member: SignIn, coordinator: Membership, worker: Membership, house: Shelter
) -> None:
    sealed = StayFactory(bed=BedFactory(shelter=house), case=CaseFactory(confidentiality="sealed"))

    page = as_member(coordinator).get("/shelters/").content.decode()

    assert sealed.case.person.case_code not in page
    assert sealed.case.ref not in page
    assert "taken" in page


@pytest.mark.parametrize("count", [1, 3])
def test_board_needs_the_same_queries_for_more(
    as_member: SignIn, coordinator: Membership, inside: Membership, count: int
) -> None:
    for _number in range(count):
        shelter = ShelterFactory()
        for _bed in range(count):
            StayFactory(bed=BedFactory(shelter=shelter))
    client = as_member(coordinator)
    client.get("/shelters/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/shelters/")

    assert len(queries) == 12


@pytest.mark.parametrize(("role", "status"), [("officer", 404), ("admin", 404), ("psychologist", 404)])
def test_board_is_not_there_for_others(
    request: pytest.FixtureRequest, as_member: SignIn, house: Shelter, role: str, status: int
) -> None:
    assert as_member(request.getfixturevalue(role)).get("/shelters/").status_code == status


def test_stranger_finds_no_house(as_member: SignIn, stranger: Membership, house: Shelter) -> None:
    client = as_member(stranger)

    assert client.get(f"/shelters/{house.public_id}/").status_code == 404
    assert "Lime House" not in client.get("/shelters/").content.decode()


def test_address_is_shown_to_the_coordinator_and_noted(
    as_member: SignIn, coordinator: Membership, inside: Membership, house: Shelter
) -> None:
    page = as_member(coordinator).get(f"/shelters/{house.public_id}/").content.decode()

    assert "12 Quiet Street" in page
    assert "shelter.address_read" in [event.action for event in audit.own_events(ref=house.public_id)]


def test_address_is_shown_to_a_worker_only_while_their_person_lives_there(
    as_member: SignIn, worker: Membership, inside: Membership, house: Shelter
) -> None:
    client = as_member(worker)
    before = client.get(f"/shelters/{house.public_id}/").content.decode()

    StayFactory(bed=BedFactory(shelter=house), case=CaseFactory(case_manager=worker))
    after = client.get(f"/shelters/{house.public_id}/").content.decode()

    assert "Lime House" in before
    assert "12 Quiet Street" not in before
    assert "12 Quiet Street" in after


def test_shelter_is_added_with_its_bed(
    as_member: SignIn, coordinator: Membership, inside: Membership
) -> None:
    client = as_member(coordinator)
    values = {"name": "Elm House", "level": "crisis", "model_of_care": "res_shelter", "max_children": 2}

    client.post("/shelters/new/", {**values, "accepts_sexes": ["female"], "address": "3 Elm Road"})
    shelter = Shelter.objects.get()
    answer = client.post(
        f"/shelters/{shelter.public_id}/beds/new/", {"room": "1", "label": "A", "on": "2026-11-22"}
    )

    assert answer.status_code == 302
    assert (shelter.name, shelter.address, shelter.accepts_sexes) == ("Elm House", "3 Elm Road", ["female"])
    assert str(Bed.objects.get()) == "1 · A"


def test_second_bed_of_one_label_is_told_beside_the_field(
    as_member: SignIn, coordinator: Membership, house: Shelter
) -> None:
    BedFactory(shelter=house, room="1", label="A")

    answer = as_member(coordinator).post(
        f"/shelters/{house.public_id}/beds/new/", {"room": "1", "label": "A", "on": "2026-11-22"}
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"label": ["This room has a bed of this label."]}
    assert Bed.objects.count() == 1


def test_second_shelter_of_one_name_is_refused(
    as_member: SignIn, coordinator: Membership, house: Shelter
) -> None:
    values = {"name": house.name, "level": "crisis", "model_of_care": "res_shelter", "max_children": 2}

    answer = as_member(coordinator).post("/shelters/new/", values)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"name": ["There is a shelter of this name."]}


def test_worker_does_not_manage_houses(as_member: SignIn, worker: Membership, house: Shelter) -> None:
    client = as_member(worker)

    assert client.get("/shelters/new/").status_code == 404
    assert client.post(f"/shelters/{house.public_id}/change/", {"name": "Mine"}).status_code == 404
    assert Shelter.objects.get().name == "Lime House"


def test_name_is_changed_and_level_is_not_offered(
    as_member: SignIn, coordinator: Membership, house: Shelter
) -> None:
    client = as_member(coordinator)
    values = {"name": "Oak House", "model_of_care": "mixed", "max_children": 1, "level": "long_term"}

    answer = client.post(f"/shelters/{house.public_id}/change/", values)

    house.refresh_from_db()
    assert answer.status_code == 302
    assert (house.name, house.level, house.model_of_care) == ("Oak House", "crisis", "mixed")


def test_taken_bed_is_not_retired(as_member: SignIn, coordinator: Membership, house: Shelter) -> None:
    stay = StayFactory(bed=BedFactory(shelter=house))

    answer = as_member(coordinator).post(
        f"/shelters/{house.public_id}/beds/{stay.bed.public_id}/retire/", {"on": "2026-11-22"}
    )

    assert answer.status_code == 422
    assert "Somebody has this bed" in answer.content.decode()


def test_free_bed_is_retired(as_member: SignIn, coordinator: Membership, house: Shelter) -> None:
    bed = BedFactory(shelter=house)

    as_member(coordinator).post(
        f"/shelters/{house.public_id}/beds/{bed.public_id}/retire/", {"on": "2026-11-22"}
    )

    bed.refresh_from_db()
    assert not bed.in_use


def test_bed_of_another_organisation_is_not_there(
    as_member: SignIn, coordinator: Membership, stranger: Membership, house: Shelter
) -> None:
    with scope.enter(organisation=stranger.organisation_id):
        foreign = BedFactory()
    client = as_member(coordinator)

    answer = client.get(f"/shelters/{house.public_id}/beds/{foreign.public_id}/retire/")

    assert answer.status_code == 404
    assert not Stay.objects.exists()


@pytest.mark.rule("S0-09", "S4-14")
def test_page_of_a_house_tells_care_safety_contact_and_ninety_nights(
    as_member: SignIn, coordinator: Membership, inside: Membership
) -> None:
    shelter = ShelterFactory(
        professional_care=["psychologist"],
        safety_measures=["night_watch"],
        police_contact="Officer Prela, 112",
        police_contact_checked_on="2026-11-02",
    )
    StayFactory(bed=BedFactory(shelter=shelter))

    page = as_member(coordinator).get(f"/shelters/{shelter.public_id}/").content.decode()

    for words in ("Psychologist", "Night watch", "Officer Prela", "confirmed 2 Nov 2026"):
        assert words in page
    assert "0.2 on average, 0 at least, 1 at most" in page
    assert page.count('class="night"') == 90


def test_board_of_an_earlier_night_shows_who_was_there(
    as_member: SignIn, coordinator: Membership, house: Shelter
) -> None:
    stay = StayFactory(bed=BedFactory(shelter=house), to_on="2026-11-10", reason_out="family")
    client, code = as_member(coordinator), stay.case.person.case_code

    before = client.get("/shelters/?on=2026-11-09").content.decode()
    after = client.get("/shelters/?on=2026-11-10").content.decode()

    assert code in before
    assert "The night of 9 Nov 2026" in before
    assert code not in after
    assert client.get("/shelters/?on=nonsense").status_code == 200


def test_closed_house_is_out_of_the_board_and_keeps_its_page(
    as_member: SignIn, coordinator: Membership, house: Shelter
) -> None:
    client = as_member(coordinator)

    refused = client.post(f"/shelters/{house.public_id}/close/", {"on": "2026-12-01"})
    client.post(f"/shelters/{house.public_id}/close/", {"on": "2026-11-22"})

    assert refused.status_code == 422
    assert "Closed shelters" in client.get("/shelters/").content.decode()
    assert "Closed since 22 Nov 2026" in client.get(f"/shelters/{house.public_id}/").content.decode()


def test_incident_of_a_house_is_read_where_every_file_is_open(
    as_member: SignIn, coordinator: Membership, inside: Membership, house: Shelter
) -> None:
    one, sealed = (StayFactory(bed=BedFactory(shelter=house)) for _number in range(2))
    client, url = as_member(coordinator), f"/shelters/{house.public_id}/incidents/"
    what = {"on": "2026-11-21", "kind": "violence", "severity": "2", "what_happened": "A quarrel at table"}

    empty = client.post(f"{url}new/", {**what, "what_happened": ""})
    client.post(f"{url}new/", {**what, "who": [one.case.public_id, sealed.case.public_id]})
    before = client.get(url).content.decode()
    type(sealed.case).objects.filter(pk=sealed.case_id).update(confidentiality="sealed")
    after = client.get(url).content.decode()

    assert empty.status_code == 422
    assert "A quarrel at table" in before
    assert sealed.case.person.case_code in before
    assert "A quarrel at table" not in after
    assert sealed.case.person.case_code not in after
    assert "1 whose file is not open to you" in after
