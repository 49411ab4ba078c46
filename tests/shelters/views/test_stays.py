"""The stay tab of a case."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.test import Client

from cases.models import Case
from renate.accounts.models import Membership
from shelters.models import Stay
from tests.factories.cases import CaseFactory, RiskAssessmentFactory
from tests.factories.shelters import BedFactory, ShelterFactory, StayFactory

SignIn = Callable[[Membership], Client]
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


@pytest.fixture
def case(inside: Membership) -> Case:
    return CaseFactory(case_manager=inside)


def test_empty_tab_says_what_to_do(as_member: SignIn, coordinator: Membership, case: Case) -> None:
    page = as_member(coordinator).get(f"/cases/{case.ref}/stay/").content.decode()

    assert "No stay at present." in page
    assert f"/cases/{case.ref}/stay/start/" in page


def test_worker_reads_and_does_not_start(as_member: SignIn, worker: Membership, case: Case) -> None:
    StayFactory(case=case, bed=BedFactory(shelter=ShelterFactory(name="Lime House")))
    client = as_member(worker)

    page = client.get(f"/cases/{case.ref}/stay/").content.decode()

    assert "Lime House" in page
    assert "Move to another bed" not in page
    assert client.get(f"/cases/{case.ref}/stay/start/").status_code == 404


def test_start_move_and_end(as_member: SignIn, coordinator: Membership, case: Case) -> None:
    first, second = BedFactory(), BedFactory(shelter=ShelterFactory(level="rehabilitation"))
    client, url = as_member(coordinator), f"/cases/{case.ref}/stay/"
    begin = {"bed": first.public_id, "on": "2026-11-20", "reason_in": "arrival", "children_with": 0}

    client.post(f"{url}start/", begin)
    client.post(f"{url}move/", {"bed": second.public_id, "on": "2026-11-21", "expected_to": "2026-12-24"})
    refused = client.post(f"{url}end/", {"on": "2026-11-22", "reason_out": "family"})
    RiskAssessmentFactory(case=case)
    client.post(f"{url}end/", {"on": "2026-11-22", "reason_out": "family"})

    assert refused.status_code == 422
    assert "Assess the risk</a>." in refused.content.decode()

    stays = Stay.objects.order_by("from_on")
    assert [(stay.bed, stay.to_on, stay.reason_out) for stay in stays] == [
        (first, date(2026, 11, 21), "next_level"),
        (second, TODAY, "family"),
    ]
    page = client.get(url).content.decode()
    assert "Independent housing" not in page
    assert "21 Nov 2026" in page


def test_refused_start_keeps_what_was_typed(as_member: SignIn, coordinator: Membership, case: Case) -> None:
    bed = BedFactory(shelter=ShelterFactory(accepts_sexes=["male"]))
    values = {"bed": bed.public_id, "on": "2026-11-20", "reason_in": "returned", "children_with": 0}

    answer = as_member(coordinator).post(f"/cases/{case.ref}/stay/start/", values)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "override_reason" in answer.context["form"].errors
    assert f'value="{bed.public_id}" selected' in page
    assert 'value="2026-11-20"' in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("bed", ""),
        ("bed", "nonsense"),
        ("bed", "\x00"),
        ("on", "31.31.2026"),
        ("children_with", "-1"),
        ("reason_in", "next_level"),
    ],
)
def test_bad_input_is_told_beside_its_field(
    as_member: SignIn, coordinator: Membership, case: Case, field: str, value: str
) -> None:
    bed = BedFactory()
    good = {"bed": bed.public_id, "on": "2026-11-20", "reason_in": "arrival", "children_with": 0}

    answer = as_member(coordinator).post(f"/cases/{case.ref}/stay/start/", {**good, field: value})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Stay.objects.exists()


def test_bed_taken_since_the_page_was_drawn_is_refused_in_words(
    as_member: SignIn, coordinator: Membership, case: Case
) -> None:
    taken = StayFactory(from_on=date(2026, 11, 20)).bed
    values = {"bed": taken.public_id, "on": "2026-11-20", "reason_in": "arrival", "children_with": 0}

    answer = as_member(coordinator).post(f"/cases/{case.ref}/stay/start/", values)

    assert answer.status_code == 422
    assert "This bed is taken or no longer in use." in answer.content.decode()


def test_taken_bed_is_not_offered(as_member: SignIn, coordinator: Membership, case: Case) -> None:
    taken, free = StayFactory().bed, BedFactory()

    page = as_member(coordinator).get(f"/cases/{case.ref}/stay/start/").content.decode()

    assert free.public_id in page
    assert taken.public_id not in page


@pytest.mark.parametrize("page", ["move", "end", "expect"])
def test_without_a_stay_there_is_nothing_to_change(
    as_member: SignIn, coordinator: Membership, case: Case, page: str
) -> None:
    assert as_member(coordinator).get(f"/cases/{case.ref}/stay/{page}/").status_code == 404


def test_expected_departure_is_set_and_cleared(
    as_member: SignIn, coordinator: Membership, case: Case
) -> None:
    stay = StayFactory(case=case)
    client, url = as_member(coordinator), f"/cases/{case.ref}/stay/expect/"

    client.post(url, {"expected_to": "2026-12-24"})
    stay.refresh_from_db()
    expected = stay.expected_to
    client.post(url, {"expected_to": ""})
    stay.refresh_from_db()

    assert (expected, stay.expected_to) == (date(2026, 12, 24), None)


@pytest.mark.parametrize("role", ["officer", "admin", "stranger", "former_worker"])
def test_tab_is_not_there_for_others(
    request: pytest.FixtureRequest, as_member: SignIn, case: Case, role: str
) -> None:
    StayFactory(case=case)

    answer = as_member(request.getfixturevalue(role)).get(f"/cases/{case.ref}/stay/")

    assert answer.status_code == 404


def test_away_and_back(as_member: SignIn, coordinator: Membership, case: Case) -> None:
    StayFactory(case=case)
    client, url = as_member(coordinator), f"/cases/{case.ref}/stay/"
    left = {"on": "2026-11-18", "expected_back_on": "2026-11-20", "kind": "hospital", "note": "Ward 3"}

    client.post(f"{url}away/", left)
    away = client.get(url).content.decode()
    client.post(f"{url}back/", {"on": "2026-11-22"})

    assert "not back" in away
    assert "Ward 3" in away
    assert "18 Nov 2026 to 22 Nov 2026: hospital" in client.get(url).content.decode()


@pytest.mark.rule("S0-10", "S2-12")
def test_stay_names_its_plan_and_the_rules_of_the_house(
    as_member: SignIn, coordinator: Membership, case: Case
) -> None:
    stay = StayFactory(case=case)
    client, url = as_member(coordinator), f"/cases/{case.ref}/stay/"
    rules = f"/shelters/{stay.bed.shelter.public_id}/rules/"

    client.post(rules, {"text": "Quiet after ten.", "on": "2026-11-22"})
    client.post(f"{url}rules/", {"on": "2026-11-22"})
    page = client.get(url).content.decode()

    assert "Crisis" in page  # interim care, before anything is decided
    assert "No agreed plan yet" in page
    assert f'href="/cases/{case.ref}/plan/"' in page
    assert "Version 1 explained and agreed on 22 Nov 2026" in page
